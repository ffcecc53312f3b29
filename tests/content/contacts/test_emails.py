"""E-mail addresses out of Lipas's free text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.content import check_fields
from hytedata.content.contacts import read_emails


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("liikunta@example.fi", ["liikunta@example.fi"]),
        ("Liikunta.Info@EXAMPLE.FI", ["Liikunta.Info@EXAMPLE.FI"]),
        ("kenttämiehet@example.fi", ["kenttämiehet@example.fi"]),
        ("info@äänekoski.example", ["info@äänekoski.example"]),
        ("info@example.fi.", ["info@example.fi"]),
        ("mailto:info@example.fi", ["info@example.fi"]),
        ("info(at)example.fi", ["info@example.fi"]),
        ("info [at] example.fi", ["info@example.fi"]),
        ("<info@example.fi>", ["info@example.fi"]),
        ("a@example.fi, b@example.fi", ["a@example.fi", "b@example.fi"]),
        ("a@example.fi;A@example.fi", ["a@example.fi"]),
        ("a@example.fi / b@example.fi", ["a@example.fi", "b@example.fi"]),
    ],
)
def test_all_addresses_are_read_as_spelled(text: str, expected: list[str]) -> None:
    read = read_emails(text)

    assert list(read.addresses) == expected
    assert read.faults == ()


@pytest.mark.parametrize(
    "text",
    [
        "www.example.fi",
        "Maija Mallikas",
        "info@example",
        "info@@example.fi",
        "@example.fi",
        "etunimi.sukunimi@example.fi",
        "a" * 95 + "@example.fi",
    ],
)
def test_what_is_no_address_is_reported_by_its_shape_only(text: str) -> None:
    read = read_emails(text)

    assert read.addresses == ()
    assert len(read.faults) == 1
    assert "example" not in read.faults[0]
    assert "Maija" not in read.faults[0]


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("maija.mallikas@example.fi", True),
        ("anna-maija.mallikas@example.fi", True),
        ("liikunta.info@example.fi", False),
        ("mallilan.kunta@example.fi", False),
        ("kirjaamo@example.fi", False),
        ("a.b@example.fi", False),
    ],
)
def test_an_address_of_first_and_last_name_is_told_apart(text: str, personal: bool) -> None:
    assert read_emails(text).personal is personal


@given(st.text(max_size=60) | st.emails())
def test_every_address_read_is_one_that_the_content_rules_take(text: str) -> None:
    addresses = list(read_emails(text).addresses)

    objections = check_fields("channel", {"emails.fi": [*addresses]})

    assert [one for one in objections if one.field == "emails.fi"] == []
