"""Rules that ask what else is known of a record, and what callers may set."""

import pytest

from hytedata.errors import InputError
from tests.quality.ptv.judging import Document, judge, service

_PLACE: Document = {
    "type": "ServiceLocation",
    "location": {"street": [{"street": {"fi": "Koulutie"}, "detail": "8", "municipality": "889"}]},
}


def test_a_place_in_another_municipality_than_it_says_is_found() -> None:
    (problem,) = judge("PTV-CON-062", _PLACE, municipality="564")

    assert problem.params == {"stated": "889", "found": "564"}


def test_a_place_where_it_says_is_silent() -> None:
    assert judge("PTV-CON-062", _PLACE, municipality="889") == []


def test_a_caller_may_set_a_limit() -> None:
    document = service(name="Uimahalli", summary="Ui, sukella ja kuntoile.")

    (problem,) = judge("PTV-FLD-005", document, parameters={"limit": 10})

    assert problem.field == "summary.fi"


@pytest.mark.parametrize("value", ["many", None, True])
def test_a_limit_that_is_no_number_is_refused(value: str | bool | None) -> None:
    document = service(name="Uimahalli", summary="Ui, sukella ja kuntoile.")

    with pytest.raises(InputError, match="limit"):
        judge("PTV-FLD-005", document, parameters={"limit": value})


def test_each_field_is_told_once_with_the_first_find_and_a_count() -> None:
    texts = "Katso www.example.fi/a ja www.example.fi/b."

    (problem,) = judge("PTV-STR-002", service(description=texts))

    assert (problem.field, problem.value) == ("description.fi", "www.example.fi/a")
    assert problem.params == {"found": "www.example.fi/a", "count": 2}
