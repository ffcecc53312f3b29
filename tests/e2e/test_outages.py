"""PTV goes down in the middle of an apply, altogether: the next run finishes what is left."""

import pytest

from hytedata.sandbox import Fault
from tests.e2e.standing import Standing

pytestmark = pytest.mark.slow

DOWN = (
    Fault("status", mount="/ptv", status=500),
    Fault("status", mount="/ptv", status=503, html=True),
    Fault("reset", mount="/ptv"),
    Fault("lost-after", mount="/ptv"),
    Fault("token-death", mount="/ptv", every=2),
)
NAMES = ["500", "503", "reset", "answers lost", "tokens die"]


@pytest.mark.parametrize("after", [2, 6, 10, 13])
@pytest.mark.parametrize("fault", DOWN, ids=NAMES)
def test_a_ptv_that_goes_down_for_good_in_mid_apply_leaves_nothing_half_done(
    at: Standing, fault: Fault, after: int
) -> None:
    at.sandbox.controls.add_fault(Fault.from_json({**fault.to_json(), "after": after}))

    applied = at.apply()
    planned = at.plan()
    at.assert_theirs_is_kept()
    at.finish()

    assert applied.code in {0, 2}
    assert planned.code in {0, 2, 3}
    assert "unforeseen" not in applied.err + planned.err
    at.assert_theirs_is_kept()


def test_a_ptv_that_is_down_for_a_while_is_waited_out(at: Standing) -> None:
    down = Fault("status", mount="/ptv", status=500, method="GET", after=3, times=2)
    at.sandbox.controls.add_fault(down)
    at.sandbox.controls.add_fault(Fault("status", mount="/ptv", method="PUT", after=1, times=3))

    applied = at.apply()
    at.finish()

    assert applied.code == 0
    assert {one["state"] for one in applied.json["outcomes"]} == {"done"}
    at.assert_theirs_is_kept()
