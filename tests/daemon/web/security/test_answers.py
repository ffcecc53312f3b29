"""What every answer says to the browser, and in which language."""

import pytest

from hytedata_daemon.web.security.language import preferred
from tests.daemon.web.security.world import BEHIND_PROXY, PROXY, PUBLIC, MakeWorld, World, sign_in


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/healthz", "/no-such-page", "/fail", "/static/world.py"]
)
def test_every_answer_forbids_what_no_page_of_ours_needs(world: World, path: str) -> None:
    headers = world.signed_in().get(path).headers

    policy = dict(one.split(" ", 1) for one in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == ("max-age=300" if "static" in path else "no-store")
    assert "server" not in headers


def test_a_page_that_states_a_policy_of_its_own_keeps_it(world: World) -> None:
    headers = world.signed_in().get("/report").headers

    assert headers["content-security-policy"] == "default-src 'none'"
    assert headers["x-frame-options"] == "DENY"


def test_by_tls_browsers_are_told_to_stay_with_it(make_world: MakeWorld, world: World) -> None:
    behind = make_world(BEHIND_PROXY).browser(PUBLIC, peer=PROXY)

    assert behind.get("/sign-in").headers["strict-transport-security"] == "max-age=31536000"


def test_this_machine_alone_is_not_told_to_use_tls(world: World) -> None:
    assert "strict-transport-security" not in world.browser().get("/sign-in").headers


def test_a_fault_of_ours_is_a_page_without_its_inside(world: World) -> None:
    answer = world.signed_in().get("/fail")

    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "ZeroDivision" not in answer.text
    assert "Traceback" not in answer.text


def test_what_was_typed_is_shown_as_text(world: World) -> None:
    answer = sign_in(world.browser(), '"><script>alert(1)</script>', "aivan väärä salasana")

    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "fi"),
        ("de", "fi"),
        ("sv-FI,sv;q=0.9,en;q=0.8", "sv"),
        ("de, en-GB;q=0.7, sv;q=0.8", "sv"),
        ("en;q=0, sv;q=0.1", "sv"),
        ("EN", "en"),
        ("en;q=x, *;q=1", "fi"),
        ("sv;" * 100_000, "sv"),
    ],
)
def test_the_language_is_the_one_that_the_browser_likes_best(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


@pytest.mark.parametrize(
    ("language", "title"), [("fi", "Kirjaudu sisään"), ("sv", "Logga in"), ("en", "Sign in")]
)
def test_the_sign_in_page_is_there_in_each_language(
    world: World, language: str, title: str
) -> None:
    page = world.browser(headers={"accept-language": language}).get("/sign-in")

    assert f"<h1>{title}</h1>" in page.text
    assert f'<html lang="{language}">' in page.text


def test_a_language_that_was_chosen_is_remembered_until_the_browser_is_closed(
    world: World,
) -> None:
    client = world.signed_in()

    chosen = client.get("/?language=sv")

    assert chosen.text == client.get("/").text == "maija reads in sv"
    assert chosen.headers["set-cookie"] == "hytedata-language=sv; HttpOnly; Path=/; SameSite=lax"
    assert client.get("/?language=fi").text == "maija reads in fi"


def test_by_tls_the_choice_goes_by_tls_only(make_world: MakeWorld) -> None:
    answer = make_world(BEHIND_PROXY).browser(PUBLIC, peer=PROXY).get("/sign-in?language=sv")

    choice = next(one for one in answer.headers.get_list("set-cookie") if "language" in one)
    assert choice.endswith("; Secure")


def test_a_language_that_we_have_not_got_is_no_choice(world: World) -> None:
    client = world.signed_in()

    answer = client.get("/?language=<script>")

    assert answer.text == "maija reads in en"
    assert "set-cookie" not in answer.headers
