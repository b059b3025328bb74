"""What the tests of all instruments share."""

import pytest

from dialogs.instruments import arena as partners
from dialogs.instruments import checkin as before_a_meeting
from dialogs.instruments import choice as network_or_not
from dialogs.instruments import instrument as instruments
from dialogs.instruments import mandate as mandates
from dialogs.instruments import network_type, roles
from dialogs.instruments import regie as regie_instrument
from dialogs.instruments import stuck as symptoms
from dialogs.instruments.checkin import Checkin
from dialogs.instruments.instrument import Choosing
from dialogs.instruments.regie import Regie
from dialogs.instruments.roles import Roles
from dialogs.instruments.stuck import Stuck
from dialogs.outcome import Instrument, Knowledge
from tests.instruments.spoken import Speaker


@pytest.fixture(scope="module")
def speaker(request: pytest.FixtureRequest, knowledge: Knowledge) -> Speaker:
    """Who says the advice of the dialogue that the test module names as its ``DIALOGUE``."""
    return Speaker(request.module.DIALOGUE, knowledge)


@pytest.fixture(scope="module")
def arena(knowledge: Knowledge) -> Instrument:
    return partners.build(knowledge)


@pytest.fixture(scope="module")
def weigh(knowledge: Knowledge) -> Instrument:
    return network_type.build(knowledge)


@pytest.fixture(scope="module")
def role(knowledge: Knowledge) -> Roles:
    return roles.build(knowledge)


@pytest.fixture(scope="module")
def regie(knowledge: Knowledge) -> Regie:
    return regie_instrument.build(knowledge)


@pytest.fixture(scope="module")
def choice(knowledge: Knowledge) -> Instrument:
    return network_or_not.build(knowledge)


@pytest.fixture(scope="module")
def checkin(knowledge: Knowledge) -> Checkin:
    return before_a_meeting.build(knowledge)


@pytest.fixture(scope="module")
def mandate(knowledge: Knowledge) -> Instrument:
    return mandates.build(knowledge)


@pytest.fixture(scope="module")
def stuck(knowledge: Knowledge) -> Stuck:
    return symptoms.build(knowledge)


@pytest.fixture(scope="module")
def choosing(knowledge: Knowledge) -> Choosing:
    return instruments.build(knowledge)
