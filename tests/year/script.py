"""The year put in order: who does what when, in which bed, and who was there."""

from collections import Counter
from collections.abc import Iterator
from math import ceil

from tests.year.acts import DIRECTOR, INTAKE, LAST, Act, when
from tests.year.centre_script import BEDS, GROUPS, group_of, residents
from tests.year.commune_life import dealings
from tests.year.commune_script import neighbours
from tests.year.standards import standards


def year(inside: int, outside: int) -> list[Act]:
    """Every act of the year, in the order it is entered."""
    acts = [
        *opening(inside),
        *residents(inside),
        *neighbours(inside, outside),
        *dealings(inside, outside),
        *standards(STAFF),
    ]
    acts += rolls(acts)
    acts = sorted((act for act in acts if act.at < LAST), key=lambda act: act.at)
    give_beds(acts)
    return acts


def opening(count: int) -> Iterator[Act]:
    """On New Year's Day the centre tells its places, areas and rooms."""
    people = Counter(group_of(n) for n in range(count))
    rooms = {group: ceil(people[group] / BEDS) + 1 for group in GROUPS}
    places = {"places": sum(rooms.values()) * BEDS}
    yield Act(when(1, 2, 8), "capacity", -1, DIRECTOR, places)
    for minute, (code, said) in enumerate(GROUPS.items()):
        told = {"code": code, **said, "rooms": rooms[code], "room_places": BEDS}
        yield Act(when(1, 2, 9, minute), "build", -1, DIRECTOR, told)


def inside_at(acts: list[Act], moment) -> list[int]:
    """Who has a bed at a moment."""
    there: set[int] = set()
    for act in sorted(acts, key=lambda act: act.at):
        if act.at >= moment:
            break
        if act.name == "place":
            there.add(act.who)
        elif act.name == "end_stay":
            there.discard(act.who)
    return sorted(there)


STAFF = 24
SESSIONS = {
    "labour_therapy": (10, 3, lambda _: True),
    "class": (12, 2, lambda n: n % 4 == 1),
    "vocational_training": (15, 4, lambda n: n % 3 == 0),
    "group_session": (20, 2, lambda n: n % 2 == 0),
}
GRADES = ("good", "fair", "fair", "average", "poor")


def rolls(acts: list[Act]) -> Iterator[Act]:
    """Each month its sessions, and at its end the grades of everybody who is there."""
    for month in range(1, 13):
        for kind, (day, hours, asked) in SESSIONS.items():
            there = [n for n in inside_at(acts, when(month, day, 18)) if asked(n)]
            lines = [(n, "absent" if (n + month) % 11 == 0 else "present") for n in there]
            for part in range(0, len(lines), 200):
                said = {"kind": kind, "hours": hours, "lines": lines[part : part + 200]}
                yield Act(when(month, day, 18, part // 200), "roll", -1, INTAKE, said)
        lines = [(n, GRADES[(n + month) % 5]) for n in inside_at(acts, when(month, 28, 17))]
        for part in range(0, len(lines), 200):
            said = {"month": f"2026-{month:02}", "lines": lines[part : part + 200]}
            yield Act(when(month, 28, 17, part // 200), "grades", -1, DIRECTOR, said)


def give_beds(acts: list[Act]) -> None:
    """Say of each placement which room it is: the first of the area with a bed left."""
    taken: Counter[str] = Counter()
    room: dict[int, str] = {}
    everything = acts[0].said["places"]
    for act in acts:
        if act.name == "capacity" and act.said["places"] in {"taken", "all"}:
            act.said["places"] = everything if act.said["places"] == "all" else taken.total()
        left = room.pop(act.who, "") if act.name in {"end_stay", "move_room"} else ""
        if left:
            taken[left] -= 1
        if act.name in {"place", "no_place", "move_room"}:
            rooms = (f"{group_of(act.who)}{k}" for k in range(1, 100))
            free = (one for one in rooms if taken[one] < BEDS and one != left)
            act.said["room"] = next(free)
            if act.name != "no_place":
                room[act.who] = act.said["room"]
                taken[act.said["room"]] += 1
