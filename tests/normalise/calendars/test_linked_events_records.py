"""Places, keywords and organisations as forks write them."""

from typing import Any

import pytest

from hytedata.models.common import Rejection
from hytedata.normalise.calendars.linked_events import Calendar
from hytedata.normalise.calendars.linked_events_records import (
    normalise_keyword,
    normalise_organisation,
    normalise_place,
)

CALENDAR = Calendar("kalenteri")


@pytest.mark.parametrize("normalise", [normalise_place, normalise_keyword, normalise_organisation])
@pytest.mark.parametrize("document", [None, [], "a", {}, {"name": {"fi": "Talo"}}])
def test_what_has_no_id_is_rejected_with_where_it_stood(normalise: Any, document: Any) -> None:
    found = normalise(document, CALENDAR, "item 3 of page 1 of places")

    assert isinstance(found, Rejection)
    assert (found.ref.id, found.field) == ("item 3 of page 1 of places", "id")


def test_odd_values_cost_themselves_alone_and_are_told_in_the_sources_spelling() -> None:
    found = normalise_place(
        {
            "id": 17,
            "name": "Talo",
            "position": {"coordinates": [0, 0]},
            "n_events": "monta",
            "telephone": {"fi": "08 123 4567"},
            "created_by": "Matti",
            "new_field": "uusi",
        },
        CALENDAR,
    )

    assert not isinstance(found, Rejection)
    assert (found.id, found.place.names) == ("17", {"fi": "Talo"})
    assert {(it.field, it.code) for it in found.remarks} == {
        ("n_events", "odd-value"),
        ("position", "no-position"),
    }
    assert found.extras["new_field"] == "uusi"
    assert "Matti" not in found.model_dump_json()
    assert "123 4567" not in found.model_dump_json()


def test_a_keyword_keeps_its_scheme_and_other_words() -> None:
    found = normalise_keyword(
        {
            "id": "yso:p1",
            "name": {"fi": "uinti"},
            "alt_labels": ["uiminen", None],
            "deprecated": True,
        },
        CALENDAR,
    )

    assert not isinstance(found, Rejection)
    assert (found.keyword.scheme, found.keyword.id, found.also) == ("yso", "p1", ("uiminen",))
    assert found.deleted


def test_an_organisation_that_has_ended_says_when() -> None:
    found = normalise_organisation(
        {
            "id": "a:1",
            "name": "Seura ry",
            "dissolution_date": "2024-12-31",
            "parent_organization": "https://calendar.test/v1/organization/a:2/",
            "admin_users": [{"username": "Matti"}],
        },
        CALENDAR,
    )

    assert not isinstance(found, Rejection)
    assert (found.name, str(found.dissolved_on), found.parent_id) == (
        "Seura ry",
        "2024-12-31",
        "a:2",
    )
    assert "Matti" not in found.model_dump_json()
