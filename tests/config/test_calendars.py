"""The tables `[[calendar]]`: what they take, what is refused and how."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hytedata.config import Calendar, load_config

Faults = Callable[[str], list[str]]

CONTACT = 'contact = "it@kunta.example"\n'
FEED = '[[calendar]]\nname = "kunta"\nkind = "icalendar"\nurl = "https://kunta.test/t.ics"\n'


def loaded(folder: Path, text: str) -> tuple[Calendar, ...]:
    path = folder / "hytedata.toml"
    path.write_text(CONTACT + text)
    return load_config(path, environ={}).calendar


def test_a_calendar_needs_only_its_name_kind_and_address(tmp_path: Path) -> None:
    (found,) = loaded(tmp_path, FEED)

    assert (found.past_days, found.ahead_days) == (1, 365)
    assert (found.at_once, found.per_second) == (1, 1)
    assert (found.language, found.area, found.municipality) == ("fi", (), None)


def test_areas_are_understood_by_name_and_kept_by_code(tmp_path: Path) -> None:
    areas = '"county:Kainuu", "municipality:Kajaani", "region:18", "Finland"'

    (found,) = loaded(tmp_path, f"{FEED}area = [{areas}]\n")

    assert found.area == ("county:20", "municipality:205", "region:18", "finland")


def test_the_address_of_a_feed_may_have_a_query_and_webcal_is_https(tmp_path: Path) -> None:
    text = FEED.replace("https://kunta.test/t.ics", "webcal://kunta.test/tapahtumat/?ical=1")

    (found,) = loaded(tmp_path, text)

    assert found.url == "https://kunta.test/tapahtumat/?ical=1"


def test_the_order_of_the_blocks_is_kept(tmp_path: Path) -> None:
    text = FEED + FEED.replace('"kunta"', '"aaa"')

    assert [one.name for one in loaded(tmp_path, text)] == ["kunta", "aaa"]


@pytest.mark.parametrize(
    ("change", "key", "told"),
    [
        (('"kunta"', '"Lipas"'), "name", "is the name of a register"),
        (('"kunta"', '"ptv"'), "name", "is the name of a register"),
        (('"kunta"', '"a|b"'), "name", "without |"),
        (("https://kunta.test/t.ics", "http://kunta.test/t.ics"), "url", "must begin with https"),
        (("https://kunta.test/t.ics", "kunta.test"), "url", "must be an address"),
        (("/t.ics", "/t.ics#x"), "url", "without #"),
        (('"icalendar"', '"rss"'), "kind", "linked-events, events-calendar, icalendar, json-ld"),
        (('t.ics"', 't.ics"\narea = ["county:99"]'), "area[0]", "is no county of today"),
        (('t.ics"', 't.ics"\narea = ["Kainuu"]'), "area[0]", "such as county:20"),
        (('t.ics"', 't.ics"\narea = ["municipality:Oulunsalo"]'), "area[0]", "part of"),
        (("/t.ics", '/t.ics"\nlanguage = "ru'), "language", "must be one of fi, sv"),
        (("/t.ics", '/t.ics"\nmunicipality = "999'), "municipality", "is no municipality"),
        (("/t.ics", '/t.ics"\npage = "https://x.test/{id}'), "page", "kind linked-events only"),
        (("/t.ics", '/t.ics"\nsitemap = "https://x.test/s.xml'), "sitemap", "kind json-ld only"),
        (('t.ics"', 't.ics"\npages = ["/x/"]'), "pages", "kind json-ld only"),
        (('t.ics"', 't.ics"\nahead_days = 731'), "ahead_days", "less than or equal to 730"),
        (('t.ics"', 't.ics"\nahead_days = 730'), "ahead_days", "together are 1 to 730, not 731"),
        (('t.ics"', 't.ics"\npast_days = -1'), "past_days", "greater than or equal to 0"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_allowed(
    faults: Faults, change: tuple[str, str], key: str, told: str
) -> None:
    (line,) = faults(CONTACT + FEED.replace(*change))

    assert line.startswith(f"calendar[0].{key}: ")
    assert told in line


@pytest.mark.parametrize(
    ("more", "key", "told"),
    [
        ('page = "https://x.test/tapahtuma"', "page", "must hold {id}"),
        ('page = "x/{id}"', "page", "must be an address"),
    ],
)
def test_the_template_of_pages_is_checked(faults: Faults, more: str, key: str, told: str) -> None:
    text = FEED.replace("icalendar", "linked-events").replace("/t.ics", "/v1")

    (line,) = faults(f"{CONTACT}{text}{more}\n")

    assert line.startswith(f"calendar[0].{key}: ")
    assert told in line


def test_only_a_feed_has_a_query(faults: Faults) -> None:
    text = FEED.replace("icalendar", "events-calendar").replace("/t.ics", "/?a=1")

    (line,) = faults(CONTACT + text)

    assert line.startswith("calendar[0].url: ")
    assert "only an icalendar feed may have one" in line


def test_two_calendars_cannot_have_one_name(faults: Faults) -> None:
    (line,) = faults(CONTACT + FEED + FEED.replace('"kunta"', '" KUNTA "'))

    assert line.startswith("calendar[1].name: ")
    assert "must be there once" in line
