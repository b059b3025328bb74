"""Every room of the house: its buttons, what may be typed there, and what it does without any."""

from __future__ import annotations

import pytest

from bot.play import play
from dialogs.coach import Coach
from dialogs.event import Blocked, FellDue, Key, Pressed
from dialogs.memory import Fact, Memory, Network, Plan
from dialogs.walking import EndlessDialogueError
from tests.dialogs.sample import frame_of, live, session_of, started, with_steps
from tests.phone import BEGIN, Phone

DAY = BEGIN.date()
PARTNERS = tuple({"name": f"Partner {number}"} for number in range(1, 11))
NOORD = Network(
    1,
    "Noord",
    DAY,
    {"phase": Fact("goals", DAY, "type"), "trust": Fact(4, DAY, "type")},
    PARTNERS,
)
ZUID = Network(2, "Zuid", DAY)


def remembering(*networks: Network, plans: tuple[Plan, ...] = ()) -> Memory:
    memory = Memory(plans=plans)
    for network in networks:
        memory = memory.with_network(network)
    return memory


@pytest.fixture
def phone(coach: Coach) -> Phone:
    """The phone of somebody with two networks, the first of which is meant."""
    return Phone(coach, memory=remembering(ZUID, NOORD))


# -- the menu -----------------------------------------------------------------------------------


def test_behind_meer_stand_all_other_doors(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/start")
    doors = set(phone.labels)
    phone.presses("Meer")
    assert phone.labels[0] == "Netwerk of niet?"
    while "Verder" in phone.labels:
        doors |= set(phone.labels)
        phone.presses("Verder")
    doors |= set(phone.labels)
    offered = [*coach.menu["first"], *coach.menu["more"]]
    there = [coach.dialogues[name] for name in offered if name in coach.dialogues]
    titles = {str(dialogue.button.render("nl", {})) for dialogue in there}
    assert titles <= doors
    while "Terug" in phone.labels:
        phone.presses("Terug")
    assert "Meer" in phone.labels


def test_a_door_opens_its_dialogue_and_another_network_is_one_tap_away(phone: Phone) -> None:
    phone.types("/menu")
    assert "Je netwerk: <b>Noord</b>" in live(phone)
    phone.presses("Ander netwerk")
    phone.presses("Zuid")
    assert "Je netwerk: <b>Zuid</b>" in live(phone)
    phone.presses("Straks vergadering")
    assert frame_of(phone).dialogue == "checkin"


def test_the_first_screen_is_one_tap_away_from_the_other_language(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/start")
    phone.presses("English")
    assert "What are you dealing with?" in live(phone)
    assert phone.memory.profile.language == "en"


def test_a_plan_of_today_is_not_asked_about_yet(coach: Coach) -> None:
    plans = (Plan(1, None, "checkin", "Als dit, dan dat.", DAY),)
    phone = Phone(coach, memory=Memory(plans=plans))
    phone.types("/menu")
    assert "Vorige keer" not in live(phone)
    phone.now = phone.now.replace(day=3)
    phone.types("/menu")
    assert "Vorige keer: <i>Als dit, dan dat.</i>" in live(phone)
    phone.presses("Meer")
    assert "Vorige keer" not in live(phone)


@pytest.mark.parametrize("typed", ["terug", "stop", "menu", "back", "overslaan"])
def test_words_of_the_way_around_do_no_harm_where_nothing_is_under_way(
    coach: Coach, typed: str
) -> None:
    phone = Phone(coach)
    phone.types("/start")
    phone.types(typed)
    assert "Waar zit je mee?" in live(phone)


@pytest.mark.parametrize("command", ["/terug", "/stop", "/menu", "/start", "/help", "/taal"])
def test_every_command_of_the_house_answers_where_nothing_is_under_way(
    coach: Coach, command: str
) -> None:
    phone = Phone(coach)
    assert phone.types(command)
    assert phone.labels


# -- stopped ------------------------------------------------------------------------------------


def test_stop_and_wipe_throws_the_answers_away(coach: Coach) -> None:
    phone = started(coach, "checkin")
    phone.presses("Vandaag")
    phone.presses("Stop")
    assert "Ik bewaar waar je was" in live(phone)
    phone.presses("Stop en wis")
    assert "Gewist" in live(phone)
    assert session_of(phone).paused == []
    phone.types("/checkin")
    assert frame_of(phone).answers == {}


def test_a_stopped_dialogue_that_is_gone_meanwhile_leads_to_the_menu(coach: Coach) -> None:
    phone = started(with_steps(coach, 'a:\n  ask: {nl: "A?", en: "A?"}\n  yesno: {}'))
    phone.types("stop")
    phone.coach = coach
    phone.presses("Verder")
    assert "Waar zit je mee?" in live(phone)


# -- help and language --------------------------------------------------------------------------


def test_help_leads_to_the_menu_where_nothing_is_under_way(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/help")
    assert phone.labels == ["Menu"]
    phone.presses("Menu")
    assert "Waar zit je mee?" in live(phone)


def test_back_leaves_a_room(coach: Coach) -> None:
    phone = started(coach, "checkin")
    phone.types("/help")
    phone.types("terug")
    assert "1/" in live(phone)


# -- networks and their dossier -----------------------------------------------------------------


def test_the_page_of_a_network_shows_all_that_is_known(phone: Phone) -> None:
    plans = tuple(Plan(n, 1, "checkin", f"Plan nummer {n}", DAY) for n in (10, 11))
    phone.memory = remembering(ZUID, NOORD, plans=plans)
    phone.types("/netwerken")
    phone.presses("In één oogopslag")
    assert "Doelen kiezen" in live(phone)
    assert "4 op 5" in live(phone)
    assert "Partner 8 (+2)" in live(phone)
    assert "Plan nummer 11" in live(phone)
    phone.presses("Ander netwerk")
    phone.presses("✓ Noord")
    assert "Waar zit je mee?" in live(phone)


def test_what_is_typed_for_a_fact_is_checked(phone: Phone) -> None:
    phone.types("/netwerken")
    phone.presses("In één oogopslag")
    phone.presses("Pas iets aan")
    phone.presses("Meer")
    phone.presses("Meer")
    phone.presses("Fase")
    phone.types("bestaat niet")
    assert "past hier niet" in live(phone)
    phone.presses("Terug")
    phone.presses("Verder")
    assert "Waar zit je mee?" in live(phone)


def test_a_fact_of_a_network_that_went_meanwhile_is_written_nowhere(phone: Phone) -> None:
    phone.types("/netwerken")
    phone.presses("In één oogopslag")
    phone.presses("Pas iets aan")
    phone.presses("Fase")
    phone.memory = Memory()
    phone.types("verkennen")
    assert phone.memory.networks == ()
    assert "geen netwerk" in live(phone)


def test_another_network_brings_its_own_facts_into_the_dialogue_under_way(coach: Coach) -> None:
    steps = """
phase:
  ask: {nl: "Fase?", en: "Phase?"}
  short: {nl: "fase", en: "phase"}
  choose: {options: {goals: {nl: "Doelen", en: "Goals"}, act: {nl: "Doen", en: "Act"}}}
  keep: network.phase
next:
  ask: {nl: "En dan?", en: "And then?"}
  yesno: {}
"""
    phone = started(with_steps(coach, steps), memory=remembering(ZUID, NOORD))
    assert "Ik weet al: fase: Doelen" in live(phone)
    phone.presses("Klopt niet meer")
    phone.presses("fase: Doelen")
    phone.presses("Doen")
    assert phone.memory.current is not None
    assert phone.memory.current.facts["phase"].value == "act"
    phone.types("/netwerken")
    phone.presses("Zuid")
    assert "Fase?" in live(phone)
    phone.presses("Overslaan")
    phone.presses("Overslaan")
    assert "phase" not in phone.memory.networks[-1].facts


def test_a_skipped_fact_leaves_nothing_to_remember(coach: Coach) -> None:
    steps = """
size:
  ask: {nl: "Hoeveel?", en: "How many?"}
  number: {}
  keep: network.size
"""
    phone = started(with_steps(coach, steps))
    phone.presses("Weet ik niet")
    assert "Waar zit je mee?" in live(phone)


# -- privacy ------------------------------------------------------------------------------------


def test_privacy_leads_to_forgetting_and_back(phone: Phone) -> None:
    phone.types("/privacy")
    phone.presses("Wis")
    phone.presses("Nee")
    assert "Waar zit je mee?" in live(phone)


def test_what_is_kept_is_written_out_for_a_reader(phone: Phone) -> None:
    phone.types("/export")
    readable = str(phone.files[-1].content)
    assert "name: Noord" in readable
    assert "Partner 10" in readable
    assert "plans: -" in readable


# -- the edges of a turn ------------------------------------------------------------------------


def test_a_dialogue_that_asks_nothing_at_all_is_a_mistake_of_the_content(coach: Coach) -> None:
    steps = """
a:
  ask: {nl: "A?", en: "A?"}
  only: "1 == 2"
  yesno: {}
  then: b
b:
  ask: {nl: "B?", en: "B?"}
  only: "1 == 2"
  yesno: {}
  then: a
"""
    made = with_steps(coach, steps)
    with pytest.raises(EndlessDialogueError, match="trial asks nothing after 100 steps"):
        started(made)
    with pytest.raises(EndlessDialogueError):
        play(made, "trial", {}, "nl", DAY)


@pytest.mark.parametrize("what", [Blocked(), Blocked(back=True), FellDue("nothing")])
def test_first_contact_may_be_without_words(coach: Coach, what: Blocked) -> None:
    phone = Phone(coach)
    phone.happens(what)
    phone.happens(Pressed(5, 0))
    assert "Waar zit je mee?" in live(phone)


def test_a_turn_leaves_what_it_was_given_as_it_was(phone: Phone) -> None:
    phone.types("/checkin")
    before, memory = phone.session, phone.memory
    kept = repr((before, memory))
    phone.presses("Vandaag")
    assert repr((before, memory)) == kept


def test_in_a_group_everybody_shares_one_talk(coach: Coach) -> None:
    phone = Phone(coach, key=Key(1, -100, 0, None))
    phone.types("/menu")
    phone.types("/mandaat")
    assert "privé" in phone.last.text


def test_a_name_that_is_too_long_for_a_button_is_cut_there(coach: Coach) -> None:
    name = "Netwerk kinderarmoede van de hele zuidelijke Kempen"
    phone = Phone(coach, memory=remembering(Network(1, name, DAY)))
    phone.types("/netwerken")
    assert phone.labels[0] == "✓ Netwerk kinderarmoede van de hele z…"
