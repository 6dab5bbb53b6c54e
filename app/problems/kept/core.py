"""Promises of files, cases, accounts, services, contacts and screenings."""

from app.problems.family import (
    IdempotencyKeyReused,
    Invalid,
    NotFound,
    PossibleDuplicate,
    StaleVersion,
    StateConflict,
)
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "name_is_nfc_and_clean": (
        Invalid,
        "Tên có ký tự không được nhận",
        "The name holds characters that are not taken",
    ),
    "sex_known": (Invalid, "Giới tính không hợp lệ", "The sex is not valid"),
    "birth_date_in_range": (
        Invalid,
        "Ngày sinh ngoài khoảng cho phép",
        "The birth date is out of range",
    ),
    "birth_precision_known": (
        Invalid,
        "Độ chính xác của ngày sinh không khớp",
        "The precision of the birth date does not fit",
    ),
    "custody_runs_forward": (
        Invalid,
        "Ngày kết thúc quản lý trước ngày bắt đầu",
        "Custody would end before it began",
    ),
    "record_runs_forward": (
        Invalid,
        "Ngày kết thúc quản lý trước ngày bắt đầu",
        "The record would end before it began",
    ),
    "record_closed_with_reason": (
        Invalid,
        "Đóng hồ sơ quản lý phải có lý do",
        "A record is closed with a reason",
    ),
    "service_void_with_reason": (
        Invalid,
        "Hủy dịch vụ phải có lý do",
        "A service is voided with a reason",
    ),
    "screening_void_with_reason": (
        Invalid,
        "Hủy lần sàng lọc phải có lý do",
        "A screening is voided with a reason",
    ),
    "observation_void_with_reason": (
        Invalid,
        "Hủy phiếu theo dõi phải có lý do",
        "An observation is voided with a reason",
    ),
    "observation_chart_known": (
        Invalid,
        "Loại phiếu theo dõi không hợp lệ",
        "The kind of chart is not valid",
    ),
    "one_screening_per_service": (
        StateConflict,
        "Dịch vụ này đã gắn với một lần sàng lọc",
        "The service tells of a screening already",
    ),
    "one_conclusion_per_observation": (
        StateConflict,
        "Đã có kết luận sau theo dõi",
        "The observation is concluded already",
    ),
    "score_is_never_rewritten": (
        StateConflict,
        "Điểm đã ghi không sửa được",
        "A recorded score is not changed",
    ),
    "screening_follows_one_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "observation_of_a_screening_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "service_kind_known": (
        Invalid,
        "Loại dịch vụ không hợp lệ",
        "The kind of service is not valid",
    ),
    "contact_kind_known": (
        Invalid,
        "Hình thức tiếp xúc không hợp lệ",
        "The kind of contact is not valid",
    ),
    "contact_outcome_known": (
        Invalid,
        "Kết quả tiếp xúc không hợp lệ",
        "The outcome of the contact is not valid",
    ),
    "contact_due_after_it": (
        Invalid,
        "Ngày hẹn trước ngày tiếp xúc",
        "The next contact would be due before this one",
    ),
    "contact_not_before_recorded": (
        Invalid,
        "Tiếp xúc không thể xảy ra trong tương lai",
        "A contact cannot lie in the future",
    ),
    "contact_void_with_reason": (
        Invalid,
        "Hủy lần tiếp xúc phải có lý do",
        "A contact is voided with a reason",
    ),
    "determination_result_known": (
        Invalid,
        "Kết quả xác định không hợp lệ",
        "The result is not valid",
    ),
    "paper_direction_known": (
        Invalid,
        "Chiều của giấy tờ không hợp lệ",
        "The direction of the paper is not valid",
    ),
    "username_is_lower_case": (
        Invalid,
        "Tên đăng nhập phải viết thường",
        "A user name is in lower case",
    ),
    "person_has_role": (
        Invalid,
        "Tài khoản người dùng phải có một vai trò",
        "A person's account has a role",
    ),
    "ledger_key_length": (
        Invalid,
        "Khóa chống ghi lặp dài từ 1 đến 200 ký tự",
        "An idempotency key has 1 to 200 characters",
    ),
    "term_runs_forward": (
        Invalid,
        "Thời hạn kết thúc trước ngày bắt đầu",
        "The term would end before it began",
    ),
    "step_not_before_recording": (
        Invalid,
        "Bước không thể xảy ra trong tương lai",
        "A step cannot lie in the future",
    ),
    "one_account_per_username": (StateConflict, "Tên đăng nhập đã có", "The user name is taken"),
    "one_commune_holds_the_file": (
        StateConflict,
        "Hồ sơ đang do một xã quản lý",
        "One commune holds the file already",
    ),
    "one_custody_per_unit": (
        StateConflict,
        "Đơn vị đang quản lý hồ sơ này",
        "The unit holds the file already",
    ),
    "one_open_record_per_kind": (
        StateConflict,
        "Đã có hồ sơ quản lý đang mở",
        "A record of this kind is open already",
    ),
    "one_open_compulsory": (
        StateConflict,
        "Đã có vụ việc cai nghiện bắt buộc đang mở",
        "A compulsory case is open already",
    ),
    "one_open_case_per_procedure": (
        StateConflict,
        "Đã có vụ việc cùng thủ tục đang mở",
        "A case of this procedure is open already",
    ),
    "one_open_case_per_facility": (
        StateConflict,
        "Cơ sở đã có vụ việc cùng thủ tục đang mở",
        "The facility has an open case of this procedure already",
    ),
    "case_has_one_subject": (
        Invalid,
        "Vụ việc thuộc một người hoặc một cơ sở",
        "A case belongs to one client or to one facility",
    ),
    "compulsory_periods_do_not_overlap": (
        StateConflict,
        "Thời gian cai nghiện bắt buộc bị trùng",
        "Compulsory periods may not overlap",
    ),
    "case_moves_lawfully": (
        StateConflict,
        "Vụ việc không chuyển được sang trạng thái đó",
        "The case cannot move to that state",
    ),
    "closed_case_is_final": (StateConflict, "Vụ việc đã đóng", "The case is closed"),
    "ended_clock_is_final": (StateConflict, "Thời hạn đã kết thúc", "The clock has ended"),
    "deadline_ends_once": (StateConflict, "Thời hạn đã kết thúc", "The clock has ended"),
    "one_step_per_place": (
        StateConflict,
        "Vụ việc vừa có bước khác, hãy đọc lại",
        "Another step was just taken, read the case again",
    ),
    "step_is_append_only": (
        StateConflict,
        "Bước đã ghi không sửa được",
        "A recorded step is not changed",
    ),
    "audit_is_append_only": (StateConflict, "Nhật ký không sửa được", "The audit is not changed"),
    "case_and_client_agree": (NotFound, "Không tìm thấy", "Not found"),
    "case_belongs_to_its_client": (
        StateConflict,
        "Vụ việc gắn với một hồ sơ duy nhất",
        "A case stays with its client",
    ),
    "version_advances_by_one": (
        StaleVersion,
        "Bản ghi vừa thay đổi, hãy đọc lại",
        "The record just changed, read it again",
    ),
    "identity_claim_pkey": (
        PossibleDuplicate,
        "Cần kiểm tra trùng hồ sơ",
        "The file needs a check for duplicates",
    ),
    "ledger_entry_pkey": (
        IdempotencyKeyReused,
        "Khóa chống ghi lặp đang được dùng",
        "The key is in use",
    ),
}
