"""Rules of sports sites: each on records that it fires on, and on look-alikes."""

import json
from datetime import date
from pathlib import Path

import pytest

from hytedata.errors import InputError
from hytedata.models.common import Json, Rejection
from hytedata.normalise.lipas_v1 import normalise_v1_site
from hytedata.quality.rule import Setting, Subject
from tests.quality.asking import cases_of, corpus_beside
from tests.quality.lipas.sites import RULES, TODAY, problems, site, verdict

CORPUS = corpus_beside(__file__)


@pytest.mark.parametrize(("code", "verb", "stated"), cases_of(CORPUS))
def test_a_rule_fires_where_it_should_and_nowhere_else(
    code: str, verb: str, stated: dict[str, object]
) -> None:
    checked = site(**stated)  # type: ignore[arg-type]

    found = problems(code, checked)

    assert bool(found) == (verb == "fires")


def test_the_corpus_has_every_rule() -> None:
    assert CORPUS.keys() == RULES.keys()


@pytest.mark.parametrize(
    ("code", "field", "stated"),
    [
        ("LIPAS-CON-003", "phone", "Maija 12 34"),
        ("LIPAS-CON-004", "phone", "040 123 4567, Maija Meikäläinen"),
        ("LIPAS-CON-005", "email", "maija.meikäläinen@"),
        ("LIPAS-CON-006", "email", "maija.meikalainen@example.fi"),
        ("LIPAS-CON-007", "www", "Maija Meikäläinen"),
    ],
)
def test_nothing_of_a_person_is_repeated(code: str, field: str, stated: str) -> None:
    (found,) = problems(code, site(**{field: stated}))

    told = f"{found.value} {dict(found.params)}".casefold()

    assert found.field == field
    assert "maija" not in told
    assert "123" not in told


def test_a_value_of_a_contact_that_could_not_be_read_is_not_repeated() -> None:
    remarks: Json = [{"field": "email", "code": "odd-value", "raw": '["maija@example.fi"]'}]

    (found,) = problems("LIPAS-COD-010", site(remarks=remarks))

    assert found.value == ""


@pytest.mark.parametrize("path", ["construction-year", "constructionYear"])
def test_a_value_that_could_not_be_read_is_told_at_our_own_field(path: str) -> None:
    remarks: Json = [{"field": path, "code": "no-year", "raw": "n. 1985"}]

    (found,) = problems("LIPAS-COD-010", site(remarks=remarks))

    assert (found.field, found.value) == ("construction_year", "n. 1985")


@pytest.mark.parametrize(
    ("code", "stated", "until"),
    [
        ("LIPAS-AGE-001", {"event_date": "2026-05-01T22:30:00Z"}, date(2033, 5, 3)),
        ("LIPAS-AGE-001", {"event_date": "2020-02-29T10:00:00Z"}, date(2027, 3, 2)),
        ("LIPAS-AGE-004", {"status": "planned", "construction_year": 2027}, date(2028, 1, 1)),
        ("LIPAS-PRO-004", {"construction_year": 2029}, date(2029, 1, 1)),
    ],
)
def test_a_verdict_holds_until_the_day_that_changes_it(
    code: str, stated: dict[str, object], until: date
) -> None:
    checked = site(**stated)  # type: ignore[arg-type]

    before = verdict(code, checked)
    after = verdict(code, checked, today=until)

    assert before.until == until
    assert bool(before.problems) != bool(after.problems)


def test_a_finding_of_old_data_needs_no_further_look() -> None:
    found = verdict("LIPAS-AGE-001", site(event_date="2001-01-01T00:00:00Z"))

    assert found.problems
    assert found.until is None


def test_a_parameter_of_a_wrong_kind_is_refused_by_its_name() -> None:
    checked = site()
    setting = Setting(TODAY, {"years": "seven"})

    with pytest.raises(InputError, match="parameter years: give a number"):
        RULES["LIPAS-AGE-001"].check(Subject(checked.ref, checked), setting)


def test_a_limit_that_is_no_pair_is_refused_by_its_name() -> None:
    checked = site(properties={"area-m2": 5})
    setting = Setting(TODAY, {"plausible": {"area-m2": [1]}})

    with pytest.raises(InputError, match=r"parameter plausible\.area-m2"):
        tuple(RULES["LIPAS-PRO-003"].check(Subject(checked.ref, checked), setting))  # type: ignore[arg-type]


def test_a_gap_of_a_route_is_told_with_its_place_and_width() -> None:
    parts = [
        [[[300000.0, 7000000.0], [300500.0, 7000000.0]]],
        [[[300512.0, 7000000.0], [301000.0, 7000000.0]]],
    ]

    (found,) = problems(
        "LIPAS-GEO-006",
        site(type_code=4402, geometry={"kind": "route", "parts": parts}),  # type: ignore[dict-item]
    )

    assert found.params == {"gaps": 1, "metres": 12}
    assert found.position is not None
    assert found.position.east == pytest.approx(300_500, abs=0.1)


def test_real_records_have_no_errors(shared: Path) -> None:
    """Read by a person on 29 November 2026: none of the 206 has a fault that is an error."""
    records = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())
    sites = [normalise_v1_site(json.dumps(record).encode()) for record in records]
    errors = [code for code, rule in RULES.items() if rule.severity == "error"]

    found = {
        (one.lipas_id, code)
        for one in sites
        if not isinstance(one, Rejection)
        for code in errors
        if problems(code, one)
    }

    assert found == set()


def test_what_came_through_version_1_is_not_asked_for_a_swedish_name() -> None:
    document = {
        "sportsPlaceId": 1,
        "name": "Kuusikon kenttä",
        "type": {"typeCode": 1340},
        "location": {"city": {"cityCode": 49}},
    }

    through_v1 = normalise_v1_site(json.dumps(document).encode())

    assert not isinstance(through_v1, Rejection)
    assert problems("LIPAS-NAM-001", through_v1) == ()
    assert problems("LIPAS-NAM-001", site(municipality="049"))


def test_real_areas_in_another_unit_are_found(shared: Path) -> None:
    records = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())
    sites = [normalise_v1_site(json.dumps(record).encode()) for record in records]

    found = {
        one.lipas_id
        for one in sites
        if not isinstance(one, Rejection) and problems("LIPAS-GEO-009", one)
    }

    # Another unit stands in a field of square kilometres: 94 where 0.2 are drawn, 10.4 for 0.1.
    assert found == {72807, 72837}
