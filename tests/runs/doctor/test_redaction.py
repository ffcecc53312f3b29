"""What leaves this machine: shapes, and no word of what was read."""

import json
from collections.abc import Callable
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors._http import Response
from hytedata.models.common import Json
from hytedata.runs.doctor import Report, examine
from hytedata.runs.doctor.redaction import Redactor, shape_of
from tests.runs.doctor.patients import Clinic, Patient, answers, edits, has_header

NAME, MAIL = "Matti Meikäläinen", "matti.meikalainen@kunta.example"
PHONES = ("040 123 4567", "+358401234567", "0401234567")
STREET, NOTE = "Salakuja 7 B 12", "Avain on kukkaruukun alla"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXR0aSJ9.c2VjcmV0"
PLANTED = (NAME, MAIL, *PHONES, STREET, NOTE, JWT)


def _planted(value: object, turn: list[int]) -> object:
    """Put something private into the place of every text, and beside it."""
    if isinstance(value, dict):
        return {key: _planted(inner, turn) for key, inner in value.items()}
    if isinstance(value, list):
        return [_planted(inner, turn) for inner in value]
    if isinstance(value, str):
        turn[0] += 1
        return PLANTED[turn[0] % len(PLANTED)]
    return value


def _plant_everywhere(body: Json) -> Json:
    planted = _planted(body, [0])
    if isinstance(planted, dict):
        planted |= {NAME: 1, MAIL: 2, PHONES[0]: 3, "errorMessage": f"{JWT} of {MAIL}"}
    return cast("Json", planted)


def _plant_beside(body: Json) -> Json:
    """Leave what checks look at, and put private things beside it."""
    if isinstance(body, dict):
        changed: dict[str, Json] = {key: _plant_beside(inner) for key, inner in body.items()}
        return {**changed, "comment": NOTE, "email": MAIL, "name-of": NAME, PHONES[2]: STREET}
    if isinstance(body, list):
        return [_plant_beside(inner) for inner in body]
    return body


def _recorded(clinic: Clinic) -> str:
    with clinic.look() as look:
        report = Report.of(look, tuple(examine(look)))
    return json.dumps(report.recording(), ensure_ascii=False)


def _private(clinic: Clinic) -> tuple[str, ...]:
    sandbox = clinic.patient.sandbox
    return (sandbox.password, sandbox.username, sandbox.api_key, clinic.config.contact, "eyJ")


def test_a_recording_of_the_sandbox_holds_no_value_of_its_records(clinic: Clinic) -> None:
    recorded = _recorded(clinic)

    texts = {site.document()["name"] for site in clinic.patient.sandbox.world.sites}
    assert not [text for text in (*texts, *_private(clinic)) if str(text) in recorded]
    assert "Mallila" not in recorded
    assert "@" not in recorded


@pytest.mark.parametrize("plant", [_plant_everywhere, _plant_beside])
def test_a_recording_holds_nothing_that_was_planted(
    clinic: Clinic, patient: Patient, plant: Callable[[Json], Json]
) -> None:
    change = edits(plant)
    patient.behaves("", lambda response: change(response) if _is_json(response) else response)

    recorded = _recorded(clinic)

    assert not [each for each in (*PLANTED, *_private(clinic)) if each in recorded]
    assert "Meikäläinen" not in recorded


def _is_json(response: Response) -> bool:
    return response.content[:1] in (b"{", b"[")


def test_refusals_that_quote_credentials_are_not_repeated(clinic: Clinic, patient: Patient) -> None:
    quoting = {
        "errorMessage": f"{clinic.patient.sandbox.password} {JWT}",
        "title": MAIL,
        "reason": clinic.patient.sandbox.api_key,
        "version": MAIL,
        "organizationType": NAME,
    }
    for status in (200, 401, 500):
        patient.rules.clear()
        patient.behaves("", answers(status, quoting, x_total_count=PHONES[2], link=f"<{MAIL}>"))

        recorded = _recorded(clinic)

        assert not [each for each in (*PLANTED, *_private(clinic)) if each in recorded]


def test_the_token_is_nowhere_in_a_recording(clinic: Clinic) -> None:
    with clinic.look() as look:
        report = Report.of(look, tuple(examine(look)))
        token = look.token()

    assert token not in json.dumps(report.recording())
    assert token not in json.dumps(report.to_json())


def test_headers_that_are_not_known_are_left_out(clinic: Clinic, patient: Patient) -> None:
    patient.behaves("", has_header("set-cookie", f"session={NAME}"))

    assert "session" not in _recorded(clinic)


def test_counts_and_words_of_closed_lists_stay_in_a_recording(clinic: Clinic) -> None:
    recorded = _recorded(clinic)

    assert "=Published" in recorded
    assert '"pageCount": "=1"' in recorded
    assert '"method": "GET"' in recorded


MARK = "§"
texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12).map(
    lambda text: f"{text}{MARK}"
)
documents = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)
keyed = st.dictionaries(st.sampled_from(["type", "status", "name", "page"]), documents)


@given(document=documents | keyed)
def test_a_shape_shows_no_text_whatever_the_document(document: Json) -> None:
    assert MARK not in json.dumps(shape_of(document), ensure_ascii=False)


@pytest.mark.parametrize(
    ("document", "shape"),
    [
        ({"a": 1, "b": None}, {"a": "number", "b": "null"}),
        ([{"a": "x"}, {"a": "", "b": True}], None),
        ({"status": "active", "name": "active"}, {"name": "text", "status": "=active"}),
        ({"id": "0b5e55ed-d0c7-4000-8000-0d0c70000000"}, {"id": "uuid"}),
        ({"modified": "2026-01-01T10:00:00.12"}, {"modified": "time without zone"}),
        ({"event-date": "2026-01-01T10:00:00Z"}, {"event-date": "time with zone"}),
        ([], {"list of": "nothing", "length": 0}),
        ({"page": 3}, {"page": "=3"}),
    ],
)
def test_shapes_tell_kinds(document: Json, shape: Json) -> None:
    expected = (
        shape
        if shape is not None
        else {
            "length": 2,
            "list of": {"a": "empty text|text", "b ?": "boolean"},
        }
    )

    assert shape_of(document) == expected


@pytest.mark.parametrize("private", [*PLANTED[1:5], JWT, "salasana1"])
def test_the_redactor_takes_out_secrets_and_contacts(private: str) -> None:
    assert private not in Redactor(["salasana1"]).text(f"seen: {private}, and more")


@pytest.mark.parametrize(
    "told",
    [
        "56912 without a filter",
        "0b5e55ed-d0c7-4000-8000-0d0c70000000",
        "2026-11-28 10:15",
        "page 60001",
    ],
)
def test_the_redactor_leaves_counts_ids_and_times(told: str) -> None:
    assert Redactor(["salasana1"]).text(told) == told
