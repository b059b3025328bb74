"""Who should join: every finding C1 to C18, and its silence."""

import pytest

from dialogs.outcome import Instrument
from tests.instruments.partner_lists import (
    ALL,
    HOLDS,
    IDLE,
    UMBRELLA,
    Change,
    everyone,
    findings,
    joined,
    named,
    one,
    only,
    told,
    without,
)

SILENT: list[tuple[str, str, tuple[Change, ...]]] = [
    ("C1", "complementary refuses", (one("CAW", status="refuses"),)),
    ("C1", "core by numbers, not by choice", (one("OCMW", status="left", ring="context"),)),
    ("C1", "importance unknown", (one("OCMW", status="left", importance="unknown"),)),
    ("C1", "replaceability unknown", (one("OCMW", status="left", replaceability=None),)),
    ("C1", "status unknown", (without("status"),)),
    ("C2", "all aboard", ()),
    ("C2", "small on purpose", (one("OCMW", status="talking"), told(deliberately_small="yes"))),
    ("C2", "status unknown", (without("status"),)),
    ("C3", "a user", ()),
    ("C3", "voices unknown", (without("voice"),)),
    ("C3", "status unknown", (without("status"), everyone(voice=[]))),
    ("C4", "decider aboard", (told(phase="goals"),)),
    ("C4", "another phase", (everyone(voice=["user", "doer"], mandate="must_ask"),)),
    ("C4", "phase unknown", (told(phase="unknown"), everyone(voice=[], mandate="must_ask"))),
    (
        "C4",
        "one may decide",
        (
            told(phase="goals"),
            without("voice"),
            everyone(mandate="must_ask"),
            one("CAW", mandate="decides"),
        ),
    ),
    (
        "C4",
        "one does not know",
        (told(phase="goals"), everyone(mandate="must_ask"), one("CAW", mandate="unknown")),
    ),
    ("C4", "both unknown", (told(phase="goals"), without("voice", "mandate"))),
    (
        "C4",
        "nobody aboard to ask",
        (told(phase="goals"), without("voice"), everyone(mandate="must_ask", status="talking")),
    ),
    (
        "C4",
        "status unknown",
        (told(phase="goals"), everyone(voice=[], mandate="must_ask"), without("status")),
    ),
    ("C5", "a doer", ()),
    ("C5", "another phase", (told(phase="define"), everyone(voice=["user"]))),
    ("C5", "voices unknown", (without("voice"),)),
    ("C6", "a critic", ()),
    ("C6", "a doubter", (one("CAW", voice=[]), one("School", attitude="doubts"))),
    ("C6", "voices unknown", (without("voice"),)),
    ("C6", "attitudes unknown", (one("CAW", voice=["doer"]), without("attitude"))),
    (
        "C7",
        "3 of 5",
        (one("CAW", family="care"), one("School", family="care"), one("Gezinsbond", family="care")),
    ),
    ("C7", "four aboard", (everyone(family="care"), one("CAW", status="talking"))),
    (
        "C7",
        "no family counts in the total",
        (everyone(family="care"), one("CAW", family=None), one("School", family=None)),
    ),
    ("C7", "small on purpose", (everyone(family="care"), told(deliberately_small="yes"))),
    ("C7", "families unknown", (without("family"),)),
    ("C8", "8 aboard", (joined(3),)),
    ("C8", "lead organisation", (joined(9), told(form="lead"))),
    ("C8", "form unknown", (joined(9), told(form="unknown"))),
    ("C8", "status unknown", (joined(9), without("status"))),
    ("C9", "two idle", (joined(2, **IDLE),)),
    ("C9", "not aboard", (joined(3, **IDLE, status="talking"),)),
    (
        "C9",
        "formal authority is context",
        (joined(3, **IDLE | {"contribution": ["authority_formal"]}),),
    ),
    ("C9", "standing is context", (joined(3, **IDLE | {"contribution": ["authority_moral"]}),)),
    ("C9", "importance unknown", (joined(3, **IDLE | {"importance": "unknown"}),)),
    ("C10", "all brought", ()),
    ("C10", "nothing needed", (told(needs=[]),)),
    ("C10", "needs unknown", (told(needs="unknown"),)),
    ("C10", "contributions unknown", (without("contribution"),)),
    ("C10", "small on purpose", (told(needs=["money"], deliberately_small="yes"),)),
    ("C11", "shared", (one("School", contribution=["people", "reach", "knowledge"]),)),
    ("C11", "contributions unknown", (without("contribution"),)),
    ("C12", "three months to the day", (one("OCMW", last_contact="2025-12-15"),)),
    ("C12", "not core", (one("CAW", last_contact="2025-01-01"),)),
    ("C12", "not aboard", (one("OCMW", last_contact="2025-01-01", status="talking"),)),
    ("C12", "contacts unknown", (without("last_contact"),)),
    ("C12", "no such day", (one("OCMW", last_contact="vorige week"),)),
    ("C13", "exactly a third", (one("CAW", family="own_council"), joined(1, family="care"))),
    ("C13", "not aboard", (one("CAW", family="own_council", status="talking"),)),
    ("C13", "families unknown", (without("family"),)),
    ("C14", "no power", (one("School", attitude="against"),)),
    (
        "C14",
        "standing is no power",
        (one("School", attitude="against", contribution=["authority_moral"]),),
    ),
    ("C14", "attitudes unknown", (without("attitude"),)),
    ("C14", "contributions unknown", (everyone(attitude="against"), without("contribution"))),
    ("C15", "a user", (*UMBRELLA, one("CAW", voice=["user"]))),
    ("C15", "residents", (*UMBRELLA, one("CAW", family="residents"))),
    ("C15", "an association", (*UMBRELLA, one("CAW", family="association"))),
    ("C15", "umbrella not aboard", (*UMBRELLA, one("School", status="talking"))),
    ("C15", "umbrellas unknown", (*UMBRELLA, without("umbrella"))),
    ("C15", "voices unknown", (*UMBRELLA, without("voice"))),
    ("C15", "families unknown", (*UMBRELLA, without("family"))),
    ("C16", "two others", (only("CAW", "School"),)),
    ("C16", "list unknown", (told(partners=None),)),
    ("C17", "same phase", ()),
    ("C17", "first time", (told(previous_phase=None, updated=None),)),
    ("C17", "phase unknown", (told(phase="unknown", previous_phase="goals"),)),
    ("C17", "six months to the day", (told(updated="2025-09-15"),)),
    ("C18", "something else", (one("OCMW", status="left"),)),
    ("C18", "list unknown", (told(partners=None),)),
]


@pytest.mark.parametrize(("finding", "changes"), named(HOLDS))
def test_a_finding_holds(arena: Instrument, finding: str, changes: tuple[Change, ...]) -> None:
    assert finding in findings(arena, *changes)


@pytest.mark.parametrize(("finding", "changes"), named(SILENT))
def test_a_finding_is_silent(arena: Instrument, finding: str, changes: tuple[Change, ...]) -> None:
    assert finding not in findings(arena, *changes)


def test_every_finding_is_tried_both_ways() -> None:
    assert {c for c, *_ in HOLDS} == {c for c, *_ in SILENT} == set(ALL)
