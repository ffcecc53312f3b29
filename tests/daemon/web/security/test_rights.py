"""Who may see and decide what."""

import pytest

from hytedata.models.account import Role
from hytedata_daemon.web.security.users import User
from tests.daemon.web.security.world import MALLILA, NAAPURI, World, token


@pytest.mark.parametrize(
    ("role", "organisations", "sees", "approves"),
    [
        ("viewer", (), {MALLILA, NAAPURI, ""}, set()),
        ("viewer", (MALLILA,), {MALLILA, ""}, set()),
        ("approver", (MALLILA,), {MALLILA, ""}, {MALLILA}),
        ("approver", (), {MALLILA, NAAPURI, ""}, {MALLILA, NAAPURI, ""}),
    ],
)
def test_a_role_holds_for_the_organisations_that_it_was_given_for(
    role: Role, organisations: tuple[str, ...], sees: set[str], approves: set[str]
) -> None:
    user, all_of_them = User("maija", role, organisations), (MALLILA, NAAPURI, "")

    assert {one for one in all_of_them if user.may_see(one)} == sees
    assert {one for one in all_of_them if user.can_approve(one)} == approves


def test_a_viewer_who_tries_to_approve_is_refused_and_written_down(world: World) -> None:
    world.add("katja", "viewer")
    client = world.signed_in("katja")
    form = token(client, f"/plans/{MALLILA}")

    answer = client.post(f"/plans/{MALLILA}", data={"csrf": form, "reason": "x"})

    assert answer.status_code == 403
    assert "You have no right to this" in answer.text
    assert world.audited()[-1] == ("refused", "katja", {"request": f"POST /plans/{MALLILA}"})


def test_an_approver_of_one_organisation_decides_for_no_other(world: World) -> None:
    world.add("katja", "approver", MALLILA)
    client = world.signed_in("katja")
    form = token(client, f"/plans/{MALLILA}")
    decide = {"csrf": form, "reason": "x"}

    statuses = [client.post(f"/plans/{one}", data=decide).status_code for one in (MALLILA, NAAPURI)]

    assert statuses == [200, 403]
    assert client.get(f"/plans/{NAAPURI}").status_code == 403


def test_the_same_refusal_over_and_over_does_not_fill_the_audit_log(world: World) -> None:
    world.add("katja", "viewer", MALLILA)
    client = world.signed_in("katja")

    for _ in range(5):
        client.get(f"/plans/{NAAPURI}")
    world.clock.advance(minutes=1)
    client.get(f"/plans/{NAAPURI}")

    assert [what for what, _, _ in world.audited()].count("refused") == 2


def test_whoever_is_not_signed_in_cannot_tell_which_pages_there_are(world: World) -> None:
    client = world.browser()

    answers = [client.get(path) for path in ("/fail", "/no-such-page", "/static-not")]

    assert {answer.status_code for answer in answers} == {303}
    assert world.signed_in().get("/no-such-page").status_code == 404
