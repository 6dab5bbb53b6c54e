"""Who gets what: each operation as each caller about each record, as `matrix/*.csv` has it.

The csv is written by hand: whoever adds a door says there who may pass. Words: `allow`; `none` (an
answer that holds nobody); `law` (through the door and the wall, then refused by law, state or
shape); 401, 403, 404.
"""

import pytest

from app.access import permissions_of
from app.api.door import RULES
from tests.access.calls import CALLS
from tests.access.run import Cell, Run, cells, policy, run
from tests.access.world import CALLERS, COLUMNS, NOBODY, World

# Whose files each column may ever learn of.
_REACH: dict[str, set[str]] = {
    **{caller: {"own"} for caller in COLUMNS},
    **{nobody: set() for nobody in (*NOBODY, "analyst", "auditor", "administrator")},
    "province_manager": {"own", "sibling"},
    "nation_manager": {"own", "sibling", "other"},
}
# The trail names files by id: that much an auditor of a province learns of it, and no more.
_IDS = {**_REACH, "auditor": {"own", "sibling"}}
_CLINICAL = {"centre_clinician", "centre_director", "province_manager", "nation_manager"}

# The whole matrix is asked once for all of these: on one worker, and for longer than one test.
pytestmark = [pytest.mark.xdist_group("matrix"), pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def asked(world, planted) -> Run:
    return run(world, planted, cells())


def test_every_cell_is_as_the_matrix_has_it(asked):
    wanted = policy()
    wrong = {
        cell.name: (wanted[place], cell.outcome, cell.text[:200])
        for place, cell in asked.cells.items()
        if cell.outcome != wanted[place]
    }
    assert wrong == {}


def test_what_is_hidden_answers_as_what_does_not_exist(asked):
    """A1, T32: the same bytes as for an id nobody has, but for the request id."""
    told = [
        cell.name
        for cell in asked.cells.values()
        if cell.outcome in {"404", "none"}
        and cell.record in {"sibling", "other"}
        and cell.plain != _of_nobody(asked, cell).plain
    ]
    assert told == []


def test_a_person_known_elsewhere_is_registered_like_one_known_nowhere(asked):
    """T32: number, name and birthday of somebody on file out of sight change nothing."""
    for caller in ("commune_official", "centre_director", "system_writing"):
        known = asked.cells["register_client", "other", caller]
        fresh = asked.cells["register_client", "random", caller]
        assert known.status == fresh.status == 201
        assert _shape(known) == _shape(fresh)


def test_no_answer_holds_a_word_out_of_reach(asked, world):
    """A2: names, numbers, addresses, notes; in bodies and headers; lists and figures included."""
    leaks = {
        cell.name: sorted(found)
        for cell in asked.cells.values()
        if (found := _told(cell, _forbidden(world, cell.caller)))
    }
    assert leaks == {}


def test_every_word_is_found_by_who_may_read_it(asked, world):
    """The canaries sing: without this, a misspelt one would prove nothing."""
    for place, caller in (("own", "commune_official"), ("other", "nation_manager")):
        seen = " ".join(c.text for c in asked.cells.values() if c.caller == caller)
        record = world.records[place]
        assert {word for word in record.words | record.ids if word not in seen} == set()
    assert any(world.clinical in c.text for c in asked.cells.values())


def test_no_log_line_holds_a_word_or_an_id_of_a_file(asked, world):
    """T29: the raw events, before the list of what may pass is applied."""
    records = [world.records[place] for place in ("own", "sibling", "other")]
    words = set().union(*(r.words | r.ids for r in records), {world.clinical})
    assert asked.logs.count("request") >= len(asked.cells)
    assert {word for word in words if word in asked.logs} == set()


def test_what_is_done_or_refused_at_the_door_leaves_one_entry(asked):
    """T8: one entry a request that read or wrote a file, and one for whom the door turned away."""
    wrong = {
        cell.name: (cell.status, cell.entries)
        for cell in asked.cells.values()
        if cell.entries != _entries(cell)
    }
    assert wrong == {}


def test_the_trail_names_every_file_an_answer_shows(asked, world):
    files = [world.records[place] for place in ("own", "sibling", "other")]
    silent = {
        cell.name: record.place
        for cell in asked.cells.values()
        for record in files
        if cell.call != "list_audit"
        and _told(cell, record.words | {record.client})
        and record.client not in cell.touched
    }
    assert silent == {}


def test_no_answer_is_kept_by_anybody_on_the_way(asked):
    assert {c.name for c in asked.cells.values() if "cache-control: no-store" not in c.headers} == (
        set()
    )


def _of_nobody(asked: Run, cell: Cell) -> Cell:
    return asked.cells[cell.call, "random", cell.caller]


def _forbidden(world: World, caller: str) -> set[str]:
    words: set[str] = set()
    for place in ("own", "sibling", "other"):
        record = world.records[place]
        words |= record.words if place not in _REACH[caller] else set()
        words |= record.ids if place not in _IDS[caller] else set()
    return words if caller in _CLINICAL else words | {world.clinical}


def _told(cell: Cell, words: set[str] | frozenset[str]) -> set[str]:
    """Return the words an answer holds that its own request did not."""
    sent = str(cell.request)
    whole = f"{cell.headers}\n{cell.text}"
    return {word for word in words if word in whole and word not in sent}


def _entries(cell: Cell) -> int:
    """A refusal leaves none, but at the door, at the desk, and where it shows whose file is like.

    An answer before anybody is known (401) has no one to name.
    """
    rule = RULES.get(cell.call.partition(":")[0])
    if rule is not None and rule.may is not None and cell.caller in CALLERS:
        role, _, scopes = CALLERS[cell.caller]
        if rule.may not in permissions_of(role, scopes):
            return 1
    shows = cell.call == "sign_in" or '"possible-duplicate"' in cell.text
    return CALLS[cell.call].entries if cell.status < 300 or shows else 0


def _shape(cell: Cell) -> list[str]:
    return sorted(part.partition('":')[0] for part in cell.text.split(',"'))
