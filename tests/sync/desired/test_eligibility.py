"""Which sites are published."""

from dataclasses import replace

import pytest

from hytedata.sync.eligibility import judge
from hytedata.sync.mapping import Note
from tests.sync.desired.builders import PUBLISHER, site


@pytest.mark.parametrize("status", ["active", "out-of-service-temporarily"])
def test_sites_in_use_and_closed_for_a_time_are_published(status: str) -> None:
    assert judge(site(status=status), PUBLISHER) == "eligible"


@pytest.mark.parametrize("status", ["out-of-service-permanently", "incorrect-data"])
def test_an_explicit_status_retires_a_site_whoever_owns_it(status: str) -> None:
    assert judge(site(status=status, owner="state", type_code=99999), PUBLISHER) == "retired"


@pytest.mark.parametrize("type_code", [1620, 102, 4310])
def test_a_deprecated_type_is_published_by_its_sub_category(type_code: int) -> None:
    assert judge(site(type_code=type_code), PUBLISHER) == "eligible"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "planned"}, ("status", "planned")),
        ({"status": "planning"}, ("status", "planning")),
        ({"status": "unheard-of"}, ("status", "unheard-of")),
        ({"owner": "state"}, ("owner", "state")),
        ({"owner": None}, ("owner", "not stated")),
        ({"municipality": "091"}, ("municipality", "091")),
        ({"type_code": 7000}, ("type", "7000")),
        ({"type_code": 207}, ("type", "207")),
        ({"type_code": 99999}, ("type", "99999")),
    ],
)
def test_other_sites_are_not_eligible_and_field_and_value_are_named(
    changes: dict[str, object], words: tuple[str, str]
) -> None:
    verdict = judge(site().model_copy(update=changes), PUBLISHER)

    assert isinstance(verdict, Note)
    assert verdict.reason == "not-eligible"
    assert all(word in verdict.detail for word in words)
    assert verdict.remedy


def test_a_site_that_lipas_publishes_is_left_to_lipas() -> None:
    verdict = judge(site(lipas_publishes=True), PUBLISHER)

    assert isinstance(verdict, Note)
    assert verdict.reason == "published-by-lipas"


def test_an_organisation_that_lipas_does_not_serve_publishes_all_its_sites() -> None:
    publisher = replace(PUBLISHER, lipas_publishes="no")

    assert judge(site(lipas_publishes=True), publisher) == "eligible"
