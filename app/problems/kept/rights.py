"""Promises of requests of the person, corrections, holds and seals."""

from app.problems.family import Invalid, NotFound, StateConflict
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "request_kind_known": (
        Invalid,
        "Loại yêu cầu không hợp lệ",
        "The kind of request is not valid",
    ),
    "request_requester_known": (
        Invalid,
        "Người yêu cầu không hợp lệ",
        "Who asks is not valid",
    ),
    "request_representative_with_basis": (
        Invalid,
        "Người đại diện phải nêu căn cứ đại diện",
        "A representative tells on what basis",
    ),
    "request_channel_known": (
        Invalid,
        "Kênh tiếp nhận không hợp lệ",
        "The channel is not valid",
    ),
    "request_not_before_recorded": (
        Invalid,
        "Yêu cầu không thể nhận trong tương lai",
        "A request cannot lie in the future",
    ),
    "request_extended_with_reason": (
        Invalid,
        "Gia hạn phải có lý do",
        "A time is lengthened with a reason",
    ),
    "request_answered_with_outcome": (
        Invalid,
        "Trả lời phải có kết quả",
        "An answer has an outcome",
    ),
    "request_refused_with_reason": (
        Invalid,
        "Từ chối phải có căn cứ và lý do",
        "A refusal has a ground and a reason",
    ),
    "request_closed_with_reason": (
        Invalid,
        "Đóng yêu cầu phải có lý do",
        "A request is closed with a reason",
    ),
    "request_void_with_reason": (
        Invalid,
        "Hủy yêu cầu phải có lý do",
        "A request is voided with a reason",
    ),
    "request_moves_forward": (
        StateConflict,
        "Yêu cầu đã trả lời hoặc đã đóng không sửa được",
        "What was received or answered is not changed",
    ),
    "correction_kind_known": (
        Invalid,
        "Loại bản ghi không hợp lệ",
        "The kind of record is not valid",
    ),
    "correction_decision_known": (
        Invalid,
        "Quyết định về đính chính không hợp lệ",
        "The decision on the correction is not valid",
    ),
    "correction_decided_with_reason": (
        Invalid,
        "Quyết định về đính chính phải có lý do",
        "A correction is decided with a reason",
    ),
    "correction_not_before_recorded": (
        Invalid,
        "Đính chính không thể ở tương lai",
        "A correction cannot lie in the future",
    ),
    "correction_void_with_reason": (
        Invalid,
        "Hủy đính chính phải có lý do",
        "A correction is voided with a reason",
    ),
    "correction_is_a_later_entry": (
        StateConflict,
        "Đính chính đã ghi không sửa được",
        "A correction stays as it was said and decided",
    ),
    "correction_of_a_request_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "hold_lifted_with_reason": (
        Invalid,
        "Gỡ lệnh giữ hồ sơ phải có lý do",
        "A hold is lifted with a reason",
    ),
    "hold_runs_forward": (
        Invalid,
        "Lệnh giữ kết thúc trước khi bắt đầu",
        "The hold would end before it began",
    ),
    "seal_ground_known": (
        Invalid,
        "Căn cứ niêm phong không hợp lệ",
        "The ground of the seal is not valid",
    ),
    "seal_lifted_with_reason": (
        Invalid,
        "Mở niêm phong phải có lý do",
        "A seal is lifted with a reason",
    ),
    "seal_runs_forward": (
        Invalid,
        "Niêm phong kết thúc trước khi bắt đầu",
        "The seal would end before it began",
    ),
    "one_seal_per_file": (
        StateConflict,
        "Hồ sơ đã được niêm phong",
        "The file is sealed already",
    ),
    "lifted_is_final": (
        StateConflict,
        "Lệnh đã gỡ không sửa được",
        "What was lifted stays lifted",
    ),
}
