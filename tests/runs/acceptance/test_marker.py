"""The marker, and what is never shown."""

import pytest

from hytedata.runs.acceptance.marker import Naming, new_run, run_of
from hytedata.runs.acceptance.secrecy import Secrecy


def test_a_name_tells_the_run_that_gave_it() -> None:
    run = new_run()

    assert run_of(Naming(run, "3.10").name("Pallokenttä")) == run


def test_two_runs_share_neither_names_nor_source_ids() -> None:
    one, other = Naming(new_run(), "2.1"), Naming(new_run(), "2.1")

    assert one.name("x") != other.name("x")
    assert one.source_id("service") != other.source_id("service")


@pytest.mark.parametrize(
    "name",
    [
        "Hytekoe",
        "Hytekoe hallissa",
        "Uusi Hytekoe bcdfgh 2-1 Kenttä",
        "Hytekoe bcdfga 2-1 Kenttä",
        "hytekoe bcdfgh 2-1 Kenttä",
    ],
)
def test_a_name_that_people_could_give_is_none_of_ours(name: str) -> None:
    assert run_of(name) is None


def test_source_ids_never_look_like_those_of_the_sync() -> None:
    assert Naming(new_run(), "2.1").source_id("service").startswith("hytekoe-")


@pytest.mark.parametrize(
    "quoted",
    [
        'sal"a<na&',
        "sal&quot;a&lt;na&amp;",
        'sal\\"a<na&',
        "sal%22a%3Cna%26",
    ],
)
def test_a_secret_is_hidden_however_it_is_spelled(quoted: str) -> None:
    secrecy = Secrecy(['sal"a<na&'])

    assert secrecy.text(f"before {quoted} after") == "before … after"


def test_secrets_are_hidden_in_keys_and_deep_down() -> None:
    secrecy = Secrecy(["salasana"])

    assert secrecy.document({"salasana": [{"x": "y salasana z"}, 1, None]}) == {
        "…": [{"x": "y … z"}, 1, None]
    }


def test_a_token_is_known_by_its_form() -> None:
    told = Secrecy().text("Bearer abcdefgh12345 and eyJhbGciOi.eyJzdWIi.c2ln")

    assert told == "Bearer … and …"
