"""Names of partners out of what people type and paste."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from dialogs.pasted import AT_MOST, WIDTH, pasted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("OCMW", ["OCMW"], id="one name"),
        pytest.param("OCMW\nCAW\r\nVDAB", ["OCMW", "CAW", "VDAB"], id="lines"),
        pytest.param("OCMW, CAW; VDAB", ["OCMW", "CAW", "VDAB"], id="commas and semicolons"),
        pytest.param("OCMW\tCAW", ["OCMW", "CAW"], id="cells of a spreadsheet"),
        pytest.param("- OCMW\n* CAW\n– VDAB\n> LDC", ["OCMW", "CAW", "VDAB", "LDC"], id="dashes"),
        pytest.param("• OCMW • CAW ▪ VDAB", ["OCMW", "CAW", "VDAB"], id="bullets on one line"),
        pytest.param("1. OCMW\n2) CAW\n(3) VDAB\n10.LDC", ["OCMW", "CAW", "VDAB", "LDC"], id="nrs"),
        pytest.param("a) OCMW\nb) CAW", ["OCMW", "CAW"], id="letters"),
        pytest.param("- [x] OCMW\n- [ ] CAW\n☑ VDAB", ["OCMW", "CAW", "VDAB"], id="boxes"),
        pytest.param("1️⃣ OCMW\n2️⃣ CAW", ["OCMW", "CAW"], id="keycaps"),
        pytest.param("\"OCMW\"; “CAW”, «VDAB» 'LDC'", ["OCMW", "CAW", "«VDAB» 'LDC'"], id="quotes"),
        pytest.param('"Huis van het Kind, Gent"', ["Huis van het Kind, Gent"], id="quoted comma"),
        pytest.param("CAW (Noord, Zuid), LDC", ["CAW (Noord, Zuid)", "LDC"], id="bracketed comma"),
        pytest.param("Partners:\nOCMW", ["OCMW"], id="a heading"),
        pytest.param("**OCMW**\n_CAW_", ["OCMW", "CAW"], id="emphasis"),
        pytest.param("OCMW, CAW.", ["OCMW", "CAW"], id="a full stop"),
        pytest.param("'t Pasrel, 11.11.11", ["'t Pasrel", "11.11.11"], id="odd names"),
        pytest.param("Kind en Gezin, vzw A-B", ["Kind en Gezin", "vzw A-B"], id="names stay whole"),
        pytest.param("OCMW, ocmw,  OcmW ", ["OCMW"], id="once each"),
        pytest.param("Straße, STRASSE", ["Straße"], id="once each, whatever the capitals"),
        pytest.param("  ;;, \n\n - \n * * *\n---", [], id="nothing"),
        pytest.param("", [], id="empty"),
        pytest.param("OCMW  van\u00a0  Gent", ["OCMW van Gent"], id="spaces"),
        pytest.param("👩‍👩‍👧 Gezinsbond, 🏠", ["👩‍👩‍👧 Gezinsbond", "🏠"], id="emoji"),
        pytest.param(
            "מרכז קהילתי\nجمعية، الحي", ["מרכז קהילתי", "جمعية، الحي"], id="right to left"
        ),
        pytest.param("\u202eOCMW\u202c\u200b, CAW\u200f", ["OCMW", "CAW"], id="hidden signs"),
        pytest.param("Cafe\u0301, Café", ["Café"], id="accents written in two ways"),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    assert list(pasted(text).names) == names


def test_a_long_name_is_cut() -> None:
    (name,) = pasted("x" * 100).names
    assert name == "x" * WIDTH


def test_a_cut_tears_no_emoji_apart() -> None:
    (name,) = pasted("x" * 58 + "👩‍👩‍👧").names
    assert name == "x" * 58
    (accented,) = pasted("x" * 59 + "q\u0323\u0323").names
    assert accented == "x" * 59
    (waving,) = pasted("x" * 59 + "👋🏽").names
    assert waving == "x" * 59


def test_a_list_holds_forty() -> None:
    found = pasted("\n".join(f"Partner {n}" for n in range(45)))
    assert (len(found.names), found.left_out) == (AT_MOST, 5)


def test_what_is_on_the_list_already_is_passed_over_and_counts() -> None:
    already = [f"Partner {n}" for n in range(39)]
    found = pasted("PARTNER 3, CAW, LDC", already)
    assert (found.names, found.left_out) == (("CAW",), 1)
    assert pasted("LDC", [*already, "CAW", "VDAB"]).names == ()


def test_unclosed_quotes_and_brackets_take_no_time() -> None:
    assert pasted('"' + "(" * 2000 + "“" * 2000).left_out == 0


@for_all(st.text(max_size=400))
def test_any_text_gives_names_that_fit(text: str) -> None:
    names = pasted(text).names
    assert len({name.casefold() for name in names}) == len(names) <= AT_MOST
    assert all(0 < len(name) <= WIDTH and name == name.strip() for name in names)


@for_all(st.lists(st.sampled_from(["OCMW", "CAW", "Huis van het Kind", "VDAB"]), min_size=1))
def test_pasting_the_list_back_changes_nothing(names: list[str]) -> None:
    once = pasted("\n".join(names)).names
    assert pasted("\n".join(once)).names == once
    assert pasted("; ".join(once), once).names == ()
