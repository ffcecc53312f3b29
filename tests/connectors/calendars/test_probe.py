"""What is one site, where a redirect leads, and how gently a site is looked at."""

import pytest

from hytedata.connectors._http import Response
from hytedata.connectors.calendars.icalendar_feed import LARGEST_FEED
from hytedata.connectors.calendars.probe import redirect_of, same_site, site_upstream
from hytedata.errors import SourceContractError


def moved(to: str, status: int = 301) -> Response:
    return Response(status, "https://kunta.test/a", {"location": to}, b"")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://kunta.test/a", "https://kunta.test/b", True),
        ("https://kunta.test/", "http://kunta.test/", True),
        ("https://kunta.test/", "https://www.KUNTA.test:443/", True),
        ("https://kunta.test/", "https://kunta.test:8443/", False),
        ("https://kunta.test/", "https://api.kunta.test/", False),
        ("https://kunta.test/", "https://kunta.test.evil.test/", False),
        ("https://kunta.test/", "https://[", False),
    ],
)
def test_a_site_is_its_host_with_or_without_www(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


@pytest.mark.parametrize(
    ("to", "target"),
    [
        ("/b?x=1#top", "https://kunta.test/b?x=1"),
        ("http://kunta.test/b", "https://kunta.test/b"),
        ("http://www.kunta.test/b", "https://www.kunta.test/b"),
        ("https://muualla.test", "https://muualla.test/"),
        ("/b\x1b[31m", "https://kunta.test/b%1B[31m"),
        ("mailto:a@kunta.test", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_a_redirect_is_a_whole_and_harmless_address_or_none(to: str, target: str | None) -> None:
    assert redirect_of(moved(to), "https://kunta.test/a") == target


def test_an_answer_with_a_location_is_no_redirect_by_itself() -> None:
    assert redirect_of(moved("/b", 201), "https://kunta.test/a") is None


def test_a_site_is_asked_one_at_a_time_once_a_second_and_no_other_host() -> None:
    upstream = site_upstream("https://www.kunta.test/a", contact="me@kunta.example")

    assert (upstream.at_once, upstream.per_second) == (1, 1)
    assert upstream.largest == LARGEST_FEED
    assert "me@kunta.example" in upstream.user_agent
    assert upstream.address("https://kunta.test/b")
    with pytest.raises(SourceContractError, match="another host"):
        upstream.address("https://muualla.test/b")
