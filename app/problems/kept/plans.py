"""Promises of individual plans and of the phases of a case."""

from app.problems.family import Invalid, NotFound, StateConflict
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "one_active_plan_per_case": (
        StateConflict,
        "Vụ việc đã có kế hoạch đang thực hiện",
        "The case has a plan in force already",
    ),
    "plan_status_known": (
        Invalid,
        "Trạng thái kế hoạch không hợp lệ",
        "The status of the plan is not valid",
    ),
    "plan_has_owner": (
        Invalid,
        "Kế hoạch phải có người phụ trách",
        "A plan has somebody who leads it",
    ),
    "plan_ended_with_reason": (
        Invalid,
        "Kết thúc kế hoạch phải có ngày và lý do",
        "A plan ends on a day and with a reason",
    ),
    "plan_ends_after_it_began": (
        Invalid,
        "Ngày kết thúc trước ngày lập kế hoạch",
        "The plan would end before it was written",
    ),
    "plan_reviewed_after_written": (
        Invalid,
        "Ngày đánh giá trước ngày lập kế hoạch",
        "The plan would be reviewed before it was written",
    ),
    "plan_void_with_reason": (
        Invalid,
        "Hủy kế hoạch phải có lý do",
        "A plan is voided with a reason",
    ),
    "plan_supersedes_one_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "review_of_a_plan_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "goal_of_a_plan_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "intervention_of_a_goal_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "progress_of_a_goal_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "progress_of_an_intervention_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "review_names_a_later_one": (
        Invalid,
        "Lần đánh giá sau phải sau lần này",
        "The next review would not be after this one",
    ),
    "plan_review_void_with_reason": (
        Invalid,
        "Hủy lần đánh giá phải có lý do",
        "A review is voided with a reason",
    ),
    "goal_domain_known": (
        Invalid,
        "Lĩnh vực của mục tiêu không hợp lệ",
        "The domain of the goal is not valid",
    ),
    "goal_status_known": (
        Invalid,
        "Trạng thái mục tiêu không hợp lệ",
        "The status of the goal is not valid",
    ),
    "intervention_phase_known": (
        Invalid,
        "Giai đoạn không hợp lệ",
        "The phase is not valid",
    ),
    "intervention_runs_forward": (
        Invalid,
        "Can thiệp kết thúc trước ngày bắt đầu",
        "The intervention would end before it began",
    ),
    "intervention_status_known": (
        Invalid,
        "Trạng thái can thiệp không hợp lệ",
        "The status of the intervention is not valid",
    ),
    "progress_of_one_thing": (
        Invalid,
        "Tiến độ thuộc một mục tiêu hoặc một can thiệp",
        "Progress is of one goal or of one intervention",
    ),
    "given_up_with_reason": (
        Invalid,
        "Đạt một phần, bỏ hoặc dừng phải có lý do",
        "What is given up is given up with a reason",
    ),
    "one_stretch_of_a_phase_at_a_time": (
        StateConflict,
        "Giai đoạn này đã được ghi trong khoảng thời gian đó",
        "The phase is on file for these days already",
    ),
    "phase_follows_one_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "phase_known": (Invalid, "Giai đoạn không hợp lệ", "The phase is not valid"),
    "phase_runs_forward": (
        Invalid,
        "Giai đoạn kết thúc trước ngày bắt đầu",
        "The phase would end before it began",
    ),
    "phase_outcome_known": (
        Invalid,
        "Kết quả giai đoạn không hợp lệ",
        "The outcome of the phase is not valid",
    ),
    "phase_ends_with_outcome": (
        Invalid,
        "Kết thúc giai đoạn phải có kết quả",
        "A phase ends with an outcome",
    ),
    "phase_given_up_with_reason": (
        Invalid,
        "Không hoàn thành hoặc gián đoạn phải có lý do",
        "A phase not completed has a reason",
    ),
    "phase_void_with_reason": (
        Invalid,
        "Hủy giai đoạn phải có lý do",
        "A phase is voided with a reason",
    ),
}
