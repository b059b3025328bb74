"""The other pictures: golden in both languages, and the same facts in words."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bot.drawing import DrawingError, draw, svg
from bot.drawing.picture import paint
from dialogs.coach import Coach
from dialogs.effect import Picture
from dialogs.facts import Given
from dialogs.outcome import Advised
from dialogs.partner import partners_in
from dialogs.pictures.axis import axis_text, axis_values
from dialogs.pictures.forms import forms_text, forms_values
from dialogs.pictures.glance import glance_text, glance_values
from dialogs.pictures.pulse import pulse_text, pulse_values
from dialogs.pictures.roles import roles_text, roles_values, team_text, team_values
from tests.drawing.conftest import Golden
from tests.drawing.sample import DAY, NETWORK, QUESTION, partners, words

Values = dict[str, Any]
Know = Mapping[str, Any]

SITUATIONS: dict[str, dict[str, Any]] = {
    "misfit": {"trust": 3, "size": 22, "consensus": 3, "competence": 3, "form": "self"},
    "tie": {"trust": 3, "size": 10, "consensus": 3, "competence": 3},
    "missing": {"trust": 4, "size": 5},
}


def forms(coach: Coach, language: str, situation: str) -> Values:
    instrument = coach.dialogues["type"].instrument
    assert instrument is not None
    given = SITUATIONS[situation]
    know = coach.know[language]
    return forms_values(
        instrument(Given(given)).results,
        know["types"],
        know["pictures"],
        DAY,
        language,
        today=given.get("form"),
        network=NETWORK,
    )


BARS = [
    {"role": "operator", "blocks": 5, "level": "strong"},
    {"role": "vision", "blocks": 4, "level": "strong"},
    {"role": "champion", "blocks": 3, "level": "can"},
    {"role": "creative", "blocks": 2, "level": "low"},
    {"role": "promotor", "blocks": 0, "level": "none"},
]
CARRIED = {
    "empty": {"role": "promotor", "names": [], "unnamed": 0},
    "fragile": {"role": "vision", "names": ["Tom"], "unnamed": 0},
    "fillable": {"role": "creative", "names": [], "unnamed": 0},
    "crowded": {
        "role": "champion",
        "names": ["An", "Joke", "Welzijnscoördinator jeugd en gezin"],
        "unnamed": 1,
    },
    "covered": {"role": "operator", "names": ["An", "Joke"], "unnamed": 2},
}
SHOWN: dict[str, Any] = {
    "n": 9,
    "statements": {
        "P1": {"bands": ["attention"], "spread": "divided", "bars": [2, 2, 0, 2, 3]},
        "P2": {"bands": ["strong"], "spread": "agreed", "bars": None},
        "P3": {"bands": ["attention", "concern"], "spread": None, "bars": None},
        "P7": {"bands": [], "spread": None, "bars": None},
    },
}


def team(know: Know) -> Values:
    advice = [Advised(status, (), {"roles": [entry]}) for status, entry in CARRIED.items()]
    advice.append(Advised("note", (), {"answers": 2}))
    return team_values(advice, know["roles"], know["pictures"], DAY, NETWORK)


def glance(know: Know, known: Values, count: int, plans: int = 0) -> Values:
    rows = partners_in(partners(count)[0])
    return glance_values(known, rows, know["dossier"], know["pictures"], DAY, plans=plans)


KNOWN = {
    "name": NETWORK,
    "question": QUESTION,
    "phase": "goals",
    "form": "nao",
    "size": 14,
    "trust": 3.4,
    "consensus": 2,
    "coordinator": "hours",
}
CHOSEN = {"mine": "economic", "support": "communicative", "fallback": "legal"}
CALLED = "Premie voor geveltuinen en vergroeningssubsidie voor verhuurders"

DRAWN: dict[str, tuple[str, Callable[[Coach, str], Values], Callable[[Values], str]]] = {
    "forms.misfit": ("forms", lambda c, lang: forms(c, lang, "misfit"), forms_text),
    "forms.tie": ("forms", lambda c, lang: forms(c, lang, "tie"), forms_text),
    "forms.missing": ("forms", lambda c, lang: forms(c, lang, "missing"), forms_text),
    "roles": (
        "roles",
        lambda c, lang: roles_values(BARS, c.know[lang]["roles"], c.know[lang]["pictures"], DAY),
        roles_text,
    ),
    "team": ("team", lambda c, lang: team(c.know[lang]), team_text),
    "pulse": (
        "pulse",
        lambda c, lang: pulse_values(
            SHOWN, c.know[lang]["pulse"], c.know[lang]["pictures"], DAY, NETWORK
        ),
        pulse_text,
    ),
    "axis": (
        "axis",
        lambda c, lang: axis_values(
            CHOSEN, c.know[lang]["regie"], c.know[lang]["pictures"], DAY, CALLED
        ),
        axis_text,
    ),
    "axis.open": (
        "axis",
        lambda c, lang: axis_values({}, c.know[lang]["regie"], c.know[lang]["pictures"], DAY),
        axis_text,
    ),
    "glance.40": ("glance", lambda c, lang: glance(c.know[lang], KNOWN, 40, 2), glance_text),
    "glance.0": ("glance", lambda c, lang: glance(c.know[lang], {}, 0), glance_text),
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", list(DRAWN))
def test_a_picture_looks_as_it_did_and_its_words_fit_a_caption(
    coach: Coach, golden: Golden, name: str, language: str
) -> None:
    template, make, told = DRAWN[name]
    values = make(coach, language)
    golden(f"{name.replace('.', '-')}.{language}", Picture(template, "x", values, ""))
    assert 0 < len(told(values)) <= 1024


@pytest.mark.parametrize("name", list(DRAWN))
def test_a_picture_is_quick(coach: Coach, name: str) -> None:
    template, make, _ = DRAWN[name]
    picture = Picture(template, "x", make(coach, "nl"), "")
    took = []
    for _ in range(5):
        began = time.process_time()
        draw(picture)
        took.append(time.process_time() - began)
    assert min(took) < 0.150


def test_the_forms_say_in_words_what_the_bars_show(coach: Coach) -> None:
    assert forms_text(forms(coach, "nl", "misfit")).splitlines() == [
        "Past onze vorm? Jullie vorm past niet.",
        "samen leiden: 3 op 12, vandaag, valt af door het aantal dat meebeslist",
        "één trekker: 8 op 12",
        "een aparte coördinator: 10 op 12, past best",
        "Dit maakt het verschil: het aantal dat meebeslist en het vertrouwen.",
        "Vrij zeker.",
        "Gespreksstarter, geen oordeel.",
    ]
    assert "Two forms are very close" in forms_text(forms(coach, "en", "tie"))
    assert "hangt af van" in forms_text(forms(coach, "nl", "missing"))


def test_forms_without_any_answer_give_no_reason(coach: Coach) -> None:
    instrument = coach.dialogues["type"].instrument
    assert instrument is not None
    know = coach.know["nl"]
    results = instrument(Given({})).results
    values = forms_values(results, know["types"], know["pictures"], DAY, "nl")
    assert not any("verschil" in note for note in values["notes"])


def test_a_pulse_draws_nothing_that_was_not_shown(coach: Coach) -> None:
    know = coach.know["nl"]
    hidden = {"n": 4, "statements": {"P1": {"bands": [], "spread": None, "bars": None}}}
    values = pulse_values(hidden, know["pulse"], know["pictures"], DAY)
    told = " ".join(words(svg(Picture("pulse", "x", values, "")))) + pulse_text(values)
    assert "te weinig om te tonen" in told
    assert not any(str(band) in told for band in know["pulse"]["bands"].values())
    assert values["notes"] == []


def test_a_histogram_may_stand_without_a_word_on_the_spread(coach: Coach) -> None:
    know = coach.know["nl"]
    one = {"bands": ["strong"], "spread": None, "bars": [0, 0, 0, 4, 4]}
    values = pulse_values({"n": 8, "statements": {"P1": one}}, know["pulse"], know["pictures"], DAY)
    assert values["rows"][0]["says"] == "sterk, gekozen: 4 keer 4, 4 keer 5"


def test_a_team_picture_names_only_whom_the_advice_names(coach: Coach) -> None:
    values = team(coach.know["nl"])
    assert [role["who"] for role in values["roles"]] == [
        "An, Joke, wie geen naam gaf",
        "niemand",
        "Tom",
        "niemand",
        "An, Joke, Welzijnscoördinator jeugd en gezin, wie geen naam gaf",
    ]
    alone = team_values(
        [Advised("fragile", (), {"roles": [CARRIED["fragile"]]})],
        coach.know["nl"]["roles"],
        coach.know["nl"]["pictures"],
        DAY,
    )
    assert [role["label"] for role in alone["roles"]] == ["Visiebewaker"]
    assert len(alone["legend"]) == 1


def test_scores_are_bars_and_whole_numbers(coach: Coach) -> None:
    told = glance_text(glance(coach.know["nl"], KNOWN, 12))
    assert "Vertrouwen: 3 op 5" in told
    assert "Partners: 12 (6 aan boord" in told


def test_what_cannot_be_drawn_is_told_without_its_words() -> None:
    with pytest.raises(DrawingError, match="picture forms cannot be drawn: UndefinedError"):
        svg(Picture("forms", "x", {"title": "geheim"}, ""))
    with pytest.raises(DrawingError, match="picture nothing cannot be drawn: TemplateNotFound"):
        svg(Picture("nothing", "x", {}, ""))
    with pytest.raises(DrawingError, match="picture x cannot be painted"):
        paint("<svg", "x")
