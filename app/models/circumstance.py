"""What a person uses and how they live, as they told on a day (*hoàn cảnh*)."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.models.entered import Entered
from app.models.past import Remembered


class Circumstance(Remembered, Entered):
    """Told at intake, in a review, at the end or afterwards; what nobody told is null."""

    __tablename__ = "circumstance"

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    stage: Mapped[str]
    told_on: Mapped[date]
    main_substance: Mapped[str | None]
    other_substances: Mapped[list[str] | None]
    route: Mapped[str | None]
    first_use_age: Mapped[int | None] = mapped_column(SmallInteger)
    days_used_30: Mapped[int | None] = mapped_column(SmallInteger)
    injecting: Mapped[str | None]
    shared_needles: Mapped[bool | None]
    ever_treated: Mapped[bool | None]
    ever_substitution: Mapped[bool | None]
    hiv_tested: Mapped[bool | None]
    hcv_tested: Mapped[bool | None]
    lives_with: Mapped[str | None]
    children: Mapped[int | None] = mapped_column(SmallInteger)
    housing: Mapped[str | None]
    work: Mapped[str | None]
    education: Mapped[str | None]
    referral_source: Mapped[str | None]
