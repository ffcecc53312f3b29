"""Where in a record a finding is: people look for a text and a language, not for a path."""

import pytest

from hytedata.quality.owners import owner_name
from hytedata.quality.report.language import words
from hytedata.quality.report.messages import message_of
from hytedata.quality.report.parts import language_name, part_of
from tests.quality.report.made import finding, rule


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("user_instruction.sv", "toimintaohje, ruotsi"),
        ("phones.fi[0]", "puhelinnumerot, suomi"),
        ("support_emails.fi[1].address", "käyttötuen sähköposti, suomi"),
        ("owner", "omistaja"),
        ("service_hours.rules[0]", ""),
        ("properties.area-km2", ""),
        ("", ""),
    ],
)
def test_a_path_is_told_as_a_part_of_a_form_where_there_are_words_for_it(
    field: str, told: str
) -> None:
    found = finding().model_copy(update={"field": field})

    assert part_of(found, rule(), words("fi")) == told


def test_two_texts_of_a_record_with_one_fault_are_told_apart() -> None:
    texts = [finding().model_copy(update={"field": f"summary.{one}"}) for one in ("fi", "sv")]

    told = [part_of(one, rule(), words("en")) for one in texts]

    assert told == ["summary, Finnish", "summary, Swedish"]


def test_a_message_that_names_the_language_is_not_repeated() -> None:
    named = rule(message="Puuttuu. Kieliversio: {language}.")
    found = finding().model_copy(update={"field": "summary.sv", "params": {"language": "sv"}})

    assert message_of(found, named, "fi") == "Puuttuu. Kieliversio: ruotsi."
    assert part_of(found, named, words("fi")) == "tiivistelmä"


def test_several_languages_are_named_and_unknown_ones_stay_codes() -> None:
    named = rule(message="Kielet: {language}.")
    found = finding().model_copy(update={"params": {"language": "fi, smn, de"}})

    assert message_of(found, named, "sv") == "Kielet: finska, enaresamiska, de."
    assert language_name("de", words("en")) == "de"


def test_an_organisation_that_was_not_read_is_told_as_one() -> None:
    unread = "00000000-0000-4000-8000-000000000205"

    assert owner_name(unread, "fi", {}) == f"PTV:n organisaatio {unread}"
    assert owner_name(unread, "fi", {unread: {"fi": "Kuusikon kunta"}}) == "Kuusikon kunta"
