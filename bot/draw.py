"""Draws a dialogue as a Mermaid diagram, from the compiled definition."""

from __future__ import annotations

from dialogs.flow import END, Dialogue, Step


def draw(dialogue: Dialogue) -> str:
    """Return the diagram: every step with its kind, every branch with its condition."""
    lines = ["stateDiagram-v2", f"    [*] --> {dialogue.first}"]
    for step in dialogue.steps.values():
        lines.append(f"    {step.id}: {_title(step)}")
    for step in dialogue.steps.values():
        lines += [f"    {step.id} --> {_target(to)}{why}" for to, why in _ways(step)]
    return "\n".join(lines) + "\n"


def _title(step: Step) -> str:
    asked = ", ".join(step.questions)
    kind = type(step).__name__.casefold()
    only = f" [only {_safe(step.only.source)}]" if step.only else ""
    return f"{step.id} ({kind}{': ' + asked if asked and asked != step.id else ''}){only}"


def _ways(step: Step) -> list[tuple[str, str]]:
    ways = [
        (branch.to, f": {_safe(branch.when.source)}" if branch.when else "") for branch in step.then
    ]
    return ways + [(link.to, ": button") for link in step.links if link.to]


def _target(step: str) -> str:
    return "[*]" if step == END else step


def _safe(condition: str) -> str:
    """Return a condition without the signs that mean something in a diagram."""
    return condition.replace(":", "").replace(";", "").replace("#", "").replace('"', "'")
