"""Telephone numbers out of Lipas's free text: shapes seen in real records, with made-up digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.content.contacts import read_phones

F = "+358"

CERTAIN = [
    # Finnish numbers in the ways people write them
    ("040 1234567", [(F, "401234567")]),
    ("0401234567", [(F, "401234567")]),
    ("040-1234567", [(F, "401234567")]),
    ("0400-541638", [(F, "400541638")]),
    ("040.123.4567", [(F, "401234567")]),
    ("(0400) 123 456", [(F, "400123456")]),
    ("0400 44 5522", [(F, "400445522")]),
    ("(014) 2671 266", [(F, "142671266")]),
    ("014-4596800", [(F, "144596800")]),
    ("014/123456", [(F, "14123456")]),
    ("040/1234567", [(F, "401234567")]),
    ("040 - 1234567", [(F, "401234567")]),
    ("09 310 8771", [(F, "93108771")]),
    ("05 2341", [(F, "52341")]),
    ("0457 123 4567", [(F, "4571234567")]),
    ("040\u00a0123\u00a04567", [(F, "401234567")]),
    ("040–123–4567", [(F, "401234567")]),
    (" 050 123 4567 ", [(F, "501234567")]),
    ("050 123 4567.", [(F, "501234567")]),
    # country code
    ("+358 40 123 4567", [(F, "401234567")]),
    ("+358401234567", [(F, "401234567")]),
    ("+358 (0)40 123 4567", [(F, "401234567")]),
    ("+358 (0) 40 1234567", [(F, "401234567")]),
    ("+3580401234567", [(F, "401234567")]),
    ("00358 40 123 4567", [(F, "401234567")]),
    ("00 358 40 123 4567", [(F, "401234567")]),
    ("358401234567", [(F, "401234567")]),
    ("+ 358 40 1234567", [(F, "401234567")]),
    ("(+358) 40 123 4567", [(F, "401234567")]),
    # other countries
    ("+46 70 123 45 67", [("+46", "701234567")]),
    ("0046 70 123 45 67", [("+46", "701234567")]),
    ("+46 (0)70 123 45 67", [("+46", "701234567")]),
    ("+47 406 12 345", [("+47", "40612345")]),
    ("+372 5123 4567", [("+372", "51234567")]),
    ("+1 202 555 0143", [("+1", "2025550143")]),
    # national subscriber numbers can be dialled from abroad, service numbers cannot
    ("0204628320", [(F, "204628320")]),
    ("029 500 0000", [(F, "295000000")]),
    ("0295 000", [(F, "295000")]),
    ("010 666 7222", [(F, "106667222")]),
    ("116117", [(None, "116117")]),
    ("116 117", [(None, "116117")]),
    ("0800 12345", [(None, "080012345")]),
    ("+358 800 12345", [(None, "080012345")]),
    ("0600 12345", [(None, "060012345")]),
    ("0700 12345", [(None, "070012345")]),
    ("0200 16161", [(None, "020016161")]),
    ("0100 100", [(None, "0100100")]),
    # words, hours and names beside the number
    ("041 730 8168 (klo 9-16)", [(F, "417308168")]),
    ("041 730 8168 klo 9–16", [(F, "417308168")]),
    ("040 123 4567 (ma-pe 8.00-15.30)", [(F, "401234567")]),
    ("040 123 4567 (9-16)", [(F, "401234567")]),
    ("040 123 4567(24h)", [(F, "401234567")]),
    ("ma-to 8-16, pe 8-15 040 1234567", [(F, "401234567")]),
    ("avoinna 24/7 040 1234567", [(F, "401234567")]),
    ("040 1234567 1.6.-31.8.", [(F, "401234567")]),
    ("0600 12345 (1,20 €/min + pvm)", [(None, "060012345")]),
    ("0600 12345 (0,99€/min)", [(None, "060012345")]),
    ("klo 9 0600 12345", [(None, "060012345")]),
    ("kahvio 2: 040 1234567", [(F, "401234567")]),
    ("vuodesta 2023 +358 40 1234567", [(F, "401234567")]),
    ("0204628320, Esimerkki Oy", [(F, "204628320")]),
    ("Meikäläinen M, 041 555 0103 (klo 9-16)", [(F, "415550103")]),
    ("puh. 040 1234567", [(F, "401234567")]),
    ("p.040 1234567", [(F, "401234567")]),
    ("gsm0401234567", [(F, "401234567")]),
    ("040 1234567 / Maija Mallikas", [(F, "401234567")]),
    ("maija.mallikas@example.fi 040 1234567", [(F, "401234567")]),
    # several
    ("08 1234567 / 040 1234567", [(F, "81234567"), (F, "401234567")]),
    ("040 1234567/050 1234567", [(F, "401234567"), (F, "501234567")]),
    ("040 123 4567 tai 050 123 4567", [(F, "401234567"), (F, "501234567")]),
    ("040 1234567 ja 050 1234567", [(F, "401234567"), (F, "501234567")]),
    ("040 1234567, 050 1234567; 014 123456", [(F, "401234567"), (F, "501234567"), (F, "14123456")]),
    ("040 1234567\n050 1234567", [(F, "401234567"), (F, "501234567")]),
    ("040 1234567 050 1234567", [(F, "401234567"), (F, "501234567")]),
    ("0401234567-0501234567", [(F, "401234567"), (F, "501234567")]),
    ("+358 40 1234567/+358 50 1234567", [(F, "401234567"), (F, "501234567")]),
    ("+358401234567 +358501234567", [(F, "401234567"), (F, "501234567")]),
    ("09 1234567 (050 123 4567)", [(F, "91234567"), (F, "501234567")]),
    ("040 1234567, 040-123 4567", [(F, "401234567")]),
    ("0400-541638(040 1234567", [(F, "400541638"), (F, "401234567")]),
    ("116 117 040 1234567", [(None, "116117"), (F, "401234567")]),
    ("0400 012 345", [(F, "400012345")]),
    ("puh. 08 123456 fax 08 123457", [(F, "8123456")]),
]

UNREADABLE = [
    "https://www.example.fi/123456789",
    "www.example.fi",
    "maija@example.fi",
    "Maija Mallikas",
    "Pyhäjärvi",
    "112",
    # without area code: it would be dialled elsewhere
    "400983993",
    "4596800",
    "1345678",
    # more digits than a number has: part of it may not be one
    "040 123 4567 8-16",
    "040 1234567 8",
    "040 1234567 24",
    "040 12345678",
    "09 310 8771 8",
    "09 310 8771 (0)",
    "014 123456-7",
    "014 123456-57",
    "0457 1234 5678",
    "040 1234567 alanumero 12",
    "040 1234567-alanumero 12",
    "(0700 12345) ext 5",
    "040 1234567 #3",
    "05 2341 (9)",
    "09 310 8771 (3.krs)",
    # too short, or nothing at all
    "040123",
    "040-",
    "+358",
    "+999 123 4567",
    # not to be called
    "fax 08 123457",
    "FI05 1234 5600 0007 85",
    "FI05 1234 5600 0401 23",
    "0193456-7",
    "040-XXXXXXX",
    # a leading zero behind a prefix is refused by PTV
    "+39 06 1234 5678",
]


@pytest.mark.parametrize(("text", "expected"), CERTAIN)
def test_a_certain_number_is_read_whole(text: str, expected: list[tuple[str | None, str]]) -> None:
    read = read_phones(text)

    assert [(phone.prefix, phone.number) for phone in read.numbers] == expected
    assert read.faults == ()


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_not_certainly_a_number_is_reported_and_not_guessed(text: str) -> None:
    read = read_phones(text)

    assert read.numbers == ()
    assert len(read.faults) == 1


@pytest.mark.parametrize("text", ["-", "--", " ", ".", "?"])
def test_a_dash_means_no_number_and_is_no_fault(text: str) -> None:
    read = read_phones(text)

    assert (read.numbers, read.faults) == ((), ())


def test_a_second_number_without_its_area_code_is_reported_beside_the_first() -> None:
    read = read_phones("09 310 87900/310 87901")

    assert [phone.number for phone in read.numbers] == ["931087900"]
    assert read.faults == ("no certain telephone number: «000 00000» (digits shown as 0)",)


def test_a_fault_shows_no_digit_and_no_name() -> None:
    read = read_phones("Maija Mallikas 4596800")

    assert read.faults == ("no certain telephone number: «0000000» (digits shown as 0)",)


def test_a_word_for_a_desk_labels_its_number_and_a_name_does_not() -> None:
    read = read_phones("vaihde 014 123 456, kassa: 040 1234567, Maija 050 1234567")

    assert [phone.label for phone in read.numbers] == ["switchboard", "ticket-desk", ""]


whole_numbers = st.sampled_from(
    ["040 1234567", "0401234567", "0400-541638", "014 266 4257", "+358 40 123 4567", "09 310 8771"]
)
beside = st.sampled_from(
    [
        "",
        "klo 9-16",
        "(8-15)",
        "8.00-15.30",
        "24",
        "7",
        "8-16",
        "2. krs",
        "Maija",
        "/ 2",
        "-57",
        "1.6.",
    ]
)
border = st.sampled_from([" ", ", ", " / ", "\n", " - "])


@given(whole_numbers, beside, beside, border, border)
def test_what_stands_beside_a_number_never_becomes_part_of_it(
    number: str, before: str, after: str, left: str, right: str
) -> None:
    alone = {(phone.prefix, phone.number) for phone in read_phones(number).numbers}

    read = read_phones(f"{before}{left}{number}{right}{after}")

    assert {(phone.prefix, phone.number) for phone in read.numbers} <= alone


@given(st.text(max_size=80))
def test_any_text_gives_numbers_that_ptv_takes(text: str) -> None:
    for phone in read_phones(text).numbers:
        assert phone.number.isascii()
        assert phone.number.isdigit()
        assert 1 <= len(phone.number) <= 20
        assert phone.prefix is None or not phone.number.startswith("0")


@given(st.text(alphabet="0123456789 +-()/,.klotaij", max_size=40))
def test_every_number_read_stands_in_the_text_digit_by_digit(text: str) -> None:
    digits = "".join(filter(str.isdigit, text))

    for phone in read_phones(text).numbers:
        national = phone.number if phone.prefix else phone.number.removeprefix("0")
        assert national in digits.replace("3580", "358")
