"""What events in pages say beside when: names, places, prices, people (events.md 5, 7.1)."""

from datetime import UTC, datetime

import pytest

from hytedata.normalise.calendars import json_ld
from hytedata.normalise.calendars.json_ld import normalise_page
from hytedata.normalise.calendars.json_ld_known import PROPERTIES
from tests.normalise.calendars.json_ld_made import (
    FACTS,
    IN_2027,
    URL,
    codes,
    node,
    only,
    page,
    read,
)


@pytest.mark.parametrize(
    ("stated", "known"),
    [
        ({"identifier": "esim:1", "url": "/a"}, "esim:1"),
        ({"identifier": {"@type": "PropertyValue", "value": 17}}, "17"),
        ({"identifier": ["", "b"]}, "b"),
        ({}, f"{URL}#event"),
        ({"at_id": "#a"}, f"{URL}#a"),
        ({"at_id": "_:b0", "url": "/a?x=1"}, "https://kunta.test/a?x=1"),
        ({"at_id": None, "url": "info@kunta.test"}, URL),
        ({"at_id": None}, URL),
    ],
)
def test_an_event_is_known_by_its_identifier_its_id_its_address_or_its_page(
    stated: dict[str, object], known: str
) -> None:
    assert only(**stated).id == known


def test_all_its_names_are_kept_for_finding_doubles() -> None:
    event = only(identifier="x", url="/a", sameAs=["https://muu.test/1", "ei osoite"])

    assert event.origin_ids == ("x", f"{URL}#event", "https://kunta.test/a", "https://muu.test/1")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("MusicEvent", "event"),
        (["Event", "CourseInstance"], "course"),
        ("BroadcastEvent", "other"),
        ("https://schema.org/SportsEvent", "event"),
    ],
)
def test_the_type_says_the_kind_and_is_kept(kind: object, expected: str) -> None:
    event = only(at_type=kind)

    assert event.kind == expected
    assert [it.scheme for it in event.keywords] == ["schema.org"]


def test_texts_are_plain_though_markup_is_written_in_entities() -> None:
    event = only(
        name="Kahvi &amp; pulla",
        description="&lt;p&gt;Tule!&lt;/p&gt;<script>alert(1)</script> Anna, anna@kunta.test",
    )

    assert event.names == {"fi": "Kahvi & pulla"}
    assert event.description == {"fi": "Tule!\nAnna, […]"}


@pytest.mark.parametrize(
    ("name", "more", "names"),
    [
        ({"@value": "Dans", "@language": "sv-FI"}, {}, {"sv": "Dans"}),
        (
            [{"@value": "Tanssi", "@language": "fi"}, {"@value": "Dans", "@language": "sv"}],
            {},
            {"fi": "Tanssi", "sv": "Dans"},
        ),
        ({"fi": "Tanssi", "en": "Dance"}, {}, {"fi": "Tanssi", "en": "Dance"}),
        ("Dans", {"inLanguage": "Swedish"}, {"sv": "Dans"}),
        ("Tanssi", {"inLanguage": ["fi", "sv"]}, {"fi": "Tanssi"}),
        ("Dans", {"at_context": ["https://schema.org", {"@language": "sv"}]}, {"sv": "Dans"}),
    ],
)  # fmt: skip
def test_a_text_is_in_the_language_that_it_states(
    name: object, more: dict[str, object], names: dict[str, str]
) -> None:
    assert only(name=name, **more).names == names


def test_the_language_of_the_page_is_that_of_texts_that_state_none() -> None:
    told = normalise_page(page(node(), language="sv-FI"), FACTS, IN_2027)

    assert told.events[0].names == {"sv": "Jumppa"}


def test_a_language_that_we_have_no_place_for_is_set_aside() -> None:
    event = only(name=["Tanssi", {"@value": "Танцы", "@language": "ru"}])

    assert (event.names, event.extras) == ({"fi": "Tanssi"}, {"name.ru": "Танцы"})


ROAD, TOWN = "Koulutie 1", "Kajaani"
ADDRESS = {"@type": "PostalAddress", "streetAddress": ROAD, "postalCode": 87100}


@pytest.mark.parametrize(
    ("location", "name", "street", "locality"),
    [
        ("Talo, Koulutie 1, 87100 Kajaani", "Talo", ROAD, TOWN),
        ({"name": "Talo", "address": "Koulutie 1, 87100 Kajaani"}, "Talo", ROAD, TOWN),
        ({"name": "Talo", "address": {**ADDRESS, "addressLocality": TOWN}}, "Talo", ROAD, TOWN),
        ({**ADDRESS, "addressLocality": TOWN}, "", ROAD, TOWN),
        ({"name": "Talo", "address": {**ADDRESS, "addressRegion": TOWN}}, "Talo", ROAD, TOWN),
        ({"name": "Talo", "address": {**ADDRESS, "addressRegion": "Kainuu"}}, "Talo", ROAD, ""),
        ({"@type": "Place", "name": "Talo"}, "Talo", "", ""),
    ],
)
def test_a_place_is_stated_in_many_ways(
    location: object, name: str, street: str, locality: str
) -> None:
    (place,) = only(location=location).places

    told = (place.names, place.street, place.locality)
    assert tuple(it.get("fi", "") for it in told) == (name, street, locality)
    assert place.postal_code == ("87100" if street else "")


def test_a_region_that_is_a_municipality_is_kept_as_one() -> None:
    address = {**ADDRESS, "addressLocality": "Vuokatti", "addressRegion": "Sotkamo"}

    (place,) = only(location={"address": address}).places

    assert (place.locality, place.municipality) == ({"fi": "Vuokatti"}, "765")


@pytest.mark.parametrize(
    "geo",
    [
        {"latitude": "64,2270", "longitude": 27.7285},
        [{"@type": "GeoShape", "circle": "1"}, {"latitude": 64.227, "longitude": "27.7285"}],
        "64.2270, 27.7285",
        "64,2270;27,7285",
    ],
)
def test_a_position_is_of_numbers_or_texts(geo: object) -> None:
    (place,) = only(location={"name": "Talo", "geo": geo}).places

    assert place.position is not None
    assert (round(place.position.east), round(place.position.north)) == (535343, 7122512)


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [(27.7, 64.2, "swapped-coordinates"), (0, 0, "no-position"), ("1e999", 2, "odd-value")],
)
def test_a_position_that_cannot_be_right_is_told(
    latitude: object, longitude: object, code: str
) -> None:
    event = only(location={"name": "T", "geo": {"latitude": latitude, "longitude": longitude}})

    assert (event.places[0].position, codes(event)) == (None, [code])


@pytest.mark.parametrize(
    ("more", "online", "link"),
    [
        ({"location": {"@type": "VirtualLocation", "url": "https://etana.test/1"}}, True, "https://etana.test/1"),
        ({"location": ["Talo", {"@type": "VirtualLocation"}]}, True, ""),
        ({"eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode"}, True, ""),
        ({"eventAttendanceMode": "OfflineEventAttendanceMode"}, False, ""),
        ({"location": "Etänä https://etana.test/2"}, True, "https://etana.test/2"),
        ({}, None, ""),
    ],
)  # fmt: skip
def test_whether_it_is_online_is_known_only_where_it_is_stated(
    more: dict[str, object], online: bool | None, link: str
) -> None:
    event = only(**more)

    assert (event.online, event.online_url) == (online, link)


@pytest.mark.parametrize(
    ("organizer", "names"),
    [
        ("Keksitty yhdistys ry", [{"fi": "Keksitty yhdistys ry"}]),
        ({"@type": "Person", "name": "Keksitty yhdistys ry"}, [{"fi": "Keksitty yhdistys ry"}]),
        ({"@type": "Person", "name": "anna esimerkki"}, []),
        ({"@type": "Organization", "name": "Anna Esimerkki"}, []),
        ([{"name": "Kajaanin kaupunki"}, "Kajaanin kaupunki"], [{"fi": "Kajaanin kaupunki"}]),
    ],
)
def test_of_organisers_only_organisations_are_kept(
    organizer: object, names: list[dict[str, str]]
) -> None:
    event = only(organizer=organizer)

    assert list(event.organizers) == names
    assert codes(event) == ([] if names else ["person-dropped"])


def test_nothing_of_a_person_comes_through() -> None:
    event = only(
        performer={"@type": "Person", "name": "Anna Esimerkki"},
        organizer={"name": "Kerho ry", "email": "anna@kunta.test", "telephone": "040 123 4567"},
        contactPoint={"name": "Anna Esimerkki"},
        about="Soita 040 123 4567",
        startDate="2027-03-03",
        duration="anna@kunta.test",
    )

    told = event.model_dump_json()
    assert not any(word in told for word in ("Anna", "anna@", "123 4567"))


@pytest.mark.parametrize(
    ("more", "free", "span"),
    [
        ({"offers": {"price": "0"}}, "yes", (0, 0)),
        ({"offers": [{"price": 0}, {"price": "5,50 €"}]}, "no", (0, 0)),
        ({"offers": {"@type": "AggregateOffer", "lowPrice": "0", "highPrice": 25}}, "no", (0, 25)),
        ({"offers": {"priceSpecification": {"minPrice": 3, "maxPrice": 4}}}, "no", (3, 4)),
        ({"offers": {"price": "Ilmainen"}}, "yes", (0, 0)),
        ({"offers": {"price": "vapaaehtoinen"}}, "unknown", (None, None)),
        ({"offers": "10 €"}, "no", (10, 10)),
        ({"isAccessibleForFree": True}, "yes", None),
        ({"isAccessibleForFree": "https://schema.org/False"}, "no", None),
        ({"isAccessibleForFree": "true", "offers": {"price": 5}}, "unknown", (5, 5)),
        ({"offers": {"price": ""}}, "unknown", None),
        ({}, "unknown", None),
    ],
)
def test_free_is_what_says_so_and_costs_nothing(
    more: dict[str, object], free: str, span: tuple[float | None, float | None] | None
) -> None:
    event = only(**more)

    found = (event.prices[0].lowest, event.prices[0].highest) if event.prices else None
    assert (event.is_free, found) == (free, span)


def test_offers_say_when_one_signs_up() -> None:
    offer = {
        "price": 5,
        "validFrom": "2027-01-01T10:00Z",
        "validThrough": "2027-02-01",
        "url": "/i",
    }

    signing_up = only(offers=offer).registration

    assert signing_up.opens == datetime(2027, 1, 1, 10, tzinfo=UTC)
    assert str(signing_up.closes) == "2027-02-01 00:00:00+02:00"
    assert signing_up.url == "https://kunta.test/i"


@pytest.mark.parametrize(
    ("stated", "ages"),
    [
        ("7-12", (7, 12)),
        ("18+", (18, None)),
        ("65-", (65, None)),
        ("-6", (None, 6)),
        ("7–12 v", (7, 12)),
        (15, (15, 15)),
        ("kaikki", (None, None)),
        ("12-7", (None, None)),
    ],
)
def test_ages_are_a_span_of_years(stated: object, ages: tuple[int | None, int | None]) -> None:
    event = only(typicalAgeRange=stated)

    assert (event.age_min, event.age_max) == ages
    assert codes(event) == (["odd-value"] if ages == (None, None) else [])


def test_an_audience_has_a_name_and_ages() -> None:
    event = only(audience={"audienceType": ["ikäihmiset"], "suggestedMinAge": "63"})

    assert [it.labels["fi"] for it in event.audience] == ["ikäihmiset"]
    assert (event.age_min, event.age_max) == (63, None)


def test_keywords_are_a_text_a_list_or_terms_and_each_comes_once() -> None:
    term = {"@type": "DefinedTerm", "name": "liikunta", "@id": "http://www.yso.fi/onto/yso/p916"}

    event = only(keywords=["jumppa, Tuoli", "jumppa", term], about={"name": "Terveys"})

    found = [(it.scheme, it.id, it.labels["fi"]) for it in event.keywords]
    assert found == [
        ("keywords", "", "jumppa"),
        ("keywords", "", "Tuoli"),
        ("yso", "p916", "liikunta"),
        ("about", "", "Terveys"),
    ]


def test_pictures_are_addresses_or_objects_and_have_no_licence_unless_stated() -> None:
    picture = {"@type": "ImageObject", "contentUrl": "/b.jpg", "caption": "Sali", "license": "cc"}

    event = only(image=["/a.jpg", picture, "/a.jpg", "data:image/png;base64,AAAA"])

    assert [(it.url, it.licence) for it in event.images] == [
        ("https://kunta.test/a.jpg", ""),
        ("https://kunta.test/b.jpg", "cc"),
    ]
    assert codes(event) == ["no-address"]


def test_a_property_that_nobody_knows_is_counted() -> None:
    assert read(node(weather="aurinko")).drift == {"weather": 1}
    assert {"name", "performer", "@type"} <= PROPERTIES


def test_a_page_of_too_many_events_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_ld, "MOST_OF_PAGE", 20)
    # Few words make many events: each of these parts has all of those.
    part = {**node(at_id="#osa"), "subEvent": [{"startDate": "2027-03-03"}] * 15}

    found = read(node(subEvent=[{"@id": "#osa"}] * 15), part)

    assert 0 < len(found.known) <= 20
    assert "only the first 20 events" in found.reasons[0]
