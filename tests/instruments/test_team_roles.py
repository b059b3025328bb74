"""Who covers which role? Statuses and thresholds of roles.md §6, and what a group may see."""

from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.team_roles import TeamRoles, build
from dialogs.outcome import Knowledge, Outcome
from tests.instruments.spoken import Speaker

DIALOGUE = "team_roles"

ROLES = ("operator", "promotor", "vision", "creative", "champion")
SHARES = ("named", "unnamed", "no")
SOME_ROLES = st.lists(st.sampled_from(ROLES), unique=True)
MEMBERS = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from(["An", "Tom", "Joke & Jan"]), "share": st.sampled_from(SHARES)},
        optional={"carries": SOME_ROLES, "can": SOME_ROLES},
    ),
    max_size=8,
)


@pytest.fixture(scope="module")
def team(knowledge: Knowledge) -> TeamRoles:
    return build(knowledge)


def member(name: str, carries: str = "", can: str = "", share: str = "named") -> dict[str, Any]:
    return {"name": name, "carries": carries.split(), "can": can.split(), "share": share}


def members(*who: dict[str, Any]) -> Given:
    return Given({"members": list(who)})


def seen(outcome: Outcome) -> dict[str, list[str]]:
    """Return the roles that the group sees, by status."""
    return {
        advised.id: [entry["role"] for entry in advised.values["roles"]]
        for advised in outcome.advice
        if "roles" in advised.values
    }


def crowd(carriers: int, others: int) -> list[dict[str, Any]]:
    carrying = [member(f"M{n}", "operator") for n in range(carriers)]
    return [*carrying, *(member(f"N{n}") for n in range(others))]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        pytest.param(crowd(2, 2), "covered", id="covered-two-carry"),
        pytest.param(
            [member("An", "operator"), member("Tom", can="operator")],
            "covered",
            id="covered-one-carries-one-can",
        ),
        pytest.param([member("An", "operator"), member("Tom")], "fragile", id="fragile"),
        pytest.param(
            [member("An", "operator", can="operator"), member("Tom")],
            "fragile",
            id="fragile-the-same-person-is-no-spare",
        ),
        pytest.param([member("An", can="operator"), member("Tom")], "fillable", id="fillable"),
        pytest.param([member("An"), member("Tom")], "empty", id="empty"),
        pytest.param(crowd(3, 1), "crowded", id="crowded"),
        pytest.param(crowd(3, 2), "covered", id="crowded-not-at-sixty-percent"),
        pytest.param(crowd(2, 0), "covered", id="crowded-not-with-two"),
        pytest.param(
            [*crowd(3, 2), member("Els", "operator", share="no")],
            "covered",
            id="no-counts-in-nothing",
        ),
        pytest.param(
            [member("An", "operator"), member("Tom", "operator", share="unnamed")],
            "covered",
            id="unnamed-counts",
        ),
    ],
)
def test_a_role_has_a_status(team: TeamRoles, who: list[dict[str, Any]], status: str) -> None:
    assert team(members(*who)).results["operator"] == status


def test_the_example_of_the_group_message(team: TeamRoles, speaker: Speaker) -> None:
    outcome = team(
        members(
            member("An", "operator champion", can="creative"),
            member("Joke", "operator champion"),
            member("Tom", "vision champion creative"),
            member("Piet"),
        )
    )
    assert outcome.results == {
        "operator": "covered",
        "promotor": "empty",
        "vision": "fragile",
        "creative": "covered",
        "champion": "crowded",
        "overloaded": [],
    }
    assert [advised.id for advised in outcome.advice] == ["empty", "fragile", "crowded", "covered"]
    said = [words for _, _, language, words in speaker.said(outcome) if language == "nl"]
    assert any("Visiebewaker (Tom)" in words for words in said)
    assert any("Operator (An, Joke)" in words for words in said)


def test_who_is_the_only_carrier_of_three_roles_is_overloaded_and_hears_it_alone(
    team: TeamRoles, speaker: Speaker
) -> None:
    who = members(member("An", "operator promotor vision"), member("Tom", "champion"))
    outcome = team(who)
    assert outcome.results["overloaded"] == ["An"]
    assert "overloaded" not in [advised.id for advised in outcome.advice]
    private = team.told_privately(who)
    assert list(private) == ["An"]
    assert private["An"].values["roles"] == ["operator", "promotor", "vision"]
    speaker.check(Outcome(outcome.results, tuple(private.values())))


def test_a_role_that_two_carry_overloads_nobody(team: TeamRoles) -> None:
    who = members(member("An", "operator promotor vision"), member("Tom", "vision"))
    assert team(who).results["overloaded"] == []
    assert team.told_privately(who) == {}


def test_who_shares_nothing_is_not_overloaded(team: TeamRoles) -> None:
    who = members(
        member("An", "operator promotor vision", share="no"), member("Tom"), member("Els")
    )
    assert team(who).results["overloaded"] == []
    assert team.told_privately(who) == {}


@pytest.mark.parametrize(
    ("who", "advice"),
    [
        pytest.param([member("An", "operator")], ["wait"], id="one-waits"),
        pytest.param([member("An"), member("Tom", share="no")], ["wait"], id="no-does-not-count"),
        pytest.param([member("An"), member("Tom")], ["empty", "note"], id="two-with-a-note"),
        pytest.param([member("An"), member("Tom"), member("Els")], ["empty"], id="three"),
    ],
)
def test_little_is_shown_of_few_answers(
    team: TeamRoles, who: list[dict[str, Any]], advice: list[str]
) -> None:
    outcome = team(members(*who))
    assert [advised.id for advised in outcome.advice] == advice
    assert outcome.provisional is (advice == ["wait"])


@pytest.mark.parametrize(
    "given", [Given({}), Given({"members": []}), Given({"members": "unknown"})]
)
def test_nobody_yet_is_no_status(team: TeamRoles, given: Given) -> None:
    outcome = team(given)
    assert outcome.results == {**dict.fromkeys(ROLES), "overloaded": []}
    assert outcome.provisional


NAMED = [member("An", "operator"), member("Tom"), member("Els"), member("Joke")]


@pytest.mark.parametrize(
    ("unnamed", "named", "vision"),
    [
        pytest.param(2, 2, "empty", id="four-answers-hide-them"),
        pytest.param(1, 4, "empty", id="one-alone-can-be-guessed"),
        pytest.param(2, 3, "empty", id="of-two-each-knows-the-other"),
        pytest.param(3, 3, "empty", id="of-three-two-together-know-the-third"),
        pytest.param(4, 3, "covered", id="seven-answers-with-four-unnamed"),
    ],
)
def test_who_shares_without_a_name_counts_only_where_nobody_can_guess(
    team: TeamRoles, speaker: Speaker, unnamed: int, named: int, vision: str
) -> None:
    hidden = [member(f"X{n}", "vision", "operator", share="unnamed") for n in range(unnamed)]
    outcome = team(members(*NAMED[:named], *hidden))
    assert "vision" in seen(outcome)[vision]
    said = " ".join(words for *_, words in speaker.said(outcome))
    assert "X0" not in said
    assert ("wie geen naam gaf" in said) is (vision == "covered")


@settings(deadline=None)
@examples(who=MEMBERS, more=MEMBERS)
def test_who_says_no_changes_nothing(
    team: TeamRoles, who: list[dict[str, Any]], more: list[dict[str, Any]]
) -> None:
    refused = [{**one, "share": "no"} for one in more]
    assert team(members(*who, *refused)) == team(members(*who))


@settings(deadline=None)
@examples(who=MEMBERS, order=st.randoms())
def test_the_order_of_members_does_not_matter(
    team: TeamRoles, who: list[dict[str, Any]], order: Any
) -> None:
    mixed = list(who)
    order.shuffle(mixed)
    first, second = team(members(*who)).results, team(members(*mixed)).results
    assert {**second, "overloaded": sorted(second["overloaded"])} == {
        **first,
        "overloaded": sorted(first["overloaded"]),
    }


@settings(deadline=None)
@examples(who=MEMBERS)
def test_any_team_can_be_told_and_no_hidden_name_is_said(
    team: TeamRoles, speaker: Speaker, who: list[dict[str, Any]]
) -> None:
    named = [f"M{n}" for n in range(len(who))]
    people = [{**one, "name": name} for one, name in zip(who, named, strict=True)]
    outcome = team(members(*people))
    said = " ".join(words for *_, words in speaker.said(outcome))
    assert not any(
        one["name"] in said.replace("(", " ").replace(",", " ").replace(")", " ").split()
        for one in people
        if one["share"] != "named"
    )
    statuses = {"covered", "fragile", "fillable", "empty", "crowded", None}
    assert {outcome.results[role] for role in ROLES} <= statuses


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_advice_has_its_words_and_its_source(speaker: Speaker, language: str) -> None:
    for (name, _), text in speaker.texts.items():
        assert text.words[language]
        assert speaker.sources[name]
