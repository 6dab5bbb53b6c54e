"""Rolls and the share of staff trained as the API shows them."""

from collections.abc import Sequence

from app.models.staff import StaffMember, TrainingCourse
from app.schemas.staff import StaffOut
from app.schemas.trainings import (
    AttendanceOut,
    NotedOut,
    RollOut,
    TrainedOut,
    TrainedStaffOut,
    TrainingMadeOut,
    TrainingOut,
)
from app.services.shown_targets import target_document
from app.services.trained import Share
from app.services.trainings import Noted


def roll_out(noted: Sequence[Noted]) -> RollOut:
    """Return what became of each line."""
    lines = [
        NotedOut.model_validate(
            {
                "staff_id": one.staff_id,
                "entered": one.attendance is not None,
                "attendance": one.attendance and AttendanceOut.model_validate(one.attendance),
                "reason": one.reason and {"vi": one.reason.vi, "en": one.reason.en},
            }
        )
        for one in noted
    ]
    entered = sum(line.entered for line in lines)
    return RollOut(entered=entered, refused=len(lines) - entered, lines=lines)


def made_out(course: TrainingCourse, noted: Sequence[Noted]) -> TrainingMadeOut:
    """Return a course just entered."""
    told = TrainingOut.model_validate(course).model_dump()
    return TrainingMadeOut.model_validate({**told, "roll": roll_out(noted)})


def trained_out(found: Share) -> TrainedOut:
    """Return the figure with its reading and its target."""
    asked = found.question
    return TrainedOut.model_validate(
        {
            "unit": asked.unit,
            "on": asked.on,
            "variant": asked.variant,
            "kind": asked.kind,
            "numerator": found.numerator,
            "denominator": found.denominator,
            **target_document(found.target, found.numerator, found.denominator),
        }
    )


def trained_staff_out(row: tuple[StaffMember, bool]) -> TrainedStaffOut:
    """Return one of the staff behind the figure."""
    person, trained = row
    told = StaffOut.model_validate(person).model_dump()
    return TrainedStaffOut.model_validate({**told, "trained": trained})
