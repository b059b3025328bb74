from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram import html
from tests.botapi import markup

pieces = st.sampled_from(
    [
        "<b>", "</b>", "<i>", "</i>", "<u>", "</s>", "<pre>", "</pre>", "<p>", "</p>", "<br/>",
        '<a href="https://vvsg.be?a=1&amp;b=2">', "<a href=x>", "<a>", "</a>", "<span>",
        '<span class="tg-spoiler">', "</span>", "<blockquote expandable>", "</blockquote>",
        '<code class="language-py">', "</code>", "<B>", "<b", "</", "<", ">", "&", "&lt;", "&#39;",
        "&nbsp;", "&#0;", "&#x1F600;", "&#999999;", "😀", "é", " ", "\n", "woord", "\0", "\ud800",
    ]
)  # fmt: skip
texts = st.lists(pieces | st.text(max_size=5), max_size=30).map("".join)


@settings(max_examples=500, deadline=None)
@given(texts, st.integers(1, 60))
def test_telegram_takes_whatever_is_made_to_fit(text: str, limit: int) -> None:
    fitted = html.fit(text, limit)
    shown = markup.parse(fitted)
    assert shown.length <= limit
    fitted.encode()


@settings(deadline=None)
@given(texts)
def test_what_fits_is_fitted_once(text: str) -> None:
    fitted = html.fit(text, 4096)
    assert html.fit(fitted, 4096) == fitted


@settings(deadline=None)
@given(texts)
def test_what_needs_no_repair_is_what_repair_makes_of_it(text: str) -> None:
    fitted = html.fit(text, 4096)
    assert html.fit(fitted, max(1, markup.parse(fitted).length)) == fitted


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_plain_words_are_shown_as_they_are(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert html.fit(escaped, 4096) == escaped
    assert markup.parse(html.fit(text.replace("<", "("), 4096)).text == text.replace("<", "(")
    assert html.units(text) == markup.units(text)


@pytest.mark.parametrize(
    ("text", "limit", "fitted"),
    [
        ("<b>zes</b>", 3, "<b>zes</b>"),
        ("<b>zeven</b>", 4, "<b>zev…</b>"),
        ("<b>een <i>twee</i></b> drie", 6, "<b>een <i>t…</i></b>"),
        ("ab😀", 3, "ab…"),
        ("ab😀", 4, "ab😀"),
        ("a&amp;b&amp;c", 3, "a&amp;…"),
        ("a & b", 9, "a &amp; b"),
        ("1 < 2", 9, "1 &lt; 2"),
        ("<p>x</p>", 9, "&lt;p>x&lt;/p>"),
        ("&nbsp;", 9, "&amp;nbsp;"),
        ("<b>open", 9, "<b>open</b>"),
        ("los</b>", 9, "los"),
        ("<b>x<i>y</b>z</i>", 9, "<b>x<i>y</i></b>z"),
        ('<a href="https://x.be" title="t">x</a>', 9, '<a href="https://x.be">x</a>'),
        ("<span>x</span>", 9, "&lt;span>x"),
        ("<u></u>", 9, "<u></u>"),
        ("<b>" + "x" * 4097 + "</b>", 4096, "<b>" + "x" * 4095 + "…</b>"),
    ],
)
def test_how_a_text_is_made_to_fit(text: str, limit: int, fitted: str) -> None:
    assert html.fit(text, limit) == fitted
