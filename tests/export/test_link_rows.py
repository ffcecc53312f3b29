"""One row per thing: what joins, what does not, and what a file of it says."""

import csv
import io
import json
from datetime import date

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.export.exporter import unaccounted
from hytedata.export.line_schema import published_schema
from hytedata.export.link_rows import (
    EVENT_PLACE,
    Basis,
    Certainty,
    Claim,
    LinkRow,
    Named,
    place_rows,
)
from hytedata.export.link_table import FORMATS, LinkFormat, link_fields, to_csv, to_ndjson
from hytedata.models.common import LocalizedText, SourceRef

DAY = date(2026, 3, 1)


def site(key: str) -> SourceRef:
    return SourceRef(source="lipas", kind="sports-site", id=key)


def channel(key: str) -> SourceRef:
    return SourceRef(source="ptv", kind="service-channel", id=key)


def venue(key: str, calendar: str = "kunta") -> SourceRef:
    return SourceRef(source=calendar, kind=EVENT_PLACE, id=key)


def claim(
    left: SourceRef,
    right: SourceRef,
    certainty: Certainty = "strong",
    score: float | None = 0.9,
    basis: Basis = "alike",
) -> Claim:
    return Claim(
        left=left, right=right, basis=basis, certainty=certainty, score=score, detail="=same name"
    )


def look(ref: SourceRef) -> Named:
    told: LocalizedText = {"fi": f"{ref.source} {ref.id}"}
    return Named(told, "889", "CC BY" if ref.source == "kunta" else "", "")


def rows(*claims: Claim) -> list[LinkRow]:
    return list(place_rows(claims, look))


def test_what_several_claims_hold_together_is_one_row() -> None:
    (row,) = rows(
        claim(venue("v"), channel("c")),
        claim(site("1"), channel("c"), "certain", None, "published"),
    )

    assert (row.id, row.kind, row.certainty) == ("lipas/sports-site/1", "place", "strong")
    assert (row.lipas, row.ptv, row.calendars) == (("1",), ("c",), ("kunta/v",))
    assert (row.names, row.municipality) == ({"fi": "lipas 1"}, "889")
    assert [one.basis for one in row.evidence] == ["published", "alike"]


def test_a_like_place_never_makes_two_of_one_register_one() -> None:
    found = rows(
        claim(site("1"), channel("c"), "certain", None, "published"),
        claim(site("2"), channel("c"), score=0.99),
    )

    assert [(one.lipas, one.ptv, one.certainty) for one in found] == [
        (("1",), ("c",), "certain"),
        (("2",), ("c",), "possible"),
    ]


def test_people_may_say_that_two_of_one_register_are_one() -> None:
    (row,) = rows(
        claim(site("1"), channel("c"), "certain", None, "decided"),
        claim(site("2"), channel("c"), "certain", None, "decided"),
    )

    assert row.lipas == ("1", "2")


def test_the_likeliest_of_two_rivals_joins() -> None:
    first, second = rows(
        claim(site("1"), channel("b"), score=0.85), claim(site("1"), channel("a"), score=0.95)
    )

    assert (first.ptv, first.certainty) == (("a",), "strong")
    assert (second.ptv, second.certainty) == (("b",), "possible")


def test_what_is_joined_already_is_not_told_as_possible() -> None:
    found = rows(claim(site("1"), channel("a")), claim(site("1"), channel("a"), "possible", 0.7))

    assert [one.certainty for one in found] == ["strong"]


_REFS = st.one_of(
    st.sampled_from("123").map(site), st.sampled_from("abc").map(channel), st.just(venue("v"))
)
_CLAIMS = st.lists(
    st.builds(
        claim,
        _REFS,
        _REFS,
        st.sampled_from(("certain", "strong", "possible")),
        st.floats(0.6, 1).map(lambda it: round(it, 2)),
    ).filter(lambda one: one.left != one.right),
    max_size=8,
)


@given(claims=_CLAIMS, data=st.data())
def test_the_order_of_claims_does_not_matter_and_no_record_is_in_two_joined_rows(
    claims: list[Claim], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(claims))

    found = rows(*claims)

    ids = [(one.id, one.lipas, one.ptv, one.calendars, one.certainty) for one in found]
    again = [(it.id, it.lipas, it.ptv, it.calendars, it.certainty) for it in rows(*shuffled)]
    assert ids == again
    joined = [key for one in found if one.certainty != "possible" for key in (*one.lipas, *one.ptv)]
    assert len(joined) == len(set(joined))


def test_a_line_names_licences_and_whom_to_credit() -> None:
    stream = io.BytesIO()

    count = to_ndjson(rows(claim(site("1"), venue("v"))), stream, DAY)

    found = json.loads(stream.getvalue())
    assert count == 1
    assert found["licence"] == "CC BY 4.0; CC BY"
    assert found["attribution"] == "Liikuntapaikat: Lipas.fi Jyväskylän yliopisto, 1.3.2026"
    assert LinkRow.model_validate({it: found[it] for it in LinkRow.model_fields}).lipas == ("1",)
    jsonschema.validate(found, published_schema("link"))


def test_a_table_tells_the_evidence_in_words() -> None:
    stream = io.BytesIO()

    to_csv(rows(claim(site("1"), channel("c"))), stream, DAY)

    (found,) = csv.DictReader(io.StringIO(stream.getvalue().decode(), newline=""))
    assert (found["lipas"], found["ptv"], found["score"]) == ("1", "c", "0.9")
    assert found["evidence"] == "alike: =same name"


@pytest.mark.parametrize("form", FORMATS)
def test_every_field_of_a_row_is_carried_or_lost(form: LinkFormat) -> None:
    assert unaccounted(FORMATS[form], link_fields()) == ()
