"""The key, paths, ids and health (ptv-v12 2, 3 and 3.2)."""

import pytest

from tests.sandbox.ptv.v12.support import KEY, V12
from tests.sandbox.ptv.world import TOWN, service, text

STRANGER = "99999999-9999-4999-8999-999999999999"
PATHS = ["service/search", f"organization/{TOWN}", "target-groups", "/health/liveness"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("key", [None, "", "another"])
def test_no_call_goes_without_the_key(v12: V12, path: str, key: str | None) -> None:
    answer = v12.get(path, key=key)

    assert answer.status_code == 401
    problem = answer.json()
    assert (problem["status"], problem["title"]) == (401, "Unauthorized")
    assert problem["instance"].startswith(("/api/v12/", "/health/"))


@pytest.mark.parametrize("path", ["/health/liveness", "/health/readiness"])
def test_health_is_one_word(v12: V12, path: str) -> None:
    assert v12.get(path).json() == "healthy"


@pytest.mark.parametrize("path", ["nothing", "service", "service/search/more", "connection/one"])
def test_a_path_that_is_none_is_a_problem_without_a_reason(v12: V12, path: str) -> None:
    answer = v12.get(path)

    assert answer.status_code == 404
    assert "reason" not in answer.json()


def test_nothing_can_be_written(v12: V12) -> None:
    assert v12.get("service/search", method="POST").status_code == 404


def test_every_problem_has_a_request_id_of_its_own(v12: V12) -> None:
    problems = [v12.get("nothing").json()["requestId"] for _ in range(3)]

    assert len(set(problems)) == 3


def test_an_id_in_upper_case_is_the_same(v12: V12) -> None:
    assert v12.shown(f"organization/{TOWN.upper()}")["contentId"] == TOWN


@pytest.mark.parametrize(
    "kind",
    ["service", "service-channel", "organization", "general-description", "service-collection"],
)
def test_an_id_that_nobody_has_is_unknown(v12: V12, kind: str) -> None:
    answer = v12.get(f"{kind}/{STRANGER}")

    assert (answer.status_code, answer.json()["reason"]) == (404, "Unknown")


def test_an_id_of_another_kind_is_unknown(v12: V12) -> None:
    assert v12.get(f"service/{TOWN}").json()["reason"] == "Unknown"


def test_an_id_that_is_no_uuid_is_400(v12: V12) -> None:
    assert v12.wrong("service/abc") == {"contentId"}
    assert v12.wrong(f"connection/abc/{STRANGER}") == {"serviceContentId"}


def test_drafts_and_archived_ones_exist_and_are_not_published(v12: V12) -> None:
    draft = v12.ptv.service("Luonnos", publishingStatus="Draft")
    archived = v12.ptv.service("Vanha")
    v12.ptv.put(f"Service/{archived}", {"publishingStatus": "Deleted"})

    answers = [v12.get(f"service/{made}") for made in (draft, archived)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert {answer.json()["reason"] for answer in answers} == {"NotPublished"}
    assert v12.found("service/search") == []


def test_a_working_copy_leaves_the_published_version_in_sight(v12: V12) -> None:
    made = v12.ptv.service("Yksi")
    names = {"serviceNames": [text("fi", "Kaksi")]}

    v12.ptv.simulator.edit("Service", made, names, publish=False)

    assert v12.shown(f"service/{made}")["languageVersions"]["fi"]["name"] == "Yksi fi"
    v12.ptv.simulator.publish("Service", made)
    assert v12.shown(f"service/{made}")["languageVersions"]["fi"]["name"] == "Kaksi"


def test_timed_content_comes_out_on_its_day(v12: V12) -> None:
    body = service("Ajastettu", publishingStatus="Draft", validFrom="2026-11-30T00:00:00")
    made = v12.ptv.made("Service", body)["id"]
    before = v12.found("service/search")

    v12.later(days=7)

    assert (before, v12.found("service/search")) == ([], [made])


def test_the_key_is_matched_whatever_the_case_of_its_header(v12: V12) -> None:
    answer = v12.client.get("/api/v12/service/search", headers={"x-API-key": KEY})

    assert answer.status_code == 200
