"""What typed words mean: which option, which dialogue, and what they ask before everything else."""

from dialogs.route.doors import NOWHERE, Doors, Found
from dialogs.route.errands import COURTESY, Errand, Errands
from dialogs.route.first import First
from dialogs.route.letters import Letters
from dialogs.route.likeness import bare, begun, closest
from dialogs.route.proposals import Proposals
from dialogs.route.tongue import Heard, Tongue

__all__ = [
    "COURTESY",
    "NOWHERE",
    "Doors",
    "Errand",
    "Errands",
    "First",
    "Found",
    "Heard",
    "Letters",
    "Proposals",
    "Tongue",
    "bare",
    "begun",
    "closest",
]
