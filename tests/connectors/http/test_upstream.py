import pytest

from hytedata.connectors._http import Endpoint, Request, SyncShell, Upstream, user_agent
from hytedata.errors import InputError, SourceContractError
from tests.connectors.http.doubles import BASE, Refused, ScriptedWire, call


def test_the_user_agent_names_us_and_a_contact() -> None:
    name, contact = user_agent("it@kunta.example").split(" ")

    assert name.startswith("hytedata/")
    assert contact == "(+it@kunta.example)"


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("hyte@mänttä.example", "hyte@m%C3%A4ntt%C3%A4.example"),
        ("a\r\nX-Evil: 1", "a%0D%0AX-Evil: 1"),
        ("(x)", "%28x%29"),
    ],
)
def test_a_contact_is_made_fit_for_a_header(contact: str, shown: str) -> None:
    assert user_agent(contact).endswith(f" (+{shown})")


def test_without_a_contact_only_the_name_is_sent() -> None:
    assert " " not in user_agent("")


@pytest.mark.parametrize(
    ("base", "path", "address"),
    [
        ("https://a.test/api", "/v2/x", "https://a.test/api/v2/x"),
        ("https://a.test/api/", "/v2/x", "https://a.test/api/v2/x"),
        ("https://a.test/api", "https://a.test:443/next?page=2", "https://a.test:443/next?page=2"),
        ("https://a.test/api", "https://login.test/api-login", "https://login.test/api-login"),
    ],
)
def test_a_path_is_appended_and_an_own_address_kept(base: str, path: str, address: str) -> None:
    upstream = Upstream("a", base, also=("https://login.test",))

    assert upstream.address(path) == address


@pytest.mark.parametrize(
    "path",
    [
        "https://b.test/",
        "http://a.test/",
        "https://a.test:8443/",
        "https://a.test@b.test/",
        "ftp://a.test/",
        "items",
    ],
)
def test_an_address_on_another_host_is_not_followed(path: str) -> None:
    with pytest.raises(SourceContractError, match="another host"):
        Upstream("a", "https://a.test/api").address(path)


def test_a_base_url_without_a_scheme_is_refused() -> None:
    with pytest.raises(ValueError, match="https://"):
        Upstream("a", "a.test/api")


def test_an_address_that_makes_no_sense_is_refused_in_our_words() -> None:
    with (
        SyncShell(Upstream("a", "https://a.test")) as shell,
        pytest.raises(InputError, match="no address"),
    ):
        shell.send(call(path="/\x00"))


@pytest.mark.parametrize(
    ("request_", "may"),
    [
        (Request("GET", "/"), True),
        (Request("PUT", "/"), True),
        (Request("POST", "/"), False),
        (Request("POST", "/", repeatable=True), True),
        (Request("PUT", "/", repeatable=False), False),
    ],
)
def test_a_post_may_be_repeated_only_if_it_says_so(request_: Request, may: bool) -> None:
    assert request_.may_repeat is may


def test_a_requests_own_headers_win() -> None:
    wire = ScriptedWire()
    request = Request("POST", "/", body=b"a=1", headers={"content-type": "text/plain"})
    endpoint = Endpoint(request, lambda r: r.status, lambda r: Refused(r.status))

    with SyncShell(Upstream("a", BASE), wire=wire) as shell:
        shell.send(endpoint)

    assert wire.sent[0].headers == {"Accept": "application/json", "Content-Type": "text/plain"}


def test_a_query_is_added_to_an_address_that_has_one() -> None:
    wire = ScriptedWire()

    with SyncShell(Upstream("a", BASE), wire=wire) as shell:
        shell.send(call(path=f"{BASE}/next?page=2", params=[("size", "9")]))

    assert wire.sent[0].url == f"{BASE}/next?page=2&size=9"


def test_fixed_headers_go_with_every_request_and_behind_its_own() -> None:
    wire = ScriptedWire()
    upstream = Upstream("a", BASE, headers={"x-api-key": "key", "accept": "text/plain"})
    own = Request("GET", "/own", headers={"X-API-Key": "other"})

    with SyncShell(upstream, wire=wire) as shell:
        shell.send(call())
        shell.send(Endpoint(own, lambda r: r.status, lambda r: Refused(r.status)))

    assert [sent.headers["X-Api-Key"] for sent in wire.sent] == ["key", "other"]
    assert [sent.headers["Accept"] for sent in wire.sent] == ["text/plain"] * 2


def test_fixed_headers_are_for_the_upstreams_own_host_alone() -> None:
    wire = ScriptedWire()
    upstream = Upstream("a", BASE, headers={"x-api-key": "key"}, also=("https://login.test",))

    with SyncShell(upstream, wire=wire) as shell:
        shell.send(call(path="https://login.test/api-login"))
        shell.send(call(path=f"{BASE}/next"))

    assert ["X-Api-Key" in sent.headers for sent in wire.sent] == [False, True]
