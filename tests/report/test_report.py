"""The report of a network: what it tells, what it leaves out to be shared, and its pages."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.report import ReportError, printed, set_pages
from dialogs.coach import Coach
from dialogs.effect import Report
from dialogs.memory import Fact, Memory, Network, Profile
from dialogs.report import REPORTS, report
from tests.drawing.sample import NETWORK, QUESTION
from tests.phone import Phone
from tests.report.sample import GROUP, LAST_WEEK, MADE, PLAN, memory, view

EMPTY = Memory(Profile(network=1, last_id=1), (Network(1, "Zuid", MADE),))


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def told(made: Report) -> str:
    return json.dumps(made.values, ensure_ascii=False)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("count", [0, 1, 12, 40])
@pytest.mark.parametrize("private", [True, False], ids=["mine", "shared"])
def test_a_report_has_one_to_four_pages_and_takes_no_two_seconds(
    coach: Coach, language: str, count: int, private: bool
) -> None:
    began = time.process_time()
    pdf = printed(report(view(coach, language, memory(count)), private=private))
    assert time.process_time() - began < 2
    assert pdf.startswith(b"%PDF")
    assert 1 <= pages(pdf) <= 4


def test_a_report_of_a_network_that_nothing_is_known_of_says_so(coach: Coach) -> None:
    made = report(view(coach, "nl", EMPTY), private=True)
    assert pages(printed(made)) == 1
    values = made.values
    assert values["facts"]["rows"] == values["partners"]["rows"] == values["plans"]["rows"] == []
    assert values["card"]["says"].startswith("Nog geen mandaatkaart")
    assert values["pictures"] == {}
    assert values["form"]["says"] == values["partners"]["findings"]["says"] == []
    assert values["sources"]["rows"] == []


def test_the_same_day_gives_the_same_pages(coach: Coach) -> None:
    made = report(view(coach, "nl", memory(12)), private=True)
    assert printed(made) == printed(made)


def test_the_private_report_tells_all(coach: Coach) -> None:
    made = report(view(coach, "nl", memory(12)), private=True)
    values = made.values
    assert (made.name, made.file, made.language) == ("network", "rapport-voor-mij-2026-03-02", "nl")
    assert made.caption == (
        f"Rapport: {NETWORK}, 2 maart 2026. Voor mij: niet om door te sturen. "
        "Gespreksstarter, geen oordeel."
    )
    assert values["question"] == QUESTION
    assert ["Vertrouwen", "3 op 5"] in [[r["label"], r["says"]] for r in values["facts"]["rows"]]
    assert "past best" in values["form"]["picture"]
    assert len(values["form"]["says"]) >= 1
    assert len(values["partners"]["rows"]) == 12
    assert values["partners"]["findings"]["says"]
    assert values["card"]["says"] == "Soort mandaat: adviseren."
    assert len(values["card"]["rows"]) == 5
    assert values["plans"]["rows"] == [[PLAN, "3 februari 2026"]]
    assert "Doel: aandachtspunt, verdeeld" in values["pulse"]["picture"]
    assert set(values["pictures"]) == {"arena", "forms", "pulse"}
    assert any(row.startswith("Provan, K. & Kenis, P. (2008)") for row in values["sources"]["rows"])
    assert any("(z.d.)" in row for row in values["sources"]["rows"])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_to_share_tells_nothing_private(coach: Coach, language: str) -> None:
    know = coach.know[language]
    made = report(view(coach, language, memory(40)), private=False)
    private = report(view(coach, language, memory(40)), private=True)
    values = made.values
    assert made.file != private.file
    assert made.caption != private.caption
    assert values["card"] is None
    assert values["plans"] is None
    assert values["form"]["says"] == values["partners"]["findings"]["says"] == []
    kept_in = [
        PLAN,
        *(know["partners"]["attitudes"][name]["label"] for name in ("doubts", "against")),
        know["partners"]["map"]["marks"]["✕"],
        know["partners"]["statuses"]["refuses"]["label"],
        know["partners"]["statuses"]["left"]["label"],
        know["partners"]["rings"]["none"]["label"],
        know["dossier"]["leader"]["label"],
        know["mandate"]["kinds"]["M1"]["label"],
        know["pictures"]["forms"]["differ"].split("{")[0],
        know["pictures"]["forms"]["out"].split("{")[0],
    ]
    shared = told(replace(made, values={**values, "version": "", "sources": ""}))
    for secret in kept_in:
        assert secret in told(private)
        assert secret not in shared
    assert len(values["partners"]["columns"]) == 3
    assert len(values["partners"]["rows"]) < 40


def test_a_group_only_gets_the_report_to_share(coach: Coach) -> None:
    made = REPORTS["report"](view(coach, "nl", memory(3), GROUP))
    assert made.values["card"] is None
    assert REPORTS["report"](view(coach, "nl", memory(3))).values["card"] is not None
    assert REPORTS["report_to_share"](view(coach, "nl", memory(3))).values["card"] is None


@pytest.mark.parametrize("kept", ["M1", {"kind": "M9"}, {}])
def test_a_mandate_that_cannot_be_read_gives_no_card(coach: Coach, kept: Any) -> None:
    network = replace(EMPTY.networks[0], facts={"size": Fact(4, MADE, "x")})
    known = replace(
        EMPTY, networks=(replace(network, facts={"mandate": Fact(kept, LAST_WEEK, "x")}),)
    )
    assert report(view(coach, "nl", known), private=True).values["card"]["rows"] == []


def test_a_network_that_is_none_gets_advice_and_no_picture_of_forms(coach: Coach) -> None:
    known = replace(
        EMPTY, networks=(replace(EMPTY.networks[0], facts={"size": Fact(2, MADE, "")}),)
    )
    values = report(view(coach, "nl", known), private=True).values
    assert "forms" not in values["pictures"]
    assert values["form"]["says"]
    printed(report(view(coach, "nl", known), private=True))


def test_what_somebody_typed_is_never_the_language_of_the_page(coach: Coach) -> None:
    nasty = '#panic("x") $x$ *b* = kop \\ @ref `raw` "]} 🎉 ' + "welzijnsoverlegplatform" * 9
    network = replace(EMPTY.networks[0], name=nasty, partners=({"name": nasty},))
    facts = {"question": Fact(nasty, MADE, "x"), "phase": Fact("act", MADE, "x")}
    known = replace(EMPTY, networks=(replace(network, facts=facts),))
    assert pages(printed(report(view(coach, "nl", known), private=True))) in (1, 2)


@pytest.mark.parametrize(
    ("language", "command", "labels"),
    [
        ("nl", "/rapport", ["Voor mij", "Om te delen met het team"]),
        ("en", "/report", ["For me", "To share with the team"]),
    ],
)
def test_both_versions_are_a_tap_away(
    coach: Coach, language: str, command: str, labels: list[str]
) -> None:
    phone = Phone(coach, language, memory=memory(12))
    phone.types(command)
    assert phone.labels[:2] == labels
    for label in labels:
        phone.presses(label)
    assert [made.values["card"] is None for made in phone.reports] == [False, True]
    phone.presses(str(coach.words["go_on"].render(language, {})))
    assert phone.session is not None
    assert phone.session.room == "menu"


def test_the_words_on_a_button_may_be_typed(coach: Coach) -> None:
    phone = Phone(coach, "nl", memory=EMPTY)
    phone.types("/netwerken")
    phone.types("in één oogopslag")
    phone.types("Als beeld")
    phone.types("rapport (pdf)")
    phone.types("voor mij")
    assert len(phone.pictures) == len(phone.reports) == 1
    assert [network.name for network in phone.memory.networks] == ["Zuid"]


def test_without_a_network_there_is_nothing_to_report(coach: Coach) -> None:
    phone = Phone(coach, "nl")
    phone.types("/rapport")
    assert phone.labels == ["Verder"]


def test_with_more_networks_another_one_can_be_meant(coach: Coach) -> None:
    known = memory(1)
    other = replace(known.networks[0], id=2, name="Ander")
    phone = Phone(coach, "nl", memory=replace(known, networks=(*known.networks, other)))
    phone.types("/rapport")
    assert "Ander netwerk" in phone.labels


def test_the_report_stands_beside_the_network(coach: Coach) -> None:
    phone = Phone(coach, "nl", memory=EMPTY)
    phone.types("/netwerken")
    phone.presses("In één")
    phone.presses("Rapport (PDF)")
    assert "Voor mij" in phone.labels


def test_a_template_that_is_wrong_is_told_without_words_of_a_person(tmp_path: Path) -> None:
    template = tmp_path / "wrong.typ"
    template.write_text("#let", encoding="utf-8")
    values = {"date": "2026-03-02", "name": "geheim"}
    with pytest.raises(ReportError, match="report wrong cannot be set: TypstError"):
        set_pages(template, values)
    with pytest.raises(ReportError, match="report gone cannot be set: FileNotFoundError"):
        set_pages(tmp_path / "gone.typ", values)
