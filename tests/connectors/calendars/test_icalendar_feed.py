"""The call of an iCalendar feed: what came is a calendar in any character set, or an error."""

import codecs

import pytest

from hytedata.connectors._http import Response
from hytedata.connectors.calendars.icalendar_feed import feed_of, get_feed
from hytedata.errors import SourceContractError

URL = "https://kunta.test/tapahtumat.ics"
TEXT = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Äänekoski\r\nEND:VCALENDAR\r\n"


def answer(content: bytes, kind: str = "text/calendar", status: int = 200) -> Response:
    return Response(status, URL, {"content-type": kind}, content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (TEXT.encode(), "text/calendar"),
        (TEXT.encode(), "text/calendar; charset=iso-8859-1"),
        (codecs.BOM_UTF8 + TEXT.encode(), "text/calendar"),
        (TEXT.encode("utf-16"), "text/calendar"),
        (TEXT.encode("iso-8859-1"), "text/calendar; charset=ISO-8859-1"),
        (TEXT.encode("iso-8859-1"), "text/calendar"),
        (TEXT.encode("iso-8859-1"), "text/calendar; charset=no-such"),
    ],
)
def test_a_feed_is_read_in_the_character_set_that_it_is_in(content: bytes, kind: str) -> None:
    feed = get_feed("kunta", URL).decode(answer(content, kind))

    assert "Äänekoski" in feed.text
    assert feed.whole


def test_a_feed_that_was_cut_off_is_known_as_such() -> None:
    assert not feed_of(TEXT.encode()[:-6]).whole


@pytest.mark.parametrize(
    ("content", "kind", "told"),
    [
        (b"<!DOCTYPE html><html></html>", "text/html", "a web page came"),
        (b"Kirjaudu", "text/html; charset=utf-8", "a web page came"),
        (b"", "text/calendar", "nothing came"),
        (b'{"events": []}', "application/json", "no calendar came"),
    ],
)
def test_what_is_no_calendar_is_refused_with_what_came(
    content: bytes, kind: str, told: str
) -> None:
    with pytest.raises(SourceContractError, match=told):
        get_feed("kunta", URL).decode(answer(content, kind))


def test_a_feed_past_the_limit_is_refused_with_its_size() -> None:
    content = TEXT.encode() + b" " * 2 * 2**20

    with pytest.raises(SourceContractError, match="at most 1 MiB"):
        get_feed("kunta", URL, largest=2**20).decode(answer(content))


@pytest.mark.parametrize(("status", "told"), [(301, "moved"), (403, "not open"), (404, "no feed")])
def test_a_refusal_says_what_to_do(status: int, told: str) -> None:
    assert told in str(get_feed("kunta", URL).refuse(answer(b"", status=status)))


def test_webcal_stands_for_https() -> None:
    assert get_feed("kunta", "webcal://kunta.test/a.ics").request.path == "https://kunta.test/a.ics"
