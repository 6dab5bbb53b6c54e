"""The wall about transfers and referrals, the door left out: what an end may see, and no more."""

import pytest
from psycopg import errors

from tests.access.conftest import planted, world
from tests.services.hostile import PROVINCE, UNIT, hostile, mine, theirs

__all__ = ["hostile", "mine", "planted", "theirs", "world"]

# Where the planted transfer of `own` came from; it holds no file.
SENDER = {**UNIT, "units": "00070"}
THEIR_CENTRE = {**UNIT, "units": "F-79-01"}


def test_the_sender_sees_its_transfer_and_not_the_file(hostile, mine):
    with hostile(SENDER) as say:
        ids = {str(row[0]) for row in say("select id from transfer").fetchall()}
        assert mine.more["transfer"] in ids
        assert say("select from client").fetchall() == []


def test_the_sender_answers_nothing(hostile):
    with hostile(SENDER) as say:
        changed = say("update transfer set state = 'lost', version = version + 1")
        assert changed.rowcount == 0


@pytest.mark.parametrize("call", [
    "answer_referral(%s, 1, true, null, gen_random_uuid(), now())",
    "answer_referral(%s, 1, false, 'x', gen_random_uuid(), now())",
    "end_referral(%s, 1, true, 'x', now())",
    "end_referral(%s, 1, false, 'x', now())",
])  # fmt: skip
@pytest.mark.parametrize("stand", [UNIT, PROVINCE, {**UNIT, "units": ""}])
def test_no_referral_of_others_is_answered_or_ended(hostile, theirs, stand, call):
    with hostile(stand) as say, pytest.raises(errors.InsufficientPrivilege):
        say(f"select {call}", (theirs.more["referral"],))


def test_the_receiver_turns_its_referral_to_no_other_file(hostile, mine, theirs):
    """It would open any file by its own yes."""
    with hostile(THEIR_CENTRE) as say, pytest.raises(errors.InsufficientPrivilege):
        say("update referral set client_id = %s, version = version + 1 where id = %s",
            (mine.client, theirs.more["referral"]))  # fmt: skip


def test_nobody_refers_in_the_name_of_another(hostile, mine):
    with hostile() as say, pytest.raises(errors.InsufficientPrivilege):
        say(
            "insert into referral (id, client_id, from_unit, from_province, to_unit, to_province,"
            " full_name, purpose, referred_at, answer_due_at, state, late_entry, recorded_by,"
            " recorded_at) select gen_random_uuid(), client_id, '00008', '01', to_unit,"
            " to_province, full_name, purpose, referred_at, answer_due_at, state, late_entry,"
            " recorded_by, recorded_at from referral where id = %s",
            (mine.more["referral"],),
        )


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("referral", "to_unit = 'F-01-02'"),
        ("referral", "state = 'done', outcome = 'x'"),
        ("transfer", "from_unit = '00008'"),
        ("transfer", "full_name = 'x'"),
    ],
)
def test_what_was_sent_stays_as_it_was_sent(hostile, mine, table, change):
    with hostile() as say, pytest.raises(errors.CheckViolation, match="answered"):
        say(f"update {table} set {change}, version = version + 1 where client_id = %s",  # noqa: S608
            (mine.client,))  # fmt: skip
