"""A form is a Word file that can be opened and changed, with what Knoop filled in."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from bot.form import FormError, fill_in, filled
from bot.making import file_of
from bot.reader.check import check
from dialogs.coach import Coach
from dialogs.effect import Form
from dialogs.templates import FORM, checklist_values, template_values
from tests.reader.sample import Folder


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]


def form(values: dict[str, Any]) -> Form:
    return Form(FORM, "persona", values, "Persona")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_template_becomes_a_document_with_room_to_write(coach: Coach, language: str) -> None:
    for template in coach.know[language]["insights"]["templates"].values():
        written = paragraphs(filled(form(template_values(template, ["Zuid"], "Aanname"))))
        assert written[:3] == ["Aanname", template["title"], "Zuid"]
        assert written.count("…") == len(template["fields"])
        assert [field["label"] for field in template["fields"]] == [
            written[place - 1 - ("help" in field)]
            for field, place in zip(
                template["fields"],
                [place for place, text in enumerate(written) if text == "…"],
                strict=True,
            )
        ]


def test_a_checklist_has_boxes_and_rules() -> None:
    values = checklist_values("Acht vragen", [], ["Mag het?"], ["Vraag het."])
    assert paragraphs(filled(form(values))) == ["Acht vragen", "☐ Mag het?", "Vraag het."]


def test_what_was_typed_is_no_template_and_no_markup() -> None:
    typed = "{{ 7 * 7 }} {% if %} <w:p> & \x00 Zuid"
    written = paragraphs(filled(form(checklist_values(typed, [typed], [], []))))
    assert written == ["{{ 7 * 7 }} {% if %} <w:p> & Zuid".replace("& Zuid", "&  Zuid")] * 2


def test_it_is_named_as_the_file_it_is() -> None:
    made = file_of(form(checklist_values("Titel", [], [], [])))
    assert (made.name, made.caption) == ("persona.docx", "Persona")
    assert made.content[:2] == b"PK"


def test_a_form_that_is_not_there_or_does_not_fit_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="the form nowhere cannot be made"):
        filled(Form("nowhere", "x", {}, ""))
    with pytest.raises(FormError, match="the form form cannot be made"):
        filled(form({"title": "only this"}))
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK no word file")
    with pytest.raises(FormError, match="the form broken cannot be made"):
        fill_in(broken, {})


def test_the_check_names_a_form_that_cannot_be_made(tmp_path: Path) -> None:
    folder = Folder.make(tmp_path / "content")
    assert folder.mistakes() == []
    (folder.root / "forms" / "form.docx").write_bytes(b"no word file")
    mistakes = [str(mistake) for mistake in check(folder.root)]
    assert len(mistakes) == 2
    assert all(one.startswith("forms/form.docx:1: ") for one in mistakes)
