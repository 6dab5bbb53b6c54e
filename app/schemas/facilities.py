"""Places of a facility: its total, its areas, its rooms, and how full they are."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, field_validator

from app.schemas.base import (
    Filter,
    Id,
    In,
    LegalBasisOut,
    LegalDay,
    Moment,
    Out,
    Text1,
    TextOut,
    refused,
)

AreaKindName = Annotated[
    Literal[
        "living", "temporary", "compulsory", "voluntary", "minors", "women", "infectious",
        "special", "medical",
    ],
    Field(title="Loại khu"),
]  # fmt: skip
PlaceCode = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$", title="Mã", examples=["A1"])
]
KeepsSex = Annotated[Literal["male", "female"], Field(title="Dành cho nam, nữ")]
KeepsAge = Annotated[Literal["minor"], Field(title="Dành cho người dưới 18 tuổi")]
KeepsDisease = Annotated[
    Literal["infectious"], Field(title="Dành cho người mắc bệnh truyền nhiễm nhóm A, nhóm B")
]
KeepsRegime = Annotated[
    Literal["compulsory", "voluntary", "pending"],
    Field(title="Dành cho chế độ", description="`pending`: while the dossier is compiled"),
]
KeepsBody = Annotated[
    Literal["differs"],
    Field(title="Phòng riêng", description="For those whose body differs from the recorded sex"),
]
AreaPlaces = Annotated[int, Field(strict=True, ge=0, le=100_000, title="Số chỗ")]
RoomPlaces = Annotated[int, Field(strict=True, ge=1, le=10_000, title="Số chỗ")]


class CapacityIn(In):
    """How many a facility takes in all."""

    places: AreaPlaces


class CapacityOut(Out):
    """How many a facility takes in all, and who last said so when."""

    facility: str
    places: int
    recorded_at: Moment
    version: int


class _KeepsIn(In):
    """Whom a place keeps apart; nobody else is placed there."""

    sex: KeepsSex | None = None
    age: KeepsAge | None = None
    disease: KeepsDisease | None = None
    regime: KeepsRegime | None = None


class _KeepsOut(Out):
    sex: KeepsSex | None
    age: KeepsAge | None
    disease: KeepsDisease | None
    regime: KeepsRegime | None


class AreaIn(_KeepsIn):
    """An area to open. Without `places` of its own it has as many as its rooms."""

    id: Id | None = None
    code: PlaceCode
    name: Text1
    kind: AreaKindName
    places: AreaPlaces | None = None
    valid_from: LegalDay
    valid_until: LegalDay | None = None


class PlacedOut(_KeepsOut):
    """What areas and rooms have in common."""

    id: UUID
    facility: str
    code: str
    valid_from: date
    valid_until: date | None
    version: int


class FacilityAreaOut(PlacedOut):
    """An area of a facility."""

    name: str
    kind: AreaKindName
    places: int | None


class RoomIn(_KeepsIn):
    """A room to open; what it keeps apart narrows what its area does."""

    id: Id | None = None
    area_id: Id
    code: PlaceCode
    name: Text1 | None = None
    body: KeepsBody | None = None
    places: RoomPlaces
    valid_from: LegalDay
    valid_until: LegalDay | None = None


class RoomOut(PlacedOut):
    """A room."""

    area_id: UUID
    name: str | None
    body: KeepsBody | None
    places: int


class AreaChange(In):
    """What may change of an area; whom it keeps apart may not: close it and open another."""

    name: Text1 | None = None
    places: AreaPlaces | None = None
    valid_until: LegalDay | None = None

    @field_validator("name", mode="before")
    @classmethod
    def _not_emptied(cls, value: object) -> object:
        """Refuse null where an area may not go without."""
        if value is None:
            raise refused("Không được để trống", "It may not be emptied")
        return value


class RoomChange(In):
    """What may change of a room."""

    name: Text1 | None = None
    places: RoomPlaces | None = None
    valid_until: LegalDay | None = None

    @field_validator("places", mode="before")
    @classmethod
    def _not_emptied(cls, value: object) -> object:
        """Refuse null where a room may not go without."""
        if value is None:
            raise refused("Không được để trống", "It may not be emptied")
        return value


class RoomFilter(Filter):
    """Of which area the rooms are listed."""

    area_id: Id | None = None


class AreaKindOut(Out):
    """A kind of area: what the law calls it, where, and whom it keeps apart by its nature."""

    code: AreaKindName
    title: TextOut
    keeps: dict[str, str]
    legal_basis: list[LegalBasisOut]


class AreasOut(Out):
    """The areas of a facility."""

    items: list[FacilityAreaOut]
    kinds: list[AreaKindOut]


class RoomsOut(Out):
    """The rooms of a facility."""

    items: list[RoomOut]


class OccupancyOn(Filter):
    """The day; today when not given."""

    on: Annotated[LegalDay | None, Field(description="As it was at the end of that day")] = None


class AwayOut(Out):
    """Time out of the facility, told by the steps of the case; without an end it goes on."""

    kind: str = Field(examples=["leave"])
    title: TextOut
    since: Moment
    until: Moment | None
    keeps_place: bool


class LodgedOut(Out):
    """Somebody who sleeps in a room."""

    stay_id: UUID
    client_id: UUID
    full_name: str
    since: Moment
    away: AwayOut | None


class RoomFillOut(Out):
    """A room on the day."""

    room_id: UUID
    code: str
    places: int
    taken: int
    free: int
    people: list[LodgedOut] | None = Field(
        description="Null for those who read no files: they see the numbers"
    )


class AreaFillOut(Out):
    """An area on the day."""

    area_id: UUID
    code: str
    name: str
    kind: AreaKindName
    places: int
    taken: int
    free: int
    rooms: list[RoomFillOut]


class OccupancyOut(Out):
    """How full a facility is. Without a total of its own it has as many places as its areas."""

    facility: str
    on: date
    places: int
    taken: int
    free: int
    areas: list[AreaFillOut]
