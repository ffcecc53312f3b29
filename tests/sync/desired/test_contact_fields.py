"""Contact fields: one entry per language, and faults that never keep a site back."""

from hytedata.models.common import Language
from hytedata.sync.contact_fields import contact_fields
from tests.sync.desired.builders import site

ALL: tuple[Language, ...] = ("fi", "sv", "en")


def test_each_language_has_the_same_numbers_with_labels_of_its_own() -> None:
    fields, notes = contact_fields(site(phone="kassa 040 1234567, 116117"), ("fi", "sv"))

    number = {
        "prefix": "+358",
        "number": "401234567",
        "service_number": False,
        "charge": None,
        "charge_info": None,
    }
    assert fields["phones.fi"] == [
        {**number, "info": "Lippukassa"},
        {**number, "prefix": None, "number": "116117", "service_number": True, "info": None},
    ]
    swedish = fields["phones.sv"]
    assert isinstance(swedish, list)
    assert swedish[0] == {**number, "info": "Biljettkassa"}
    assert notes == ()


def test_phones_are_published_only_in_languages_that_ptv_takes_for_them() -> None:
    fields, _ = contact_fields(site(phone="040 1234567", email="a@example.fi"), ("fi", "smn"))

    assert sorted(fields) == ["emails.fi", "emails.smn", "phones.fi"]


def test_the_reservation_link_is_a_second_page_with_a_text() -> None:
    place = site(www="www.example.fi", reservations_link="https://varaa.example.fi")

    fields, _ = contact_fields(place, ALL)

    assert [fields[f"web_pages.{one}"] for one in ALL] == [
        [
            {"url": "https://www.example.fi", "text": None},
            {"url": "https://varaa.example.fi", "text": text},
        ]
        for text in ("Varaukset", "Bokningar", "Reservations")
    ]


def test_a_reservation_link_that_is_the_web_page_is_not_repeated() -> None:
    place = site(www="https://example.fi/", reservations_link="http://example.fi")

    fields, _ = contact_fields(place, ("fi",))

    assert fields["web_pages.fi"] == [{"url": "https://example.fi/", "text": None}]


def test_a_site_without_contact_data_has_no_fields_and_no_notes() -> None:
    assert contact_fields(site(), ALL) == ({}, ())


def test_unusable_values_are_told_by_field_without_the_value() -> None:
    place = site(phone="Maija 4596800", email="maija@", www="Maija M", reservations_link="soita")

    fields, notes = contact_fields(place, ("fi",))

    assert fields == {}
    assert [note.detail.partition(":")[0] for note in notes] == [
        "phone-number",
        "email",
        "www",
        "reservations-link",
    ]
    assert {note.reason for note in notes} == {"field-invalid"}
    told = " ".join(note.detail for note in notes)
    assert "Maija" not in told
    assert "4596800" not in told


def test_a_personal_email_is_published_and_told_of_without_naming_it() -> None:
    fields, notes = contact_fields(site(email="maija.mallikas@example.fi"), ("fi",))

    assert fields["emails.fi"] == ["maija.mallikas@example.fi"]
    assert len(notes) == 1
    assert "mallikas" not in notes[0].detail
