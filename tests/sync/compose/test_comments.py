"""What of a site's comment goes into its Finnish description."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hytedata.codes import Municipality
from hytedata.content import check_text
from hytedata.sync.compose import LeftOut, compose_site
from hytedata.sync.compose.comments import take_comment
from tests.sync.compose.conftest import MakeSite


def test_a_comment_enters_the_finnish_description_only(
    make_site: MakeSite, oulu: Municipality
) -> None:
    site = make_site(1340, comment="Talvella jäädytetään luistelualueeksi.")

    texts = compose_site(site, languages=["fi", "sv", "en"], municipality=oulu)

    assert texts.description["fi"].endswith("\n\nTalvella jäädytetään luistelualueeksi.")
    assert "Talvella" not in texts.description["sv"] + texts.description["en"]


def test_sentences_that_break_a_rule_are_left_out_one_by_one() -> None:
    taken = take_comment(
        "Kentällä on kopit. Varaukset puh. 040 123 4567. Avoinna klo 9–21. Valot ovat uudet. "
        "Lisätietoja www.example.fi. Kysy liikunta@example.fi. Katso alla oleva kartta.",
        room=2000,
    )

    assert taken.text == "Kentällä on kopit. Valot ovat uudet."
    assert [(entry.rule, entry.field) for entry in taken.left_out] == [
        ("S3", "comment"),
        ("S5", "comment"),
        ("S2", "comment"),
        ("S1", "comment"),
        ("S6", "comment"),
    ]


@pytest.mark.parametrize(
    "foreign",
    [
        "Planen ligger bakom skolan och har belysning.",
        "The field is behind the school.",
        "Bastu och dusch",
        "Brygga för småbåtar vid stranden",
    ],
)
def test_a_comment_that_is_not_finnish_is_left_out(foreign: str) -> None:
    taken = take_comment(foreign, room=2000)

    assert taken.text == ""
    assert taken.left_out == (LeftOut("comment", foreign, "not-finnish"),)


def test_of_a_bilingual_comment_the_finnish_lines_stay() -> None:
    taken = take_comment("Kenttä on koulun takana.\nPlanen är bakom skolan.", room=2000)

    assert taken.text == "Kenttä on koulun takana."


def test_a_list_becomes_a_sentence() -> None:
    taken = take_comment(
        "Venesatama:\n- paikkoja 66 kpl\n- luiska\n- soita 040 123 4567\n* valaistus.\n\n"
        "Rantamuuri:\n- paikkoja 10 kpl",
        room=2000,
    )

    assert taken.text == (
        "Venesatama: paikkoja 66 kpl, luiska, valaistus.\n\nRantamuuri: paikkoja 10 kpl."
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. kerros: kuntosali", "1.kerros: kuntosali."),
        ("2) sali on remontissa", "2)sali on remontissa."),
        ("# Kota", "Kota."),
        ("> Laavu", "Laavu."),
        ("* kota", "Kota."),
        ("--- Kota", "Kota."),
        ("- 1. kerros", "1.kerros."),
        ("#* kota", "Kota."),
        ("-kota", "Kota."),
        ("-5 astetta kestävä", "-5 astetta kestävä."),
        ("Soita 040 123 4567. 1. Kerros on auki.", "1.Kerros on auki."),
        ("---", ""),
        (" - ", ""),
    ],
)
def test_line_starts_that_markdown_reads_as_marks_are_defused(line: str, expected: str) -> None:
    taken = take_comment(line, room=2000)

    assert taken.text == expected


def test_what_does_not_fit_is_left_out_whole_and_reported() -> None:
    taken = take_comment("Kota on rannalla. Laavu on mäellä. Sauna.", room=20)

    assert taken.text == "Kota on rannalla."
    assert [(entry.text, entry.rule) for entry in taken.left_out] == [
        ("Laavu on mäellä.", "F8"),
        ("Sauna.", "F8"),
    ]


def test_a_heading_whose_items_are_all_left_out_goes_with_them() -> None:
    taken = take_comment("Varaukset:\n- 040 123 4567\n- kota@example.fi", room=2000)

    assert taken.text == ""


@settings(max_examples=300)
@given(st.text(alphabet="aäO 1.,:-*#>\n\r\t@/<b>&;", max_size=200))
def test_no_comment_can_break_a_rule_or_begin_a_list(comment: str) -> None:
    taken = take_comment(comment, room=2000)

    assert check_text(taken.text, language="fi") == ()
    for line in taken.text.split("\n"):
        assert line == line.strip()
        assert not re.match(r"[-*+] |#|>|\d+[.)] ", line)


def test_a_long_comment_never_takes_the_description_past_what_every_version_allows(
    make_site: MakeSite, oulu: Municipality
) -> None:
    site = make_site(1340, comment="Kentällä on kopit ja valot. " * 300)

    texts = compose_site(site, languages=["fi"], municipality=oulu)

    assert 2350 < len(texts.description["fi"]) <= 2500
    assert {entry.rule for entry in texts.left_out} == {"F8"}


def test_marks_of_two_sentences_make_no_italics_together() -> None:
    taken = take_comment("Hinta* sopimuksen mukaan. Kentällä on valot*.", room=2000)

    assert "*" not in taken.text
    assert check_text(taken.text, language="fi") == ()
