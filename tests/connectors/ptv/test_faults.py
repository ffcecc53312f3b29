import pytest

from hytedata.connectors._http import Response
from hytedata.connectors.ptv.v11.faults import (
    classify,
    connection_added,
    parse_faults,
    refuse_read,
    refuse_write,
)
from hytedata.errors import LoginRefused, NotFound, SourceContractError, WriteRefused


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (b'{"A": ["x", "y"], "B[0].C": ["z"]}', {"A": ("x", "y"), "B[0].C": ("z",)}),
        (b'{"errorMessage": "gone"}', {"answer": ("gone",)}),
        (b'"no right"', {"answer": ("no right",)}),
        (b'["one", "two"]', {"answer": ("one", "two")}),
        (b'{"title": "Bad", "errors": {"A": ["x"]}}', {"A": ("x",)}),
        (b"<html><body>Service  unavailable</body></html>", {"answer": ("Service unavailable",)}),
        (b"", {"answer": ("no message",)}),
        (b"{}", {"answer": ("no message",)}),
        (b"\xff\xfe", {"answer": ("\ufffd\ufffd",)}),
    ],
)
def test_refusals_are_read_in_every_shape(
    content: bytes, faults: dict[str, tuple[str, ...]]
) -> None:
    assert parse_faults(content) == faults


@pytest.mark.parametrize(
    ("message", "situation"),
    [
        (
            "Value 'X' of language code 'fi' already exists within organization. The name must be "
            "unique.",
            "name-taken",
        ),
        ("The code '29170' was not found!", "unknown-code"),
        ("You cannot update entity with status Modified.", "modified-in-ptv"),
        ("Cannot create new content with sourceId that already exists", "source-id-taken"),
        ("An external source 'x' for the user already exists.", "source-id-taken"),
        ("Organisation language version 'en' is missing", "organisation-language-missing"),
        ("User has no rights to update this entity.", "not-yours"),
        ("The entity is locked by 'somebody'.", "being-edited"),
        ("Only 4 items allowed.", "too-many-items"),
    ],
)
def test_known_messages_are_recognised(message: str, situation: str) -> None:
    assert situation in classify({"Field": [message]})


def test_a_message_that_is_new_to_us_is_no_situation() -> None:
    assert classify({"Field": ["Something else entirely."]}) == frozenset()


@pytest.mark.parametrize(
    ("message", "added"),
    [
        ("ServiceId: 's', channelId: 'c': added or updated.", True),
        ("The connection was Added or updated", True),
        ("Service with id 's' was not found", False),
        ("could not be added or updated", False),
        ("was not added or updated", False),
        ("", False),
    ],
)
def test_only_added_or_updated_is_success(message: str, added: bool) -> None:
    assert connection_added(message) is added


def answer(status: int, content: bytes = b"") -> Response:
    return Response(status, "https://ptv.test/api/v11/Service", {}, content)


def test_each_refusal_becomes_the_error_that_says_what_to_do() -> None:
    assert isinstance(refuse_write("x", answer(404)), NotFound)
    assert isinstance(refuse_write("x", answer(401)), LoginRefused)
    assert isinstance(refuse_write("x", answer(403, b'"no"')), WriteRefused)
    assert isinstance(refuse_read("x", answer(404)), NotFound)
    assert isinstance(refuse_read("x", answer(400, b'{"page": ["bad"]}')), SourceContractError)
