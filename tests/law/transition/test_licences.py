"""Licences and publications that straddle the cutover; ids are rows of §12 or articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.law.engine.finding import Finding
from app.law.engine.judge import actions
from tests.law.appraisal import appraised
from tests.law.dossier import BOOK, CALENDAR, PROVINCE, Dossier, codes, due, moment, signed
from tests.law.standing import standing
from tests.law.transition.legacy import FIRST, LAST, NEW, OLD

LICENCE, PROVIDER = "private-licence", "provider-publication"


def forms(found: Finding) -> list[str]:
    """The forms an act issues."""
    return [paper.form for paper in found.papers_issued]


# --- TR-4: a licence file received before -------------------------------------------------------

FILE = "licence-application establishment-paper facility-proof staff-list head-cv financial-plan"


@pytest.mark.parametrize(
    ("received", "edition", "rule"),
    [
        pytest.param(LAST, OLD, "TR-4", id="163/2026 Điều 151 khoản 3: nhận phút cuối"),
        pytest.param(FIRST, NEW, "", id="163/2026 Điều 73: nhận phút đầu"),
    ],
)
def test_the_minute_of_receipt_fixes_the_rules_of_a_licence_file_tr_4(
    received, edition, rule
) -> None:
    dossier = Dossier()
    dossier.take(LICENCE, "apply", received, PROVINCE, hand=f"{FILE} site-consent")
    day = "2026-06-30" if rule else "2026-07-10"
    said = {"decision": signed("2026-07-10"), "appraisal": appraised("private_centre", day)}
    found = dossier.take(LICENCE, "grant", "2026-07-10 09:00", PROVINCE, **said)
    assert (found.edition, found.act_rule, found.asks) == (edition, rule, (rule,) if rule else ())
    assert forms(found) == (["06"] if rule else ["V-05"])


@pytest.mark.parametrize(
    ("rules", "answer", "edition", "asks"),
    [
        pytest.param("d163", None, NEW, (), id="the centre asks for Decree 163"),
        pytest.param("d163", "of_opening", NEW, (), id="its wish goes before a human's answer"),
        pytest.param(None, "of_act", NEW, ("TR-4",), id="a human puts every file under Decree 163"),
    ],
)
def test_a_centre_may_ask_for_decree_163_tr_4(rules, answer, edition, asks) -> None:
    dossier = Dossier()
    dossier.take(LICENCE, "apply", LAST, PROVINCE, hand=f"{FILE} site-consent")
    dossier.answers |= {} if answer is None else {"TR-4": answer}
    said = {"decision": signed("2026-07-10")}
    said |= {"appraisal": appraised("private_centre", "2026-07-10")}
    said |= {} if rules is None else {"rules": rules}
    found = dossier.take(LICENCE, "grant", "2026-07-10 09:00", PROVINCE, **said)
    assert (found.edition, found.act_rule, found.asks) == (edition, "TR-4", asks)


@pytest.mark.parametrize(
    ("asked", "rules", "edition", "asks"),
    [
        pytest.param(LAST, None, OLD, ("TR-4b",), id="163/2026 Điều 151 khoản 3: nhận phút cuối"),
        pytest.param(LAST, "d163", NEW, (), id="the centre asks for Decree 163"),
        pytest.param(FIRST, None, NEW, (), id="163/2026 Điều 74: nhận phút đầu"),
    ],
)
@pytest.mark.parametrize("step", ["reissue", "refuse_reissue"])
def test_a_reissue_asked_for_before_is_decided_by_the_old_rules_tr_4(
    step, asked, rules, edition, asks
) -> None:
    """§12.4: a licence is issued and re-issued by the rules of the day its file was received."""
    dossier = standing(LICENCE, "licensed", "2025-08-04")
    hand = {"hand": "licence-application facility-proof"}
    dossier.take(LICENCE, "apply_reissue", asked, PROVINCE, reason="moved", **hand)
    said = {"decision": signed("2026-07-03")} if step == "reissue" else {"reason": "Thiếu"}
    said |= {} if rules is None else {"rules": rules}
    at = "2026-07-03 09:00"
    found = dossier.ask(LICENCE, step, at, PROVINCE, **said)
    assert (found.allowed, found.edition, found.asks) == (True, edition, asks)
    assert found.unverified is bool(asks)
    assert forms(found) == ([] if step != "reissue" else ["06"] if edition == OLD else ["V-05"])


def test_a_reissue_of_before_is_offered_once_by_the_old_rules_tr_4() -> None:
    dossier = standing(LICENCE, "licensed", "2025-08-04")
    hand = {"hand": "licence-application facility-proof"}
    dossier.take(LICENCE, "apply_reissue", LAST, PROVINCE, reason="moved", **hand)
    at = moment("2026-07-03 09:00")
    facts = dossier.facts(LICENCE, PROVINCE, opening=False)
    told = [(row.step, row.edition) for row in actions(BOOK, CALENDAR, facts, at=at, now=at)]
    assert [row for row in told if row[0] == "reissue"] == [("reissue", OLD)]
    assert ("record_activity", NEW) in told
    assert len({step for step, _ in told}) == len(told)


def test_once_decided_a_licence_is_under_the_day_of_the_act_tr_16() -> None:
    dossier = standing(LICENCE, "licensed", "2026-06-29")
    dossier.cases[LICENCE] = replace(dossier.cases[LICENCE], papers=frozenset())
    found = dossier.take(LICENCE, "record_activity", FIRST, PROVINCE)
    assert (found.edition, found.act_rule, found.asks) == (NEW, "TR-16", ())


# --- TR-3, TR-19: licences and publications of before ----------------------------------------


@pytest.mark.parametrize(
    ("at", "code"),
    [
        pytest.param(LAST, "wrong-edition", id="not yet"),
        pytest.param(FIRST, "", id="120/2025 Điều 56 khoản 4; 163/2026 Điều 151 khoản 4"),
    ],
)
def test_an_old_licence_ends_from_the_cutover_on_tr_3(at, code) -> None:
    dossier = standing(LICENCE, "licensed", "2025-08-04")
    found = dossier.ask(LICENCE, "expire", at, PROVINCE, ended_on=at[:10])
    assert found.allowed if not code else codes(found) == {code}
    if not code:
        assert (found.outcome, found.answers["RS3-Q29"]) == ("expired", "human")
        assert {law.at for law in found.legal_basis} == {"Điều 56 khoản 4", "Điều 151 khoản 4"}


def test_a_licence_of_the_new_law_does_not_end_as_an_old_one_tr_3() -> None:
    dossier = standing(LICENCE, "licensed", "2026-07-01")
    found = dossier.ask(LICENCE, "expire", "2026-12-01 09:00", PROVINCE, ended_on="2026-12-01")
    assert codes(found) == {"opened-before-cutover"}
    assert "expire" not in {
        step for step, fits in dossier.offered(LICENCE, FIRST, PROVINCE).items() if fits
    }


def test_after_an_old_licence_the_centre_asks_for_a_new_one_tr_3() -> None:
    dossier = standing(LICENCE, "licensed", "2025-08-04")
    hand = "licence-application establishment-paper facility-proof staff-list head-cv"
    said = {"hand": f"{hand} financial-plan"}
    at = "2026-12-02 09:00"
    assert "no-open-case" in codes(dossier.ask(LICENCE, "apply", at, PROVINCE, **said))
    dossier.take(LICENCE, "expire", "2026-12-01 09:00", PROVINCE, ended_on="2026-12-01")
    found = dossier.take(LICENCE, "apply", at, PROVINCE, **said)
    assert (found.edition, due(found, "D-38")) == (NEW, "2026-12-09 23:59")


@pytest.mark.parametrize(
    ("at", "edition"),
    [pytest.param(LAST, OLD, id="last minute"), pytest.param(FIRST, NEW, id="first minute")],
)
def test_a_publication_of_before_stands_until_it_is_withdrawn_tr_19(at, edition) -> None:
    dossier = standing(PROVIDER, "published", "2025-08-04")
    served = dossier.ask(PROVIDER, "record_service", at, PROVINCE)
    assert (served.allowed, served.edition) == (True, edition)
    found = dossier.take(PROVIDER, "withdraw", at, PROVINCE, reason="Không còn đủ điều kiện")
    assert (found.outcome, found.edition) == ("withdrawn", edition)
    assert dossier.cases[PROVIDER].closed_at == moment(at)
