"""When a rule of a fault plan fires, and how rules are written down."""

import pytest

from hytedata.errors import InputError
from hytedata.sandbox.faults import Fault, FaultPlan
from hytedata.sandbox.http import SimRequest


def fired(plan: FaultPlan, count: int, *, method: str = "GET", path: str = "/a") -> str:
    """Send so many requests; `x` where a fault hit, `.` where none did."""
    met = (plan.meet("/up", SimRequest(method, path)) for _ in range(count))
    return "".join("x" if meeting.faults else "." for meeting in met)


@pytest.mark.parametrize(
    ("fault", "pattern"),
    [
        (Fault("reset"), "xxxxxx"),
        (Fault("reset", after=2), "..xxxx"),
        (Fault("reset", times=2), "xx...."),
        (Fault("reset", after=1, times=2), ".xx..."),
        (Fault("reset", every=3), "x..x.."),
        (Fault("reset", after=1, every=2), ".x.x.x"),
        (Fault("reset", every=2, times=2), "x.x..."),
        (Fault("reset", probability=0.0), "......"),
    ],
)
def test_after_times_and_every_decide_together(fault: Fault, pattern: str) -> None:
    plan = FaultPlan([fault])

    assert fired(plan, 6) == pattern


def test_chance_follows_the_seed() -> None:
    draws = [fired(FaultPlan([Fault("reset", probability=0.5)], seed=at), 40) for at in (1, 1, 2)]

    assert draws[0] == draws[1] != draws[2]
    assert 8 < draws[0].count("x") < 32


@pytest.mark.parametrize(
    ("fault", "hit"),
    [
        (Fault("reset", method="GET"), "xx.."),
        (Fault("reset", method="POST"), "..xx"),
        (Fault("reset", path="^/a$"), "x.x."),
        (Fault("reset", path="b"), ".x.x"),
        (Fault("reset", mount="/up"), "xxxx"),
        (Fault("reset", mount="/other"), "...."),
    ],
)
def test_mount_method_and_path_choose_the_requests(fault: Fault, hit: str) -> None:
    plan = FaultPlan([fault])

    met = "".join(
        fired(plan, 1, method=method, path=path)
        for method in ("GET", "POST")
        for path in ("/a", "/b")
    )

    assert met == hit


def test_only_matching_requests_are_counted() -> None:
    plan = FaultPlan([Fault("reset", method="POST", after=1)])

    fired(plan, 5)

    assert fired(plan, 2, method="POST") == ".x"


def test_the_control_api_is_out_of_reach_unless_named() -> None:
    plan = FaultPlan([Fault("reset")])

    meeting = plan.meet("/control", SimRequest("GET", "/faults"))

    assert meeting.faults == ()


def test_rules_are_listed_with_their_counts_and_lifted_one_by_one() -> None:
    plan = FaultPlan()
    once, elsewhere = Fault("reset", times=1), Fault("hang", path="nowhere")
    first, second = plan.add(once), plan.add(elsewhere)
    fired(plan, 3)

    rules = plan.rules()
    plan.clear(first)

    assert rules == (
        (first, Fault("reset", times=1), 3, 1),
        (second, Fault("hang", path="nowhere"), 0, 0),
    )
    assert [rule[0] for rule in plan.rules()] == [second]


def test_clearing_without_a_number_lifts_all() -> None:
    plan = FaultPlan([Fault("reset"), Fault("hang")])

    plan.clear()

    assert fired(plan, 2) == ".."


def test_a_rule_survives_the_way_through_json() -> None:
    fault = Fault("status", mount="/ptv", path="Service", status=429, retry_after_s=2, every=3)

    assert Fault.from_json(fault.to_json()) == fault


@pytest.mark.parametrize(
    "document",
    [
        {"kind": "explode"},
        {"status": 500},
        {"kind": "reset", "pth": "/a"},
        {"kind": "reset", "path": "("},
        {"kind": "reset", "every": 0},
        {"kind": "reset", "times": "2"},
        {"kind": "status", "status": "500"},
        {"kind": "reset", "probability": 2},
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(InputError):
        Fault.from_json(document)
