"""What keeps upstreams from answering is told apart, each with what to do about it."""

from datetime import UTC, datetime

import pytest

from hytedata.connectors._http import Request
from hytedata_daemon.checks.upstreams import Read, Seen, clock, look
from hytedata_daemon.settings import Settings
from tests.daemon.checks.certificates import Authority
from tests.daemon.checks.conftest import Make
from tests.daemon.checks.servers import ANSWER, FORBIDDEN, closed_port, serving, tunnelling

pytestmark = pytest.mark.slow

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def seen(settings: Settings, url: str, limit_s: float = 5.0) -> Seen:
    read = Read("Lipas", url, Request("GET", "/v2"))
    return look(read, settings.config, {}, limit_s=limit_s, now=lambda: NOW)


def test_an_upstream_that_answers_is_fine_and_tells_the_time(make: Make) -> None:
    date = b"Date: Sun, 01 Mar 2026 11:58:20 GMT\r\n"
    with serving(ANSWER % date) as port:
        found = seen(make(), f"http://127.0.0.1:{port}")

    told = clock([found, found])
    assert (found.check.state, found.apart_s) == ("ok", 100.0)
    assert (told.state, told.seen) == ("fail", "100 s ahead of the upstreams' clocks")
    assert "timedatectl set-ntp true" in told.do


def test_an_unplugged_upstream_is_told_apart(make: Make) -> None:
    with closed_port() as port:
        check = seen(make(), f"http://127.0.0.1:{port}").check

    assert check.seen == "127.0.0.1 cannot be reached: nothing listens there"
    assert "let this machine out to 127.0.0.1" in check.do


def test_a_host_name_that_nobody_knows_is_told_apart(make: Make) -> None:
    check = seen(make(), "https://ei-ole.invalid").check

    assert check.seen == "the host name ei-ole.invalid is not known"
    assert "DNS" in check.do


def test_an_upstream_that_hangs_is_given_up_in_time(make: Make) -> None:
    with serving(None) as port:
        check = seen(make(), f"http://127.0.0.1:{port}", limit_s=0.2).check

    assert check.seen == "127.0.0.1 cannot be reached: no whole answer came in time"


def test_a_certificate_of_ones_own_authority_needs_a_bundle_and_works_with_it(
    make: Make, authority: Authority
) -> None:
    with serving(ANSWER % b"", authority.certificate("good")) as port:
        url = f"https://127.0.0.1:{port}"
        without = seen(make(), url).check
        given = seen(make(f'ca_bundle = "{authority.bundle}"'), url).check

    assert without.seen == "the certificate of 127.0.0.1 is signed by nobody who is trusted here"
    assert "set ca_bundle to a PEM file" in without.do
    assert (given.state, "certificate trusted" in given.seen) == ("ok", True)


def test_a_certificate_that_has_run_out_is_told_apart(make: Make, authority: Authority) -> None:
    expired = authority.certificate("expired", until="20210101000000Z")
    with serving(ANSWER % b"", expired) as port:
        settings = make(f'ca_bundle = "{authority.bundle}"')
        check = seen(settings, f"https://127.0.0.1:{port}").check

    assert check.seen == "the certificate of 127.0.0.1 has run out"
    assert "check the clock of this machine" in check.do


def test_a_certificate_for_another_host_is_told_apart(make: Make, authority: Authority) -> None:
    with serving(ANSWER % b"", authority.certificate("other", extensions="other")) as port:
        settings = make(f'ca_bundle = "{authority.bundle}"')
        check = seen(settings, f"https://127.0.0.1:{port}").check

    assert check.seen == "the certificate that came is for another host than 127.0.0.1"


def test_a_proxy_that_refuses_is_told_apart(make: Make) -> None:
    with serving(FORBIDDEN) as port:
        check = seen(make(f'proxy = "http://127.0.0.1:{port}"'), "https://lipas.invalid").check

    assert check.seen == "the proxy refuses to connect to lipas.invalid (403 Forbidden)"
    assert "allow this machine to reach lipas.invalid:443" in check.do


def test_a_proxy_and_certificates_of_ones_own_are_used(make: Make, authority: Authority) -> None:
    good = authority.certificate("through-proxy")
    with serving(ANSWER % b"", good) as port, tunnelling() as (proxy, asked):
        more = f'proxy = "http://127.0.0.1:{proxy}"\nca_bundle = "{authority.bundle}"'
        check = seen(make(more), f"https://127.0.0.1:{port}").check

    assert (check.state, asked) == ("ok", [f"127.0.0.1:{port}"])
    assert "through the configured proxy, certificate trusted" in check.seen


def test_a_proxy_that_is_away_is_told_apart(make: Make) -> None:
    with closed_port() as port:
        check = seen(make(f'proxy = "http://127.0.0.1:{port}"'), "https://lipas.invalid").check

    assert check.seen.startswith("the proxy cannot be reached")
    assert "check proxy in the configuration" in check.do


@pytest.mark.parametrize(
    ("status", "state", "do"),
    [
        (b"403 Forbidden", "fail", "why this machine is refused"),
        (b"404 Not Found", "fail", "check the address"),
        (b"503 Unavailable", "warn", "tries again by itself"),
        (b"429 Too Many", "warn", "tries again by itself"),
    ],
)
def test_a_status_is_told_with_what_to_do(make: Make, status: bytes, state: str, do: str) -> None:
    answer = (ANSWER % b"").replace(b"200 OK", status)
    with serving(answer) as port:
        check = seen(make(), f"http://127.0.0.1:{port}").check

    assert check.state == state
    assert do in check.do
