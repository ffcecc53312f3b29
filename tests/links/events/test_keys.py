"""Names and addresses, folded."""

import pytest

from hytedata.links.events import canonical_url
from hytedata.links.events.names import titles_of
from hytedata.normalise.calendars.status_words import status_of
from hytedata.normalise.remarks import Remarks


@pytest.mark.parametrize(
    "url",
    [
        "https://kunta.example/a?b=1&c=2",
        "http://WWW.Kunta.Example:80/a/?c=2&b=1",
        "https://kunta.example/a?utm_source=x&b=1&fbclid=y&c=2&gclid=z&mc_eid=1#alku",
        " https://kunta.example./a?b=1&c=2 ",
    ],
)
def test_one_page_has_one_address(url: str) -> None:
    assert canonical_url(url) == "https://kunta.example/a?b=1&c=2"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://kunta.example/a?id=1", "https://kunta.example/a?id=2"),
        ("https://kunta.example/#/event/1", "https://kunta.example/#/event/2"),
        ("https://kunta.example/A", "https://kunta.example/a"),
        ("https://kunta.example:8443/a", "https://kunta.example/a"),
    ],
)
def test_two_pages_have_two(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def test_letters_of_any_spelling_are_one() -> None:
    assert canonical_url("https://tapahtumät.example/k%C3%A4vely") == canonical_url(
        "https://xn--tapahtumt-22a.example/kävely"
    )


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "esim:e1", "https://[", "http://"])
def test_what_is_no_web_address_has_none(url: str) -> None:
    assert canonical_url(url) == ""


@pytest.mark.parametrize(
    "title",
    [
        "Tuolijumppa ikäihmisille",
        "Tuolijumppa &#8211; ikäihmisille",
        "PERUTTU! Tuolijumppa – ikäihmisille",
        "Tuolijumppa ikäihmisille (INSTÄLLT)",
        "Siirretty: tuolijumppa, ika\u0308ihmisille",
        "Tuoli\u00adjumppa ikäihmisille — loppuunvarattu",
        "Esimerkkitalo: Tuolijumppa ikäihmisille",
        "Tuolijumppa ikäihmisille Esimerkkitalossa",
    ],
)
def test_what_is_written_around_a_name_is_taken_off(title: str) -> None:
    found = {one.joined for one in titles_of([title], ["Esimerkkitalo"])}

    assert "tuolijumppaikäihmisille" in found


@pytest.mark.parametrize(("title", "left"), [("Peruttu", "peruttu"), ("Kirjasto", "kirjasto")])
def test_something_always_stays(title: str, left: str) -> None:
    assert {one.text for one in titles_of([title], ["Kirjasto"])} == {left}


@pytest.mark.parametrize(
    "word",
    [
        *("peruttu", "peruutettu", "peruuntunut", "peruttiin", "inställt", "inställd"),
        *("inställda", "cancelled", "canceled", "siirretty", "siirtyy", "siirtynyt", "lykätty"),
        *("framskjuten", "framskjutet", "uppskjuten", "uppskjutet", "postponed"),
    ],
)
def test_what_normalising_reads_as_a_status_is_no_part_of_a_name(word: str) -> None:
    title = f"{word.capitalize()} Kuoro"

    assert status_of(title, "scheduled", "title", Remarks()) != "scheduled"
    assert {one.text for one in titles_of([title], [])} == {"kuoro"}
