"""Texts by language, names of streets, times."""

from datetime import UTC, datetime

import pytest

from tests.normalise.ptv.documents import (
    GENERAL,
    location,
    normalised,
    remarked,
    service,
    text,
    typed,
)


def test_texts_are_put_into_their_language_versions() -> None:
    found = service(
        serviceNames=[typed("Name", "Uinti"), typed("Name", "Simning", "sv")],
        serviceDescriptions=[
            typed("Summary", "Lyhyt."),
            typed("Description", "Pitkä."),
            typed("UserInstruction", "Ohje."),
            typed("ChargeTypeAdditionalInfo", "Hinta."),
            typed("DeadLine", "Määräaika."),
            typed("ProcessingTime", "Käsittely."),
            typed("ValidityTime", "Voimassa."),
        ],
        requirements=[text("Ehto.")],
        keywords=[text("uinti"), text("vesi")],
    )

    finnish = found.language_versions["fi"]
    assert finnish.name == "Uinti"
    assert (finnish.summary, finnish.description) == ("Lyhyt.", "Pitkä.")
    assert (finnish.user_instruction, finnish.charge_info) == ("Ohje.", "Hinta.")
    assert (finnish.deadline, finnish.processing_time) == ("Määräaika.", "Käsittely.")
    assert (finnish.validity_time, finnish.conditions) == ("Voimassa.", "Ehto.")
    assert finnish.keywords == ("uinti", "vesi")
    assert found.language_versions["sv"].name == "Simning"


def test_words_of_versions_before_v8_are_read() -> None:
    found = service(
        serviceNames=[typed("AlternateName", "Toinen")],
        serviceDescriptions=[typed("ShortDescription", "Lyhyt.")],
    )

    assert found.language_versions["fi"].alternative_name == "Toinen"
    assert found.summary == {"fi": "Lyhyt."}


def test_a_blank_text_makes_no_language_version() -> None:
    found = service(serviceDescriptions=[typed("Summary", " ", "sv"), typed("Summary", None, "en")])

    assert list(found.language_versions) == ["fi"]


def test_northern_sami_is_no_swedish() -> None:
    found = service(serviceNames=[typed("Name", "Vuodjan", "se")])

    assert found.name == {"se": "Vuodjan"}


def test_a_text_in_an_unknown_language_is_remarked_on_with_the_text() -> None:
    found = service(serviceNames=[typed("Name", "Uinti"), typed("Name", "Schwimmen", "de")])

    assert remarked(found) == [("serviceNames[1]", "unknown-language")]
    assert "Schwimmen" in found.remarks[0].raw


def test_of_two_texts_for_one_place_the_first_is_taken_and_the_other_remarked_on() -> None:
    found = service(serviceNames=[typed("Name", "Uinti"), typed("Name", "Uiminen")])

    assert found.name == {"fi": "Uinti"}
    assert remarked(found) == [("serviceNames[1]", "duplicate-text")]


def test_texts_of_a_general_description_stay_in_the_extras_of_a_merged_read() -> None:
    merged = typed("GD_Description", "Pohjakuvauksen teksti.", "en")

    found = service(serviceDescriptions=[typed("Summary", "Oma."), merged])

    assert found.extras == {"serviceDescriptions": [merged]}
    assert list(found.language_versions) == ["fi"]
    assert found.remarks == ()


def test_a_general_description_has_a_background() -> None:
    more = typed("GeneralDescriptionTypeAdditionalInformation", "Lisää.")
    document = {
        "id": "1",
        "names": [typed("Name", "Uimahallit")],
        "descriptions": [typed("BackgroundDescription", "Tausta."), more],
        "generalDescriptionType": "Municipality",
        "type": "Service",
    }

    found = normalised(GENERAL, document)

    assert found.language_versions["fi"].background == "Tausta."
    assert found.description_types == ("Municipality",)
    assert found.extras == {"descriptions": [more]}


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ([{"type": "AlternativeName", "language": "fi"}], True),
        ([{"type": "Name", "language": "fi"}], False),
        ([{"type": "AlternativeName", "language": "sv"}], False),
        (None, False),
    ],
)
def test_a_location_shows_the_name_that_it_says_it_shows(
    shown: list[object] | None, expected: bool
) -> None:
    found = location(displayNameType=shown)

    assert found.language_versions["fi"].shows_alternative_name is expected
    assert list(found.language_versions) == ["fi"]


@pytest.mark.parametrize(
    ("stated", "micro"),
    [
        ("2026-03-02T08:10:02", 0),
        ("2026-03-02T08:10:02.5", 500_000),
        ("2026-03-02T08:10:02.554", 554_000),
        ("2026-03-02T08:10:02.1204517", 120_451),
        ("2026-03-02T08:10:02Z", 0),
        ("2026-03-02T10:10:02+02:00", 0),
    ],
)
def test_times_are_utc_and_exact_to_microseconds(stated: str, micro: int) -> None:
    expected = datetime(2026, 3, 2, 8, 10, 2, micro, tzinfo=UTC)

    assert service(modified=stated).modified_at == expected


@pytest.mark.parametrize("stated", ["yesterday", "2026-03-02", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_time_is_remarked_on(stated: str) -> None:
    found = service(modified=stated)

    assert found.modified_at is None
    assert remarked(found) == [("modified", "no-time")]


def test_v11_does_not_tell_when_a_record_was_published() -> None:
    found = service()

    assert found.published_at is None
    assert found.migrated_at is None
    assert found.status == "Published"
