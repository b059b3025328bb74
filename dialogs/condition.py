"""Conditions of the content: Jinja expressions, compiled once, that answer True or False.

A condition about something that is not known does not hold. It never guesses: comparing an
unknown answer raises :class:`UnknownFact` inside the expression, which :class:`Condition` turns
into False. ``x is known`` and ``x is unknown`` ask about it without that risk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Final, NoReturn

from jinja2 import StrictUndefined, Template, TemplateError, meta, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment


class UnknownFact(Exception):  # noqa: N818 - it is a finding, not an error
    """A condition needed a fact that nobody has given."""


class Unknown:
    """Stands for an answer that is missing; using its value raises :class:`UnknownFact`."""

    __slots__ = ("said",)

    def __init__(self, said: bool) -> None:
        self.said: Final = said

    def _unknown(self, *_: object) -> NoReturn:
        raise UnknownFact

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _unknown
    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = _unknown
    __add__ = __radd__ = __sub__ = __rsub__ = _unknown
    __hash__ = object.__hash__

    def __str__(self) -> str:
        return "…"

    def __repr__(self) -> str:
        return "SAID_UNKNOWN" if self.said else "NOT_ANSWERED"


NOT_ANSWERED: Final = Unknown(said=False)
"""Nobody answered: the question was skipped or not reached."""

SAID_UNKNOWN: Final = Unknown(said=True)
"""The person said "weet ik niet". It counts as missing, never as a middle value."""


def environment() -> ImmutableSandboxedEnvironment:
    """Return the one kind of Jinja environment that content is read with."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    made.tests["known"] = lambda value: not isinstance(value, Unknown)
    made.tests["unknown"] = lambda value: isinstance(value, Unknown)
    made.tests["said_unknown"] = lambda value: value is SAID_UNKNOWN
    return made


ENVIRONMENT: Final = environment()


class BadConditionError(ValueError):
    """An expression in the content that cannot be read; the message says what is wrong."""


def names_in(tree: nodes.Template) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names a template uses, and the dotted ones (``network.size``) among them."""
    dotted = {
        f"{found.node.name}.{found.attr}"
        for found in tree.find_all(nodes.Getattr)
        if isinstance(found.node, nodes.Name)
    }
    return frozenset(meta.find_undeclared_variables(tree)), frozenset(dotted)


def context_of(values: Mapping[str, Any]) -> Context:
    """Return *values* as a template reads them.

    As Jinja makes it, but without a copy of the values and of the names that every template has.
    """
    return Context(ENVIRONMENT, values, None, {})  # type: ignore[arg-type]


def _evaluation(source: str) -> Callable[[dict[str, Any]], Any]:
    """Return the expression *source* as a function of the values of its names."""
    template: Template = ENVIRONMENT.compile_expression(source, undefined_to_none=False)._template

    def evaluate(values: dict[str, Any]) -> Any:
        context = context_of(values)
        deque(template.root_render_func(context), maxlen=0)
        return context.vars["result"]

    return evaluate


class Expression:
    """One expression of the content that gives a value, such as ``know.symptoms[symptom]``."""

    __slots__ = ("_dotted", "_evaluate", "_names", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._evaluate: Callable[..., Any] | None = None
        self._names: frozenset[str] = frozenset()
        self._dotted: frozenset[str] = frozenset()

    def compile(self) -> Callable[..., Any]:
        """Return the expression as a function; compiled when it is first needed.

        Raises:
            BadConditionError: it cannot be read.
        """
        if self._evaluate is None:
            try:
                tree = ENVIRONMENT.parse("{{ (" + self.source + ") }}")
                self._names, self._dotted = names_in(tree)
                self._evaluate = _evaluation(self.source)
            except TemplateError as error:
                raise BadConditionError(f"cannot read {self.source!r}: {error}") from error
        return self._evaluate

    @property
    def names(self) -> frozenset[str]:
        """The names it uses."""
        self.compile()
        return self._names

    @property
    def dotted(self) -> frozenset[str]:
        """The dotted names among them (``network.size``)."""
        self.compile()
        return self._dotted

    def value(self, facts: Mapping[str, object]) -> Any:
        """Return its value; a name that *facts* lacks counts as not answered.

        Raises:
            UnknownFact: the value hangs on an answer that nobody gave.
        """
        evaluate = self.compile()
        return evaluate({name: facts.get(name, NOT_ANSWERED) for name in self._names})

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.source!r})"


class Condition(Expression):
    """An expression that holds or not, such as ``may == 'listen' and listened_twice == 'yes'``."""

    __slots__ = ()

    def __call__(self, facts: Mapping[str, object]) -> bool:
        """Return whether it holds; about what is not known it does not."""
        try:
            return bool(self.value(facts))
        except UnknownFact:
            return False
