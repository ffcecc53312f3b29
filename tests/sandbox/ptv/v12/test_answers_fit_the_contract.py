"""Every kind of answer validates against the published document (ptv-v12 3)."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from hytedata.sandbox.world import World
from tests.sandbox.ptv.v12.support import V12
from tests.sandbox.ptv.world import Json

jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema, of the group test")

WORLD = World()
UNKNOWN = "00000000-0000-4000-8000-0000000fffff"
SEARCHED = (
    "service",
    "service-channel",
    "organization",
    "general-description",
    "service-collection",
)
LISTS = (
    "target-groups",
    "life-events",
    "industrial-classes",
    "service-classes",
    "ontology-terms",
    "language-codes",
    "country-codes",
    "municipality-codes",
    "region-codes",
    "wellbeing-services-county-codes",
    "postal-codes",
)


def formats() -> Any:
    """A checker of what jsonschema does not check by itself, as strict as the contract."""
    checker = jsonschema.FormatChecker(formats=("uuid", "date"))

    @checker.checks("date-time")  # type: ignore[untyped-decorator]
    def is_moment(value: object) -> bool:
        return datetime.fromisoformat(str(value)).tzinfo is not None

    @checker.checks("uri")  # type: ignore[untyped-decorator]
    def is_address(value: object) -> bool:
        return bool(urlsplit(str(value)).scheme and urlsplit(str(value)).netloc)

    return checker


class Contract:
    """The document, and validators of its responses."""

    def __init__(self, document: Json) -> None:
        self.paths: Json = document["paths"]
        self._components = document["components"]
        self._formats = formats()
        self._made: dict[tuple[str, str], Any] = {}

    def check(self, path: str, status: int, answer: object) -> None:
        """Fail with every error's place where *answer* does not fit the path's response."""
        known = self._made.get((path, str(status)))
        if known is None:
            response = self.paths[path]["get"]["responses"][str(status)]
            schema = {
                **response["content"]["application/json"]["schema"],
                "components": self._components,
            }
            known = jsonschema.Draft202012Validator(schema, format_checker=self._formats)
            self._made[path, str(status)] = known
        errors = [f"{each.json_path}: {each.message}"[:400] for each in known.iter_errors(answer)]
        assert not errors, (path, errors[:5])


@pytest.fixture(scope="module")
def contract(shared: Any) -> Contract:
    text = (shared / "reference" / "ptv-v12-openapi.json").read_text("utf-8")
    return Contract(json.loads(text))


@pytest.fixture
def whole(v12: V12) -> V12:
    """v12 over the default world."""
    v12.hold(seed=WORLD.ptv_seed)
    return v12


@pytest.mark.parametrize("kind", SEARCHED)
def test_what_the_world_holds_fits(whole: V12, contract: Contract, kind: str) -> None:
    page = whole.shown(f"{kind}/search")

    contract.check(f"/api/v12/{kind}/search", 200, page)
    assert page["items"]
    for item in page["items"]:
        one = whole.shown(f"{kind}/{item['contentId']}")
        contract.check(f"/api/v12/{kind}/{{contentId}}", 200, one)


def test_the_worlds_connections_fit(whole: V12, contract: Contract) -> None:
    page = whole.shown("connection/search")

    contract.check("/api/v12/connection/search", 200, page)
    for item in page["items"]:
        one = whole.shown(f"connection/{item['serviceContentId']}/{item['channelContentId']}")
        contract.check("/api/v12/connection/{serviceContentId}/{channelContentId}", 200, one)


@pytest.mark.parametrize("name", LISTS)
def test_reference_lists_fit(whole: V12, contract: Contract, name: str) -> None:
    contract.check(f"/api/v12/{name}", 200, whole.shown(name))


@pytest.mark.parametrize("kind", [*SEARCHED, "connection"])
def test_archived_lists_fit(whole: V12, contract: Contract, kind: str) -> None:
    page = whole.shown(f"{kind}/archived", ("archivedAtOrAfter", "2020-01-01T00:00:00Z"))

    contract.check(f"/api/v12/{kind}/archived", 200, page)


def test_the_hierarchy_and_health_fit(whole: V12, contract: Contract) -> None:
    county = "00000000-0000-4000-8001-000000000019"

    tree = whole.shown(f"organization/hierarchy/{county}")

    assert len(tree["edges"]) == 2
    contract.check("/api/v12/organization/hierarchy/{contentId}", 200, tree)
    for path in ("/health/liveness", "/health/readiness"):
        contract.check(path, 200, whole.get(path).json())


def refusals(contract: Contract) -> Iterator[tuple[str, str, int]]:
    for path, operations in contract.paths.items():
        statuses = operations["get"]["responses"]
        if "400" in statuses:
            yield path, re.sub(r"\{\w+\}", "no-id", path) + "?page=x&pageSize=101", 400
        if "404" in statuses:
            yield path, re.sub(r"\{\w+\}", UNKNOWN, path), 404


def test_refusals_fit(whole: V12, contract: Contract) -> None:
    for path, asked, status in refusals(contract):
        answer = whole.get(asked)

        assert answer.status_code == status, (asked, answer.text)
        contract.check(path, status, answer.json())


def test_every_path_of_the_contract_answers(whole: V12, contract: Contract) -> None:
    answers = {path: whole.get(re.sub(r"\{\w+\}", UNKNOWN, path)).text for path in contract.paths}

    assert len(answers) == 32
    # What is said of a path that there is not.
    assert [path for path, text in answers.items() if '"Not found."' in text] == []


def test_the_world_shows_every_branch_of_the_unions(whole: V12) -> None:
    """What a reader has to tell apart is there to be told apart (ptv-v12 4 and 5)."""
    text = json.dumps(
        [whole.shown(f"{kind}/search") for kind in (*SEARCHED, "connection")], ensure_ascii=False
    )

    wanted = {
        *("EService", "TelephoneService", "PrintableForm", "ServiceLocation", "WebPage"),
        *("Service", "ProfessionalQualification", "PermitOrOtherObligation"),
        *("State", "Municipality", "RegionalOrganization", "Organization", "Company"),
        *("WholeCountry", "WholeCountryExceptAland", "LimitedArea"),
        *("DomesticPhone", "InternationalPhone", "Sms", "Fax"),
        *("Free", "Charged", "ExtraCharge", "Other"),
        *("StreetAddress", "PostOfficeBox", "DeliveryInformation"),
        *("AllOrganizations", "OwnOrganizations"),
        *("NotUsed", "WithUrl", "Posti", "UserEntered"),
        "WeeklyUntilFurtherNoticeServiceHour",
        "WeeklyDateRangeServiceHour",
        "ContinuousAlwaysValidServiceHour",
        "ContinuousWeekdaysUntilFurtherNoticeServiceHour",
        "ExceptionalDateRangeServiceHour",
        *("Open", "OpenOnReservation", "Closed"),
        *("Church", "Required", "NotRequired", "RepetitionEveryYear"),
    }
    assert {word for word in wanted if f'"{word}"' not in text} == set()
