"""The advice: what follows from the answers, with its reasons, the rest behind *meer*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from dialogs.flow import Step
from dialogs.outcome import Advised
from dialogs.route import closest
from dialogs.screen import Answered, Choice, Refused, Reply, Row, Screen, Shown
from dialogs.session import Action
from dialogs.text import Text, joined, paged

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

FIRST_PAGE: Final = 700
"""Characters of an advice on a phone; what is longer stands behind *meer* (UX.md)."""

FURTHER_PAGES: Final = 900

AT_FIRST: Final = 3
"""So many pieces of advice are shown at first where the instrument names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advise(Step):
    """Shows the advice as a new message. With ``lenses`` each piece is a lens on its own page.

    ``ask`` is what stands above it (a card, a map, a verdict); ``go`` leads on. ``of`` names the
    only pieces that this step shows, where a dialogue gives advice in parts.
    """

    go: Text | None = None
    of: tuple[str, ...] = ()
    pick: Text | None = None
    lenses: bool = False
    counts: bool = False
    skip: bool = False

    def screen(self, talk: View) -> Screen:
        """Return the page of the advice that is open, or the lens that is looked through."""
        opened = talk.frame.scratch.get("lens_open")
        shown, _ = shown_and_hidden(talk, self.of)
        lens = next((advised for advised in shown if advised.id == opened), None)
        if self.lenses and lens is not None:
            return self._lens(lens, talk)
        pages = self.pages(talk)
        page = min(talk.frame.scratch.get(f"page:{self.id}", 0), len(pages) - 1)
        rows: list[Row] = []
        if self.lenses:
            rows = [[Choice(label(advised, talk), ["lens", advised.id])] for advised in shown]
        if len(pages) > 1:
            rows.append(_turning(talk, page, len(pages)))
        if self.go and not self.lenses:
            rows.append([Choice(talk.render(self.go), ["go"])])
        return Screen(pages[page], rows, fresh=talk.frame.scratch.get("advised") != self.id)

    def pages(self, talk: View) -> list[Markup]:
        """Return the advice in pages: what is shown at first, then what stands behind *meer*."""
        shown, hidden = shown_and_hidden(talk, self.of)
        head = [talk.render(self.ask)]
        if self.lenses:
            return paged([*head, *(brief(advised, talk) for advised in shown)], FIRST_PAGE, 900)
        first = paged([*head, *(worded(advised, talk) for advised in shown)], FIRST_PAGE, 900)
        further = [more for advised in shown if (more := behind(advised, talk, sources=False))]
        further.append(_source(shown, talk))
        for advised in hidden:
            further += [block for block in (worded(advised, talk), behind(advised, talk)) if block]
        return [*first, *paged(further, FURTHER_PAGES, FURTHER_PAGES)] or [Markup()]

    def _lens(self, lens: Advised, talk: View) -> Screen:
        deeper = talk.frame.scratch.get("lens_page", 0)
        pages = paged([worded(lens, talk), behind(lens, talk)], FIRST_PAGE, FURTHER_PAGES)
        page = min(deeper, len(pages) - 1)
        rows = [[Choice(talk.render(self.pick), ["pick", lens.id])]] if self.pick else []
        if len(pages) > 1:
            rows.append(_turning(talk, page, len(pages)))
        rows.append([Choice(talk.word("other_lens"), ["lens", ""])])
        return Screen(pages[page], rows)

    def shut(self, talk: View) -> None:
        """Go back to the first page, with no lens open."""
        for kept in (f"page:{self.id}", "lens_open"):
            talk.frame.scratch.pop(kept, None)

    def offers(self, talk: View, action: Action) -> bool:
        """Return whether it can be done here; to go on stands on every page."""
        if action == ["go"]:
            return self.go is not None and not self.lenses
        return Step.offers(self, talk, action)

    def press(self, talk: Talk, action: Action) -> Reply:
        """Turn a page, open or choose a lens, or go on."""
        scratch = talk.frame.scratch
        match action:
            case ["page", page]:
                scratch["lens_page" if scratch.get("lens_open") else f"page:{self.id}"] = page
                return Shown()
            case ["lens", lens]:
                scratch["lens_open"], scratch["lens_page"] = lens, 0
                return Shown()
            case ["pick", lens]:
                scratch["lens"] = lens
                return Answered()
            case _:
                return Answered()

    def hear(self, talk: Talk, text: str) -> Reply:
        """Understand the words on the buttons."""
        choices = [choice for row in self.screen(talk).rows for choice in row]
        found = closest(text, {str(n): str(choice.label) for n, choice in enumerate(choices)})
        if found is None:
            return Refused(talk.word("use_the_buttons"))
        return self.press(talk, choices[int(found)].action)


def _turning(talk: View, page: int, pages: int) -> Row:
    forth = Choice(talk.word("more", page=page + 2, pages=pages), ["page", page + 1])
    back = Choice(talk.word("less"), ["page", page - 1])
    return [*([back] if page else []), *([forth] if page + 1 < pages else [])]


def shown_and_hidden(talk: View, of: tuple[str, ...] = ()) -> tuple[list[Advised], list[Advised]]:
    """Return the advice that is shown at first, in order, and the rest behind *meer*.

    With *of* only the advice with these ids counts; the step says itself what is shown then.
    """
    outcome = talk.outcome()
    advice = [advised for advised in outcome.advice if not of or advised.id in of]
    names = outcome.results.get("shown")
    by_id = {advised.id: advised for advised in advice}
    if not names or of:
        names = [advised.id for advised in advice[:AT_FIRST]]
    shown = [by_id[name] for name in names if name in by_id]
    return shown, [advised for advised in advice if advised not in shown]


def because(advised: Advised, talk: View) -> Markup:
    """Return why this advice is given: the answers it rests on, in the person's own words."""
    reasons: list[Markup] = []
    for question in advised.because:
        if question not in talk.dialogue.questions:
            continue
        step = talk.dialogue.asks(question)
        words = talk.said(question)
        if step.short is None or not isinstance(words, Markup):
            continue
        reasons.append(joined(": ", [talk.render(step.short), words]))
    if not reasons:
        return Markup()
    return talk.word("because", reasons=joined("; ", dict.fromkeys(reasons)))


def _text(advised: Advised, part: str, talk: View) -> Markup:
    advice = talk.coach.advice[talk.dialogue.id][advised.id]
    text: Text | None = getattr(advice, part)
    return Markup() if text is None else talk.render(text, **advised.values)


def label(advised: Advised, talk: View) -> Markup:
    """Return the name of the advice, for a button."""
    return _text(advised, "label", talk) or Markup(advised.id)  # noqa: S704 - an id of ours


def brief(advised: Advised, talk: View) -> Markup:
    """Return the advice in a line or two, with its reason."""
    words = _text(advised, "brief", talk) or _text(advised, "text", talk)
    return _joined(words, because(advised, talk))


def worded(advised: Advised, talk: View, reasons: bool = True) -> Markup:
    """Return the advice in full, with its reason."""
    return _joined(_text(advised, "text", talk), because(advised, talk) if reasons else Markup())


def behind(advised: Advised, talk: View, sources: bool = True) -> Markup:
    """Return what stands behind *meer*: the rest of the advice, and where it comes from."""
    line = _source([advised], talk) if sources else Markup()
    return _joined(_text(advised, "more", talk), line)


def _source(several: Iterable[Advised], talk: View) -> Markup:
    """Return where *several* pieces of advice come from, each source once, in one line."""
    named = cited(several, talk)
    return talk.word("source", sources=named) if named else Markup()


def cited(several: Iterable[Advised], talk: View) -> Markup:
    """Return where advice comes from, each source once: authors and years, or our judgement."""
    named = dict.fromkeys(source for advised in several for source in _cited(advised, talk))
    return joined("; ", named)


def _cited(advised: Advised, talk: View) -> Iterator[Markup]:
    for name in talk.coach.advice[talk.dialogue.id][advised.id].source:
        if name == "ours":
            yield talk.word("our_judgement")
            continue
        source = talk.coach.sources[talk.language][name]
        yield Markup("{} ({})").format(source["author"], source["year"] or talk.word("no_year"))


def _joined(*parts: Markup) -> Markup:
    return joined("\n", filter(None, parts))
