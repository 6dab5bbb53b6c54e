"""Promises of transfers between communes and of referrals."""

from app.problems.family import Invalid, StateConflict
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "one_open_transfer": (
        StateConflict,
        "Hồ sơ đang trên đường chuyển, chưa có trả lời",
        "The file is in transit already",
    ),
    "transfer_state_known": (
        Invalid,
        "Trạng thái chuyển hồ sơ không hợp lệ",
        "The state of the transfer is not valid",
    ),
    "transfer_leaves_its_unit": (
        StateConflict,
        "Xã này đang quản lý hồ sơ",
        "This commune already holds the file",
    ),
    "transfer_not_before_recorded": (
        Invalid,
        "Việc chuyển đi không thể xảy ra trong tương lai",
        "A departure cannot lie in the future",
    ),
    "transfer_answered_once_told": (
        StateConflict,
        "Phiếu chuyển này đã được trả lời",
        "This transfer is answered already",
    ),
    "transfer_sent_back_with_reason": (
        Invalid,
        "Trả lại hồ sơ phải có lý do",
        "A file is sent back with a reason",
    ),
    "transfer_arrived_at_a_moment": (
        Invalid,
        "Thời điểm đến phải sau khi rời nơi cũ và không ở tương lai",
        "The arrival must be after the departure and not in the future",
    ),
    "transfer_moves_forward": (
        StateConflict,
        "Phiếu chuyển này đã được trả lời",
        "This transfer is answered already",
    ),
    "referral_has_one_receiver": (
        Invalid,
        "Nơi nhận là một cơ sở hoặc một nơi ngoài hệ thống",
        "The receiver is one facility, or one provider outside",
    ),
    "referral_leaves_its_unit": (
        Invalid,
        "Không giới thiệu đến chính đơn vị mình",
        "Nobody is referred to the unit that refers",
    ),
    "referral_purpose_known": (
        Invalid,
        "Mục đích giới thiệu không hợp lệ",
        "The purpose of the referral is not valid",
    ),
    "referral_state_known": (
        Invalid,
        "Trạng thái giới thiệu không hợp lệ",
        "The state of the referral is not valid",
    ),
    "referral_not_before_recorded": (
        Invalid,
        "Việc giới thiệu không thể xảy ra trong tương lai",
        "A referral cannot lie in the future",
    ),
    "referral_answered_when_told": (
        StateConflict,
        "Giới thiệu này đã được trả lời",
        "This referral is answered already",
    ),
    "referral_ended_when_told": (
        StateConflict,
        "Giới thiệu này đã kết thúc",
        "This referral has ended already",
    ),
    "referral_turned_down_with_reason": (
        Invalid,
        "Từ chối hoặc thu hồi giới thiệu phải có lý do",
        "A referral is refused or revoked with a reason",
    ),
    "referral_done_with_outcome": (
        Invalid,
        "Kết thúc giới thiệu phải có kết quả",
        "A referral is done with an outcome",
    ),
    "referral_moves_forward": (
        StateConflict,
        "Trạng thái giới thiệu không cho phép",
        "The state of the referral does not allow this",
    ),
    "referral_by_who_holds_the_file": (
        StateConflict,
        "Đơn vị giới thiệu không còn quản lý hồ sơ",
        "Who referred holds the file no longer",
    ),
}
