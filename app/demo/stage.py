"""Who acts in the demonstration, and how: each act in its own transaction, as an account would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import units
from app.access import Role
from app.context import Context
from app.names import search_key
from app.runtime import Running
from app.schemas.accounts import AccountIn
from app.services import accounts, audit
from app.times import VN

PASSWORD = "Hoa-Nhap-Demo-2026"  # noqa: S105 - printed for everybody; invented people only
BA_DINH, NGOC_HA, SAI_GON = "00004", "00008", "26740"
CENTRE, COURT = "F-01-01", "C-01-01"

_ADD_BODY = sa.text("""
insert into unit (code, name, kind, place_type, parent, province, region, search_key, valid_from)
values (:code, :name, :kind, :place_type, :parent, :province, :region, :search_key, :valid_from)
on conflict do nothing
""")


@dataclass(frozen=True, slots=True)
class Hired:
    """An account of the demonstration."""

    username: str
    full_name: str
    role: Role
    unit: str


HIRED = (
    Hired("canbo.ba-dinh", "Lý Thu Hà", Role.COMMUNE_OFFICIAL, BA_DINH),
    Hired("congan.ba-dinh", "Mai Quốc Tuấn", Role.COMMUNE_POLICE, BA_DINH),
    Hired("canbo.ngoc-ha", "Tạ Bích Ngọc", Role.COMMUNE_OFFICIAL, NGOC_HA),
    Hired("congan.ngoc-ha", "Cao Văn Sơn", Role.COMMUNE_POLICE, NGOC_HA),
    Hired("canbo.sai-gon", "Đinh Thị Thảo", Role.COMMUNE_OFFICIAL, SAI_GON),
    Hired("congan.sai-gon", "Trịnh Công Vinh", Role.COMMUNE_POLICE, SAI_GON),
    Hired("bacsi.so1", "Lương Khánh Chi", Role.CENTRE_CLINICIAN, CENTRE),
    Hired("quanly.so1", "Phan Đình Long", Role.CENTRE_CASEWORKER, CENTRE),
    Hired("giamdoc.so1", "Võ Thành Nam", Role.CENTRE_DIRECTOR, CENTRE),
    Hired("thuky.toa1", "Hà Minh Phương", Role.COURT_CLERK, COURT),
    Hired("tinh.hanoi", "Đoàn Ngọc Quý", Role.PROVINCE_MANAGER, "01"),
    Hired("trunguong", "Trương Mỹ Uyên", Role.NATION_MANAGER, "vn"),
    Hired("kiemtra", "Lâm Gia Bảo", Role.AUDITOR, "vn"),
    Hired("quantri", "Kiều Anh Xuân", Role.ADMINISTRATOR, "vn"),
)


class Stage:
    """The house of the demonstration and the accounts that act in it."""

    def __init__(self, running: Running) -> None:
        """Keep the house."""
        self.running = running
        self.house = running.house

    def is_new(self) -> bool:
        """Tell whether nobody has been hired yet."""
        with self.house.sessions() as session:
            known = sa.text("select count(*) from account where username = :name")
            return not session.scalar(known, {"name": HIRED[-1].username})

    def hire(self) -> None:
        """Set up the invented facilities and courts, then one account a desk."""
        engine = sa.create_engine(self.running.addresses.owner_url())
        with engine.begin() as connection:
            for body in units.demo_bodies():
                connection.execute(
                    _ADD_BODY,
                    {
                        "code": body.code, "name": body.name, "kind": body.kind,
                        "place_type": body.place_type, "parent": body.province,
                        "province": body.province, "region": body.region,
                        "search_key": search_key(body.name), "valid_from": body.valid_from,
                    },
                )  # fmt: skip
        with Session(engine) as session:
            for one in HIRED:
                given = AccountIn(
                    username=one.username,
                    full_name=one.full_name,
                    role=one.role,
                    unit=one.unit,
                    password=PASSWORD,
                )
                accounts.add_person(session, self.house.clock.now(), given)
            session.commit()
        engine.dispose()

    @contextmanager
    def acting(self, username: str, action: str = "demo") -> Iterator[Context]:
        """Act as an account: narrowed, audited and committed like a request."""
        with self.house.sessions() as session:
            ctx = self.house.enter_as(session, username, action=action, request=uuid4())
            yield ctx
            audit.write(ctx)
            session.commit()


def at(day: str, clock: str = "09:00") -> datetime:
    """Return a moment of Viet Nam."""
    return datetime.fromisoformat(f"{day}T{clock}:00").replace(tzinfo=VN)
