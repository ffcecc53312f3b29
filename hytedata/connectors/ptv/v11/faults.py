"""What PTV's refusals say: field → messages, and which known situation they are.

Source of the phrases: the server of 2022, and messages seen in 2025 and 2026 (ptv-api 2.2). They
are prose and may be reworded, so they are matched loosely.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import msgspec

from hytedata.connectors._http import Response
from hytedata.errors import LoginRefused, NotFound, SourceContractError, WriteRefused
from hytedata.models.common import Json

Faults: TypeAlias = Mapping[str, Sequence[str]]

Situation: TypeAlias = Literal[
    "bad-uuid",
    "bad-date",
    "too-many-ids",
    "field-required",
    "enum-value",
    "type-missing",
    "language-missing",
    "localized-duplicate",
    "text-too-short",
    "text-too-long",
    "unknown-code",
    "unknown-uri",
    "mixed-uri-bases",
    "too-many-items",
    "main-classes-only",
    "target-group",
    "name-taken",
    "name-is-summary",
    "organisation-language-missing",
    "area-too-wide",
    "areas-not-accepted",
    "coordinates-or-number",
    "display-name",
    "language-set",
    "status-change",
    "modified-in-ptv",
    "status-required",
    "dates",
    "asti-visibility",
    "extra-on-wrong-channel",
    "foreign-channel",
    "not-yours",
    "being-edited",
    "source-id-taken",
]

GONE: Final = frozenset({404, 410})
"""What is unknown, not published, archived, or not ours: 404 today; 410 says the same."""

_PHRASES: Final[tuple[tuple[Situation, str], ...]] = (
    ("bad-uuid", r"guid should contain 32 digits"),
    ("bad-date", r"date parameter is invalid"),
    ("too-many-ids", r"only 100 items"),
    ("field-required", r"field is required"),
    ("enum-value", r"is not allowed value of|please use one of these"),
    ("type-missing", r"required value (with type )?'"),
    ("language-missing", r"was not found with language code"),
    ("localized-duplicate", r"localized duplicates"),
    ("text-too-short", r"at least five characters"),
    ("text-too-long", r"maximum length of"),
    ("unknown-code", r"the code '.*was not found"),
    ("unknown-uri", r"some of the uris were not found"),
    ("mixed-uri-bases", r"do not have the same base url"),
    ("too-many-items", r"only \d+ items allowed"),
    ("main-classes-only", r"all the service classes are main service classes"),
    ("target-group", r"one of the sub target groups is required"),
    ("name-taken", r"already exists within organi[sz]ation"),
    ("name-is-summary", r"name and summary are not allowed to be the same"),
    ("organisation-language-missing", r"organi[sz]ation language version.*missing"),
    ("area-too-wide", r"is too wide"),
    ("areas-not-accepted", r"no areas accepted"),
    ("coordinates-or-number", r"streetnumber or coordinates"),
    ("display-name", r"displaynametype is required|all language/type pairs defined"),
    (
        "language-set",
        r"added new language version|removing language versions|required lists are missing",
    ),
    ("status-change", r"cannot set publishing status as"),
    ("modified-in-ptv", r"cannot update entity with status '?(modified|oldpublished)"),
    ("status-required", r"need to define publishing status"),
    ("dates", r"date needs to be in future|archiving date must be greater"),
    ("asti-visibility", r"shared use of the service channel cannot be changed"),
    ("extra-on-wrong-channel", r"only allowed for service location channel"),
    ("foreign-channel", r"restricted only for defined organi[sz]ation"),
    ("not-yours", r"no rights to update"),
    ("being-edited", r"is locked by"),
    ("source-id-taken", r"external source.*already exists|sourceid that already exists"),
)
_MATCHERS: Final = tuple(
    (situation, re.compile(phrase, re.IGNORECASE | re.DOTALL)) for situation, phrase in _PHRASES
)

_LONGEST = 500
"""Messages are cut to so many characters: an HTML error page is no message."""

GENERAL = "answer"
"""Field of messages that name none."""


def parse_faults(content: bytes) -> dict[str, tuple[str, ...]]:
    """Parse an error body in any of the shapes that PTV has been seen to use.

    That is: field → list of messages, `{"errorMessage": …}`, a bare string, an array, a problem
    object with `errors`, and text that is not JSON at all. What names no field is put under
    `answer`.
    """
    try:
        body: Json = msgspec.json.decode(content)
    except msgspec.DecodeError:
        plain = re.sub(r"<[^>]*>", " ", content.decode("utf-8", "replace"))
        return {GENERAL: (_short(" ".join(plain.split())) or "no message",)}
    if isinstance(body, dict) and isinstance(body.get("errors"), dict) and body["errors"]:
        body = body["errors"]
    if not isinstance(body, dict):
        return {GENERAL: tuple(_messages(body)) or ("no message",)}
    faults = {
        GENERAL if key in {"errorMessage", "message"} else key: tuple(_messages(value))
        for key, value in body.items()
    }
    return {field: told for field, told in faults.items() if told} or {GENERAL: ("no message",)}


def _messages(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield _short(value.strip())
    elif isinstance(value, list):
        for inner in value:
            yield from _messages(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _messages(inner)
    elif value is not None:
        yield str(value)


def _short(message: str) -> str:
    return message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"


def classify(faults: Faults) -> frozenset[Situation]:
    """Recognise the situations that *faults* tell of; none where every message is new to us."""
    told = [message for messages in faults.values() for message in messages]
    return frozenset(
        situation
        for situation, matcher in _MATCHERS
        if any(matcher.search(message) for message in told)
    )


def connection_added(message: str) -> bool:
    """Whether one sentence of `POST Connection` says that the connection is there now.

    Only "added or updated" is success (ptv-api 0, step 6), and not where it is denied.
    """
    said = message.casefold()
    denied = re.search(r"\b(not|cannot|failed|failure|error|unable)\b|n't\b", said)
    return "added or updated" in said and not denied


def refuse_write(what: str, response: Response) -> Exception:
    """Turn the final answer to a write that is not 200 into our error."""
    faults = parse_faults(response.content)
    told = " ".join(message for messages in faults.values() for message in messages)
    if response.status == 404:
        return NotFound("PTV", what, detail=told)
    if response.status == 401:
        return _login_refused(response)
    return WriteRefused(
        "PTV", what, status=response.status, faults=faults, situations=classify(faults)
    )


def refuse_read(what: str, response: Response) -> Exception:
    """Turn the final answer to a read that is not 200 into our error."""
    faults = parse_faults(response.content)
    told = "; ".join(f"{field}: {' '.join(messages)}" for field, messages in faults.items())
    if response.status in GONE:
        return NotFound("PTV", what, detail=told)
    if response.status == 401:
        return _login_refused(response)
    return SourceContractError("PTV", response.url, detail=f"status {response.status}: {told}")


def _login_refused(response: Response) -> LoginRefused:
    remedy = "a new login did not help; ask DVV whether the API user is still valid"
    return LoginRefused("PTV", "the API user", status=response.status, remedy=remedy)
