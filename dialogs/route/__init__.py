"""What typed words mean: which option, which dialogue, and what they ask before everything else."""

from dialogs.route.likeness import bare, begun, closest
from dialogs.route.proposals import Proposals

__all__ = ["Proposals", "bare", "begun", "closest"]
