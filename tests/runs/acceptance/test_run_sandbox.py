"""The whole list against the simulated catalogue, and what faults do to it."""

import json
from collections.abc import Callable

import pytest

from hytedata.runs.acceptance import CASES, CaseResult, Ground, clean
from hytedata.runs.acceptance.cases import Case
from hytedata.runs.acceptance.run import try_case
from hytedata.sandbox import Fault, Sandbox
from tests.runs.acceptance.standing import of_others, of_tests

Tried = Callable[..., dict[str, CaseResult]]

SEVERAL = {
    "ServiceChannelNames": ["Maximum length of property name is 100."],
    "Addresses[0].StreetAddress.PostalCode": ["The code '99999' was not found!"],
}
LOCATION = "ServiceChannel/ServiceLocation"


def told(results: dict[str, CaseResult]) -> dict[str, str]:
    return {number: f"{one.reason} {one.detail}" for number, one in results.items()}


def failed(results: dict[str, CaseResult]) -> set[str]:
    return {number for number, one in results.items() if one.outcome == "failed"}


def test_everything_in_scope_passes_and_everything_else_says_why(tried: Tried) -> None:
    results = tried()

    assert list(results) == [case.number for case in CASES]
    assert failed(results) == set(), told(results)
    outside = {number for number, one in results.items() if one.outcome == "out-of-scope"}
    assert outside == {"1.1", "1.2", "2.6", "3.7", "3.8", "3.9", "3.10", "4.5", "7.8"}
    assert all(results[number].reason and results[number].detail for number in outside)


def test_nothing_but_its_own_items_is_touched(
    tried: Tried, ground: Ground, sandbox: Sandbox
) -> None:
    before = of_others(sandbox)

    results = tried()
    cleaning = clean(
        ground.bench, run=ground.bench.run, made=[one for r in results.values() for one in r.made]
    )

    assert of_others(sandbox) == before
    assert cleaning.complete
    assert set(of_tests(sandbox).values()) == {"Deleted"}


def test_every_case_that_writes_shows_bodies_ids_read_backs_and_log(tried: Tried) -> None:
    results = tried("2", "3", "4", "6")

    for one in results.values():
        if one.outcome != "passed":
            continue
        assert one.made, one.number
        assert all(made.ptv_id and made.source_id and made.data for made in one.made)
        assert all(sent.body is not None and sent.status == 200 for sent in one.sent), one.number
        assert {sent.number for sent in one.sent} <= {entry.number for entry in one.log}
        assert one.read or one.notes, one.number
        assert all(back.fields and back.document for back in one.read), one.number


def test_data_is_fresh_in_every_run(ground: Ground, sandbox: Sandbox) -> None:
    case = next(case for case in CASES if case.number == "2.1")

    first, second = (try_case(ground, case) for _ in range(2))

    # The same run would use the same names, and PTV would say so.
    assert (first.outcome, second.outcome) == ("passed", "failed")
    assert ground.bench.run in first.made[0].name


def test_a_refusal_fails_its_case_with_all_fields_and_the_rest_goes_on(
    tried: Tried, sandbox: Sandbox
) -> None:
    sandbox.controls.add_fault(
        Fault("status", method="PUT", path=LOCATION, times=1, status=400, body=json.dumps(SEVERAL))
    )

    results = tried()

    assert failed(results) == {"3.2"}
    said = results["3.2"]
    assert "Maximum length" in said.detail
    assert "99999" in said.detail
    assert [sent.answer for sent in said.sent if sent.status == 400] == [SEVERAL]


def test_answers_that_stay_lost_fail_their_case_and_the_rest_goes_on(
    tried: Tried, sandbox: Sandbox
) -> None:
    sandbox.controls.add_fault(Fault("lost-before", method="POST", path="/Service$", times=2))

    results = tried()

    assert failed(results) == {"2.1"}
    assert "katosi" in results["2.1"].reason


def test_a_lost_answer_whose_deed_was_done_is_found_and_passes(
    tried: Tried, sandbox: Sandbox
) -> None:
    sandbox.controls.add_fault(Fault("lost-after", method="POST", path="/Service$", times=1))

    assert failed(tried("2.1")) == set()


def test_errors_of_ptv_fail_their_case_and_the_rest_goes_on(tried: Tried, sandbox: Sandbox) -> None:
    sandbox.controls.add_fault(Fault("status", method="POST", path=LOCATION, times=2, status=500))

    results = tried()

    assert failed(results) == {"3.1"}
    assert any(entry.status == 500 for entry in results["3.1"].log)


def test_an_item_that_cannot_be_read_back_fails_its_case(tried: Tried, sandbox: Sandbox) -> None:
    sandbox.controls.add_fault(
        Fault("status", method="GET", path=r"v11/Service/[0-9a-f-]{36}$", times=1, status=404)
    )

    results = tried("2.1", "2.2")

    assert failed(results) == {"2.1"}
    assert "ei löydy" in results["2.1"].reason


def test_an_organisation_that_is_not_there_fails_all_that_need_it_with_one_question(
    tried: Tried, sandbox: Sandbox
) -> None:
    sandbox.controls.add_fault(Fault("status", method="GET", path="Organization/", status=404))

    results = tried("2", "3", "7.2")

    assert failed(results) == {*(f"2.{n}" for n in range(1, 6)), *(f"3.{n}" for n in range(1, 7))}
    assert results["7.2"].outcome == "passed"
    asked = [entry for entry in sandbox.journal() if "/Organization/" in entry.path]
    assert len(asked) == 1


def test_a_wrong_password_is_told_without_it(ground: Ground, sandbox: Sandbox) -> None:
    sandbox.controls.add_fault(Fault("status", path="api-login", status=401))

    result = try_case(ground, next(case for case in CASES if case.number == "7.2"))

    assert result.outcome == "failed"
    assert result.reason == "Kirjautumista ei hyväksytty"
    assert sandbox.username not in result.detail


def test_a_case_that_breaks_is_a_failure_like_any_other(ground: Ground) -> None:
    def breaks(_: object) -> None:
        raise ZeroDivisionError("odd")

    result = try_case(ground, Case("9.9", "Rikki", "Broken", breaks))

    assert (result.outcome, result.detail) == ("failed", "ZeroDivisionError: odd")


@pytest.mark.parametrize("number", ["7.3", "7.5", "7.6", "7.7"])
def test_staged_troubles_are_told_as_staged(tried: Tried, number: str) -> None:
    result = tried(number)[number]

    assert result.outcome == "passed", result.detail
    assert len([entry for entry in result.log if entry.staged]) == 1


def test_an_organisation_of_one_language_leaves_languages_out_of_scope(
    ground: Ground, tried: Tried
) -> None:
    setting = ground.bench.setting
    one = setting.__class__(**{**vars(setting), "languages": ("fi",)})
    ground.bench.settle(one)

    results = tried("2.4", "3.4")

    assert {one.outcome for one in results.values()} == {"out-of-scope"}
    assert "yhdellä kielellä" in results["2.4"].reason
