"""The options of a question: written in the dialogue itself, or taken from what the coach knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.condition import Condition, Expression
from dialogs.text import Text

if TYPE_CHECKING:
    from dialogs.view import View


@dataclass(frozen=True, slots=True)
class Option:
    """One option: what its button says, what stands in full in the message, what it answers.

    ``sets`` gives the answers to several questions at once; without it the answer is ``id``.
    """

    id: str
    label: Markup
    full: Markup | None = None
    sets: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Written:
    """``same`` holds the option as it is in a language where it hangs on no fact."""

    id: str
    label: Text
    full: Text | None
    when: Condition | None
    sets: Mapping[str, Any]
    same: dict[str, Option] = field(default_factory=dict, compare=False)

    def of(self, talk: View) -> Option:
        language = talk.language
        known = self.same.get(language)
        if known is not None:
            return known
        option = Option(
            self.id,
            talk.render(self.label),
            talk.render(self.full) if self.full else None,
            self.sets,
        )
        if self.label.fixed(language) and (self.full is None or self.full.fixed(language)):
            self.same[language] = option
        return option


@dataclass(frozen=True, slots=True)
class Options:
    """Where the options of a question come from, and how they are laid out in groups.

    ``source`` is an expression that gives a table (id -> label, or id -> entry with the fields
    ``label`` and ``full`` named here); ``groups`` one that gives group id -> {label, of: [ids]}.
    """

    written: tuple[_Written, ...] = ()
    source: Expression | None = None
    label_field: str = "label"
    full_field: str | None = None
    groups: Expression | None = None

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Options:
        """Build them from ``options``: a mapping of ids, or ``from`` with the fields to show."""
        if "from" in written:
            return cls(
                source=Expression(written["from"]),
                label_field=written.get("label", "label"),
                full_field=written.get("full"),
                groups=Expression(written["groups"]) if "groups" in written else None,
            )
        return cls(written=tuple(_option(name, entry) for name, entry in written.items()))

    def of(self, talk: View) -> dict[str, Option]:
        """Return the options that stand here now, by id, in order."""
        if self.source is None:
            return {
                w.id: w.of(talk) for w in self.written if w.when is None or w.when(talk.facts())
            }
        return {
            str(name): self._known(str(name), entry)
            for name, entry in self.source.value(talk.facts()).items()
        }

    def _known(self, name: str, entry: Any) -> Option:
        if not isinstance(entry, Mapping):
            return Option(name, Markup.escape(entry))
        full = entry.get(self.full_field) if self.full_field else None
        return Option(
            name,
            Markup.escape(entry[self.label_field]),
            Markup.escape(full) if full is not None else None,
        )

    def grouped(self, talk: View) -> dict[str, tuple[Markup, list[str]]]:
        """Return the groups: id -> (label, ids of its options); empty when there are none."""
        if self.groups is None:
            return {}
        return {
            str(name): (Markup.escape(group["label"]), [str(of) for of in group["of"]])
            for name, group in self.groups.value(talk.facts()).items()
        }


def _option(name: str, entry: Any) -> _Written:
    if "label" not in entry:
        return _Written(name, Text(entry), None, None, {})
    return _Written(
        name,
        Text(entry["label"]),
        Text(entry["full"]) if "full" in entry else None,
        Condition(entry["when"]) if "when" in entry else None,
        entry.get("sets", {}),
    )
