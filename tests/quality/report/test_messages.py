import pytest

from hytedata.quality.report.messages import LONGEST, message_of, safe_link
from tests.quality.report.made import finding, rule


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", " JAVASCRIPT:alert(1)", "data:text/html,x", "//host/x", "https://", "",
     "https://[::1", "/polku", "ftp://host/x"],
)  # fmt: skip
def test_only_addresses_of_the_web_are_followed(link: str) -> None:
    assert safe_link(link) == ""


def test_an_address_of_the_web_is_kept() -> None:
    assert safe_link(" https://palvelu.test/a?b=c ") == "https://palvelu.test/a?b=c"


def test_a_message_tells_the_concrete_case_with_numbers_as_people_write_them() -> None:
    told = message_of(finding(phone=12_345), rule(), "fi")

    assert told == "Numero 12\u00a0345 on väärä."


def test_a_year_is_no_number_to_be_parted() -> None:
    assert message_of(finding(phone=2026), rule(), "fi") == "Numero 2026 on väärä."


def test_a_day_is_written_as_each_language_writes_days() -> None:
    told = finding(phone="2026-03-01")

    assert message_of(told, rule(), "fi") == "Numero 1.3.2026 on väärä."
    assert message_of(told, rule(), "en") == "Numero 1 March 2026 on väärä."
    # Somebody typed it; it is no day.
    assert message_of(finding(phone="2026-02-31"), rule(), "fi") == "Numero 2026-02-31 on väärä."


def test_a_record_is_called_by_its_name_in_the_language_of_the_message() -> None:
    names = {"fi": "Koiraurheilu", "sv": "Hundsport"}
    told = finding(phone="Koiraurheilu").model_copy(update={"names": names})

    assert message_of(told, rule(), "sv") == "Numero Hundsport on väärä."
    assert message_of(told, rule(), "en") == "Numero Koiraurheilu on väärä."
    # What is wrong with the Finnish name is told of the Finnish name.
    of_name = told.model_copy(update={"field": "names.fi"})
    assert message_of(of_name, rule(), "sv") == "Numero Koiraurheilu on väärä."


def test_a_missing_parameter_does_not_hide_the_message() -> None:
    told = message_of(finding(), rule(message="{missing} puuttuu."), "fi")

    assert told == "… puuttuu."


def test_lists_and_texts_by_language_are_told_in_words() -> None:
    assert message_of(finding(phone=["a", 2]), rule(), "fi") == "Numero a, 2 on väärä."
    assert message_of(finding(phone={"fi": "x", "sv": "y"}), rule(), "sv") == "Numero y on väärä."


def test_a_message_never_fills_a_page() -> None:
    assert len(message_of(finding(phone="a" * 5_000), rule(), "fi")) == LONGEST


def test_a_rule_that_is_gone_is_told_by_its_code() -> None:
    assert message_of(finding(), None, "fi") == "PTV-CON-001"
