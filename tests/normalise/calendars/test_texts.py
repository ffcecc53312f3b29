"""Texts of calendars: what stays of markup, and what of persons does not."""

import pytest

from hytedata.normalise.calendars.texts import TAKEN_OUT, clean_text, one_line, plain_text


def test_blocks_become_lines_and_white_space_is_folded() -> None:
    html = "<p>Tule\n  mukaan&nbsp;&ndash; <b>kaikki</b></p><p></p><p>Ilmainen.<br/>Kahvia</p>"

    assert plain_text(html) == "Tule mukaan – kaikki\nIlmainen.\nKahvia"


def test_items_of_a_list_are_told_apart() -> None:
    assert plain_text("Ota:<ul><li>sukset</li><li>eväät</li></ul>") == "Ota:\n- sukset\n- eväät"


def test_scripts_are_dropped_with_what_they_hold() -> None:
    assert plain_text("Hei<script>alert('x')</script><style>p{}</style> vaan") == "Hei vaan"


@pytest.mark.parametrize(
    "text", ["5 & 6 €", "Aika: 3 > 2", "Rivi\nja toinen", "Isoäiti \u2013 mummi"]
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain_text(text) == text


def test_a_name_has_one_line() -> None:
    assert one_line("Kevät &amp;<br>syksy") == "Kevät & syksy"


@pytest.mark.parametrize(
    "contact",
    [
        "maija.malli@yhdistys.example",
        "040 123 4567",
        "+358 40 1234567",
        "0401234567",
        "08-615 5123",
    ],
)
def test_contact_data_is_taken_out_of_a_description(contact: str) -> None:
    assert clean_text(f"<p>Kysy: {contact}, tervetuloa</p>") == "Kysy: […], tervetuloa"


@pytest.mark.parametrize(
    "stated",
    [
        "ma 09-15, ti 10-14",
        "09-15 10-14 12-18",
        "10.12.2026 klo 18.00",
        "00100 Helsinki",
        "v. 2026-2027",
    ],
)
def test_times_and_codes_stay_in_a_description(stated: str) -> None:
    assert clean_text(stated) == stated


def test_a_word_without_end_is_no_address_and_one_behind_it_is() -> None:
    word = "a" * 300_000

    assert clean_text(f"{word} anna@kunta.test") == f"{word} {TAKEN_OUT}"
