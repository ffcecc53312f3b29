"""People work in PTV while a run writes: theirs is kept, and the next run finishes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pytest

from hytedata.sandbox import Sandbox, World
from hytedata.sandbox.controls import PTV
from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.ptv import PtvSimulator
from tests.e2e.standing import NEW_NAME, NEW_SITE, NOTE, Standing, standing
from tests.e2e.support import Command, channel_of, entities, name_of

pytestmark = pytest.mark.slow

WRITES = 8
"""Of one apply of the standing plan."""

MAIL = {"emails": [{"value": "oma@kunta.test", "language": "fi"}]}


@dataclass
class Between:
    """PTV, and a person who does something there when it has taken so many writes."""

    ptv: PtvSimulator
    writes: int
    deed: Callable[[], None]

    def handle(self, request: SimRequest) -> SimResponse:
        """Pass a request on; the person's turn is before it or after it, never within."""
        if self.writes == 0:
            self.writes = -1
            self.deed()
        answer = self.ptv.handle(request)
        is_write = request.method != "GET" and "api-login" not in request.path
        self.writes -= is_write and answer.status == 200
        return answer


@pytest.fixture(scope="module")
def standing_sandbox(
    small_world: World, sites: dict[str, int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Standing]:
    """Where the plan has just been made."""
    with standing(Sandbox(small_world), sites, tmp_path_factory.mktemp("standing")) as at:
        yield at


@pytest.fixture
def at(standing_sandbox: Standing) -> Standing:
    """The same, put back for each test."""
    standing_sandbox.restore()
    return standing_sandbox


Deed: TypeAlias = Callable[[Standing], str]
"""What a person does; returns the PTV id of what was archived, if anything was."""


def edits_a_place_that_is_due(at: Standing) -> str:
    at.sandbox.controls.edit_ptv("ServiceLocation", at.channel("swimming-hall"), MAIL)
    return ""


def edits_a_place_that_is_not_due(at: Standing) -> str:
    at.sandbox.controls.edit_ptv("ServiceLocation", at.channel("clean"), MAIL)
    return ""


def edits_the_place_that_is_to_go(at: Standing) -> str:
    at.sandbox.controls.edit_ptv("ServiceLocation", at.channel("longest-name"), MAIL)
    return ""


def connects_a_place_that_is_due(at: Standing) -> str:
    at.sandbox.controls.connect_in_ptv(at.service(4400), at.channel("swimming-hall"), NOTE)
    return ""


def connects_to_the_service_that_loses_a_place(at: Standing) -> str:
    at.sandbox.controls.connect_in_ptv(at.service(1300), at.channel("route-with-activity"), NOTE)
    return ""


def disconnects_what_we_connected(at: Standing) -> str:
    at.sandbox.controls.disconnect_in_ptv(at.service(1300), at.channel("clean"))
    return ""


def disconnects_what_is_to_be_disconnected(at: Standing) -> str:
    service, channel = at.service(1300), at.channel("equal-name-1")
    if (service, channel) in at.pairs():
        at.sandbox.controls.disconnect_in_ptv(service, channel)
    return ""


def renames_a_place_to_a_name_that_is_due(at: Standing) -> str:
    taken = {name_of(one) for one in entities(at.sandbox).values()}
    if NEW_NAME not in taken:
        name = {"type": "Name", "language": "fi", "value": NEW_NAME}
        body = {"serviceChannelNames": [name]}
        at.sandbox.controls.edit_ptv("ServiceLocation", at.channel("clean"), body)
    return ""


def archives_a_place_that_is_not_due(at: Standing) -> str:
    channel = at.channel("equal-name-2")
    at.sandbox.controls.archive_in_ptv("ServiceLocation", channel)
    return channel


def archives_the_place_that_is_to_go(at: Standing) -> str:
    channel = at.channel("longest-name")
    at.sandbox.controls.archive_in_ptv("ServiceLocation", channel)
    return channel


def archives_a_place_that_moves(at: Standing) -> str:
    channel = at.channel("equal-name-1")
    at.sandbox.controls.archive_in_ptv("ServiceLocation", channel)
    return channel


def archives_a_service(at: Standing) -> str:
    service = at.service(1300)
    at.sandbox.controls.archive_in_ptv("Service", service)
    return service


DEEDS: tuple[Deed, ...] = (
    edits_a_place_that_is_due,
    edits_a_place_that_is_not_due,
    edits_the_place_that_is_to_go,
    connects_a_place_that_is_due,
    connects_to_the_service_that_loses_a_place,
    disconnects_what_we_connected,
    disconnects_what_is_to_be_disconnected,
    renames_a_place_to_a_name_that_is_due,
    archives_a_place_that_is_not_due,
    archives_the_place_that_is_to_go,
    archives_a_place_that_moves,
    archives_a_service,
)


def applied_while(at: Standing, writes: int, deed: Callable[[], None]) -> Command:
    """Apply the plan; a person does *deed* once PTV has taken so many of its writes."""
    between = Between(at.sandbox.ptv, writes, deed)
    at.sandbox.controls.server.mount(PTV, between)
    applied = at.apply()
    at.sandbox.controls.server.mount(PTV, at.sandbox.ptv)
    assert between.writes < 0, "the run ended before the person came"
    return applied


@pytest.mark.parametrize("writes", range(WRITES))
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_a_person_works_while_a_run_writes(at: Standing, deed: Deed, writes: int) -> None:
    gone: list[str] = []
    applied = applied_while(at, writes, lambda: gone.append(deed(at)))
    assert applied.code in {0, 2}, applied.err
    assert "unforeseen" not in applied.err
    at.assert_theirs_is_kept(gone=gone[0])

    theirs = at.what_people_have()
    at.finish()

    at.assert_theirs_is_kept(theirs, gone=gone[0])
