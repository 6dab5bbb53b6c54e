"""Invented lives, lived through the real services: what the law refuses does not happen here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.demo.stage import BA_DINH, CENTRE, COURT, NGOC_HA, SAI_GON, Stage, at
from app.services import cases, circumstances, clients, determinations, services
from app.services.duplicates import Entry

PLACES = {"ba-dinh": BA_DINH, "ngoc-ha": NGOC_HA, "sai-gon": SAI_GON}
PAPERS_116 = ("registration", "determination-result", "identity-copy")
PAPERS_163 = (*PAPERS_116, "cv")


@dataclass(frozen=True, slots=True)
class Invented:
    """A person nobody is, with the day of the determination and the services had."""

    name: str
    sex: str
    born: str
    place: str
    determined: str
    had: tuple[tuple[str, str], ...] = ()


PEOPLE = (
    Invented("Nguyễn Văn An", "male", "1998-03-02", "ba-dinh", "2026-02-25",
             (("counselling", "2026-03-05"), ("screening_examination", "2026-03-06"))),
    Invented("Trần Thị Bưởi", "female", "1991-07-14", "ba-dinh", "2026-08-03",
             (("counselling", "2026-08-04"),)),
    Invented("Lê Quang Cảnh", "male", "1987-11-30", "ba-dinh", "2026-10-05"),
    Invented("Phạm Đức Dương", "male", "2000-01-21", "ba-dinh", "2026-04-14",
             (("counselling", "2026-04-20"), ("assessment", "2026-04-22"),
              ("treatment", "2026-05-04"))),
    Invented("Hoàng Thị Én", "female", "1995-05-05", "ba-dinh", "2026-05-11"),
    Invented("Vũ Hòa", "male", "1979-09-09", "ngoc-ha", "2026-01-15",
             (("behaviour_education", "2026-02-03"),)),
    Invented("Đặng Minh Giang", "male", "1993-12-12", "ngoc-ha", "2026-06-02",
             (("counselling", "2026-06-10"), ("assessment", "2026-06-11"))),
    Invented("Bùi Thị Hạnh", "female", "1989-02-28", "ngoc-ha", "2026-06-20"),
    Invented("Đỗ Khắc Ích", "male", "1983-08-17", "sai-gon", "2026-03-09",
             (("counselling", "2026-03-16"), ("treatment", "2026-03-30"))),
    Invented("Hồ Văn Khoa", "male", "1996-10-01", "sai-gon", "2026-09-14",
             (("screening_examination", "2026-09-15"),)),
    Invented("Ngô Thị Lan", "female", "2001-04-04", "sai-gon", "2026-07-20",
             (("counselling", "2026-07-27"),)),
    Invented("Dương Văn Mạnh", "male", "1985-06-06", "sai-gon", "2026-05-25",
             (("behaviour_education", "2026-06-01"),)),
)  # fmt: skip


# What some of them told at the determination: main substance, others, route, age of first use.
TOLD = {
    "Nguyễn Văn An": ("heroin", ["methamphetamine"], "intravenous", 21),
    "Trần Thị Bưởi": ("methamphetamine", [], "smoke", 24),
    "Lê Quang Cảnh": ("heroin", [], "intravenous", 19),
    "Phạm Đức Dương": ("methamphetamine", ["ketamine", "mdma"], "smoke", 20),
    "Vũ Hòa": ("opium", [], "smoke", 33),
    "Đặng Minh Giang": ("ketamine", ["mdma"], "sniff", 25),
    "Đỗ Khắc Ích": ("heroin", [], "smoke", 28),
    "Hồ Văn Khoa": ("synthetic_cannabinoids", [], "smoke", 22),
    "Dương Văn Mạnh": ("multiple", [], "oral", 30),
}


def live(stage: Stage) -> None:
    """Let everybody's file come about, oldest law first."""
    files = {person.name: _enter(stage, person) for person in PEOPLE}
    _home_in_spring(stage, files["Nguyễn Văn An"])
    _home_in_august(stage, files["Trần Thị Bưởi"])
    _never_registered(stage, files["Lê Quang Cảnh"])


def _enter(stage: Stage, person: Invented) -> UUID:
    """Register a person, with the determination and the services had."""
    with stage.acting(f"canbo.{person.place}", "register_client") as ctx:
        client = clients.register(
            ctx,
            Entry(
                full_name=person.name,
                sex=person.sex,
                birth_date=date.fromisoformat(person.born),
                birth_precision="day",
                residence_unit=PLACES[person.place],
                unit_as_of=None,
                residence_stable=True,
            ),
        )
        client_id = client.id
    with stage.acting(f"canbo.{person.place}", "record_determination") as ctx:
        determinations.record(
            ctx,
            client_id,
            [
                _step("apply", person.determined, "08:00", papers=["determination-application"]),
                _step("receive", person.determined, "08:30"),
                _step(
                    "conclude",
                    person.determined,
                    "10:00",
                    result="addicted",
                    concluded_on=person.determined,
                    criteria_met=4,
                ),
                _step("deliver", person.determined, "10:30"),
            ],
        )
    _told(stage, person, client_id)
    for kind, on in person.had:
        with stage.acting(f"canbo.{person.place}", "record_service") as ctx:
            done = services.Entry(kind=kind, on=date.fromisoformat(on), unit=PLACES[person.place])
            services.record(ctx, client_id, done)
    return client_id


def _told(stage: Stage, person: Invented, client_id: UUID) -> None:
    """Put on file what the person told of use, if anything."""
    if person.name not in TOLD:
        return
    main, others, route, age = TOLD[person.name]
    items = circumstances.Items(
        main_substance=main, other_substances=others, route=route, first_use_age=age
    )
    with stage.acting(f"canbo.{person.place}", "record_circumstance") as ctx:
        day = date.fromisoformat(person.determined)
        circumstances.record(ctx, client_id, circumstances.Entry("intake", day, items))


def _home_in_spring(stage: Stage, client: UUID) -> None:
    """Begun under Decree 116, completed after 2026-07-01; then post-rehab under the new law."""
    case = _open(
        stage, "canbo.ba-dinh", client, "voluntary-home", "register", "2026-03-02", PAPERS_116
    )
    _take(stage, "canbo.ba-dinh", case, "decide", "2026-03-04", term_months=6,
          decision=_decision("12/QĐ-UBND", "2026-03-04"))  # fmt: skip
    _take(stage, "canbo.ba-dinh", case, "begin", "2026-03-09")
    phases = [("a", "2026-03-09", "2026-03-11"), ("b", "2026-03-11", "2026-03-27"),
              ("c", "2026-03-30", "2026-08-31")]  # fmt: skip
    _take(stage, "congan.ba-dinh", case, "complete", "2026-09-09",
          phases=[{"phase": p, "start": s, "end": e} for p, s, e in phases])  # fmt: skip
    after = _open(
        stage, "congan.ba-dinh", client, "post-rehab", "propose", "2026-09-10",
        ("certificate-home", "cv"), origin=str(case),
    )  # fmt: skip
    _take(stage, "canbo.ba-dinh", after, "decide", "2026-09-11", from_on="2026-09-09",
          decision=_decision("41/QĐ-UBND", "2026-09-11"))  # fmt: skip
    with stage.acting("canbo.ba-dinh", "record_service") as ctx:
        services.record(
            ctx,
            client,
            services.Entry(kind="vocational_training", on=date(2026, 10, 5), unit=BA_DINH),
        )


def _home_in_august(stage: Stage, client: UUID) -> None:
    """Registered under Decree 163: within 24 hours, decided by the head of commune police."""
    case = _open(
        stage, "congan.ba-dinh", client, "voluntary-home", "register", "2026-08-03", PAPERS_163,
        clock="15:00",
    )  # fmt: skip
    _take(stage, "congan.ba-dinh", case, "decide", "2026-08-04",
          decision=_decision("7/QĐ-CAX", "2026-08-04"))  # fmt: skip
    _take(stage, "congan.ba-dinh", case, "begin", "2026-08-05")


def _never_registered(stage: Stage, client: UUID) -> None:
    """Not registering in time is itself a fact of the law: it opens the compulsory procedure."""
    police = "congan.ba-dinh"
    case = _open(
        stage, police, client, "compulsory", "open_dossier", "2026-10-08",
        ("cv", "violation-record", "determination-result", "proposal"),
        grounds=["not_registered"], detected_at=at("2026-10-08", "08:00").isoformat(),
        not_criminal=True, without_capacity=False, pregnant=False, raising_child=False,
    )  # fmt: skip
    _take(stage, police, case, "notify", "2026-10-08", "16:00")
    _take(stage, police, case, "finish_reading", "2026-10-14")
    _take(stage, police, case, "submit_to_court", "2026-10-15", court=COURT)
    clerk = "thuky.toa1"
    _take(stage, clerk, case, "court_accept", "2026-10-16")
    _take(stage, clerk, case, "court_decide", "2026-10-27", outcome="apply",
          decision=_decision("88/QĐ-TA", "2026-10-27"))  # fmt: skip
    _take(stage, clerk, case, "take_effect", "2026-11-05")
    _take(stage, police, case, "request_placement", "2026-11-05", "15:00",
          papers=["court-decision"])  # fmt: skip
    _take(stage, "tinh.hanoi", case, "assign_centre", "2026-11-06", facility=CENTRE,
          decision=_decision("5/QĐ-CAT", "2026-11-06"))  # fmt: skip
    _take(stage, "quanly.so1", case, "admit", "2026-11-07", papers=["placement-decision"])


def _open(
    stage: Stage,
    username: str,
    client: UUID,
    procedure: str,
    name: str,
    day: str,
    papers: tuple[str, ...],
    clock: str = "09:00",
    **fields: object,
) -> UUID:
    step = _step(name, day, clock, papers=list(papers), **fields)
    with stage.acting(username, "open_case") as ctx:
        return cases.open_case(ctx, client, procedure, step).id


def _take(
    stage: Stage, username: str, case: UUID, name: str, day: str, clock: str = "09:00",
    papers: list[str] | None = None, **fields: object,
) -> None:  # fmt: skip
    step = _step(name, day, clock, papers=papers or [], **fields)
    with stage.acting(username, "take_step") as ctx:
        cases.take_step(ctx, case, cases.get(ctx, case).version, step)


def _step(
    name: str, day: str, clock: str, papers: list[str] | None = None, **fields: object
) -> dict[str, object]:
    handed = [{"paper": paper} for paper in papers or []]
    return {"name": name, "occurred_at": at(day, clock).isoformat(), "papers": handed, **fields}


def _decision(number: str, day: str) -> Mapping[str, object]:
    return {"number": number, "on": day, "signed_by": "Người có thẩm quyền (hư cấu)"}
