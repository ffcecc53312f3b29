"""People work in PTV while a run writes: theirs is kept, and the next run finishes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import pytest

from hytedata.sandbox.controls import PTV
from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.ptv import PtvSimulator
from tests.e2e.standing import NEW_NAME, NEW_SITE, NOTE, Standing, Theirs
from tests.e2e.support import Command, channel_of, entities, name_of

pytestmark = pytest.mark.slow

MOMENTS = (1, 4, 6)
"""Writes that PTV has taken when the person comes: a service; two places and one that came back;
a new place and the connections. A connection is to be removed yet, and a place to be archived."""

MAIL = {"emails": [{"value": "oma@kunta.test", "language": "fi"}]}


@dataclass
class Between:
    """PTV, and a person who does something there when it has taken so many writes.

    The person's turn is before the request that comes next, or, where they are *late*, before
    the next write: what is to be written has been looked at already.
    """

    ptv: PtvSimulator
    writes: int
    deed: Callable[[], object]
    late: bool = False

    def handle(self, request: SimRequest) -> SimResponse:
        """Pass a request on."""
        is_write = request.method != "GET" and "api-login" not in request.path
        if self.writes == 0 and (is_write or not self.late):
            self.writes = -1
            self.deed()
        answer = self.ptv.handle(request)
        self.writes -= is_write and answer.status == 200
        return answer


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


def opens_a_place_that_is_due_and_adds_swedish(at: Standing) -> str:
    at.open_to_all_in_swedish(at.channel("equal-name-1"), "Bollplan")
    return ""


def opens_a_place_that_is_not_due_and_adds_swedish(at: Standing) -> str:
    at.open_to_all_in_swedish(at.channel("clean"), "Skolplan")
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


def archives_the_open_place_with_swedish_texts(at: Standing) -> str:
    channel = at.channel("swimming-hall")
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
    opens_a_place_that_is_due_and_adds_swedish,
    opens_a_place_that_is_not_due_and_adds_swedish,
    connects_a_place_that_is_due,
    connects_to_the_service_that_loses_a_place,
    disconnects_what_we_connected,
    disconnects_what_is_to_be_disconnected,
    renames_a_place_to_a_name_that_is_due,
    archives_a_place_that_is_not_due,
    archives_the_place_that_is_to_go,
    archives_a_place_that_moves,
    archives_the_open_place_with_swedish_texts,
    archives_a_service,
)


def applied_while(
    at: Standing, writes: int, deed: Deed, *, late: bool = False
) -> tuple[Command, str, Theirs]:
    """Apply the plan; a person does *deed* once PTV has taken so many of its writes.

    Returns what the command told, what the person archived, and what people had after the deed.
    """
    done: list[tuple[str, Theirs]] = []
    between = Between(
        at.sandbox.ptv, writes, lambda: done.append((deed(at), at.what_people_have())), late
    )
    at.sandbox.controls.server.mount(PTV, between)
    applied = at.apply()
    at.sandbox.controls.server.mount(PTV, at.sandbox.ptv)
    ((gone, theirs),) = done
    assert applied.code in {0, 2}, applied.err
    assert "unforeseen" not in applied.err
    return applied, gone, theirs


def states(applied: Command) -> dict[str, str]:
    return {one["change_id"]: one["state"] for one in applied.json["outcomes"]}


@pytest.mark.parametrize("writes", MOMENTS)
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_what_a_person_does_while_a_run_writes_is_kept(
    at: Standing, deed: Deed, writes: int
) -> None:
    _, gone, theirs = applied_while(at, writes, deed)
    at.assert_theirs_is_kept(theirs, gone=gone)

    at.finish()

    at.assert_theirs_is_kept(theirs, gone=gone)


@pytest.mark.parametrize(
    ("deed", "writes"),
    [
        (archives_a_place_that_moves, 1),
        (edits_a_place_that_is_due, 2),
        (connects_a_place_that_is_due, 2),
        (archives_the_open_place_with_swedish_texts, 2),
        (renames_a_place_to_a_name_that_is_due, 4),
        (archives_a_service, 5),
        (archives_a_service, 6),
        (disconnects_what_is_to_be_disconnected, 6),
        (archives_the_place_that_is_to_go, 7),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_what_a_person_does_right_before_a_write_doubles_and_loses_nothing(
    at: Standing, deed: Deed, writes: int
) -> None:
    _, gone, theirs = applied_while(at, writes, deed, late=True)
    at.assert_theirs_is_kept(theirs, gone=gone)

    at.finish()

    at.assert_theirs_is_kept(theirs, gone=gone)


def test_nothing_but_lists_is_read_between_the_last_look_at_an_item_and_its_write(
    at: Standing,
) -> None:
    # PTV has no conditional write: what a person does to an item in this gap cannot be seen.
    assert at.apply().code == 0

    seen: list[str] = []
    for entry in at.sandbox.journal():
        if entry.method == "PUT" and at.channel("address-place") not in entry.path:
            item = entry.path.rsplit("/", 1)[-1]
            looked = [path for path in seen if path.endswith(f"active/{item}")]
            between = seen[len(seen) - seen[::-1].index(looked[-1]) :]
            assert {path.rsplit("/", 1)[-1] for path in between} <= {"ServiceChannel", "list"}
        seen.append(entry.path)


@pytest.mark.parametrize(
    ("deed", "change"),
    [
        (edits_a_place_that_is_due, "update:channel:site:{swimming-hall}"),
        (opens_a_place_that_is_due_and_adds_swedish, "update:channel:site:{equal-name-1}"),
        (edits_the_place_that_is_to_go, "archive:channel:site:{longest-name}"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_item_that_a_person_edited_meanwhile_is_refused_and_the_others_are_written(
    at: Standing, deed: Deed, change: str
) -> None:
    applied, _, _ = applied_while(at, 1, deed)

    refused = {one for one, state in states(applied).items() if state != "done"}
    assert refused == {change.format_map(at.sites)}
    assert set(states(applied).values()) == {"done", "refused-stale"}
    assert "make a new plan" in applied.err


@pytest.mark.parametrize("writes", [1, 5, 7])
@pytest.mark.parametrize(
    "named",
    [
        ("ServiceLocation", "equal-name-1"),
        ("ServiceLocation", "swimming-hall"),
        ("ServiceLocation", "longest-name"),
        ("Service", "1300"),
    ],
    ids=lambda named: named[1],
)
def test_unpublished_edits_of_meanwhile_are_left_to_the_person_who_made_them(
    at: Standing, named: tuple[str, str], writes: int
) -> None:
    kind, name = named
    item = at.service(1300) if kind == "Service" else at.channel(name)
    texts = "serviceDescriptions" if kind == "Service" else "serviceChannelDescriptions"
    draft = [{"type": "Description", "language": "fi", "value": "Luonnos, jota kirjoitan."}]

    def begins_to_write(at: Standing) -> str:
        listed = entities(at.sandbox)[item]["newest"][texts]
        kept = [text for text in listed if text["type"] != "Description"]
        if entities(at.sandbox)[item]["status"] == "Published":
            at.sandbox.controls.edit_ptv(kind, item, {texts: [*kept, *draft]}, publish=False)
        return ""

    _, _, theirs = applied_while(at, writes, begins_to_write)
    at.assert_theirs_is_kept(theirs)
    held = entities(at.sandbox)[item]
    assert held["status"] == "Modified"
    assert "Luonnos, jota kirjoitan." in str(held["newest"])
    at.plan()
    assert at.apply().code in {0, 2}
    assert entities(at.sandbox)[item] == held

    at.sandbox.controls.discard_in_ptv(kind, item)
    at.finish()

    at.assert_theirs_is_kept(theirs)


def test_what_a_run_has_just_created_may_be_edited_and_archived_by_a_person_at_once(
    at: Standing,
) -> None:
    def archives_the_new_place(at: Standing) -> str:
        channel = at.channel(NEW_SITE)
        at.sandbox.controls.archive_in_ptv("ServiceLocation", channel)
        return channel

    applied, gone, theirs = applied_while(at, 5, archives_the_new_place)
    at.finish()

    assert applied.code == 2
    assert channel_of(at.sandbox, NEW_SITE)["id"] == gone
    assert channel_of(at.sandbox, NEW_SITE)["status"] == "Published"
    at.assert_theirs_is_kept(theirs, gone=gone)


def connects_the_place_that_is_to_go(at: Standing) -> str:
    at.sandbox.controls.connect_in_ptv(at.service(4400), at.channel("longest-name"), NOTE)
    return ""


def test_a_place_that_got_a_connection_since_the_plan_is_not_archived_by_it(at: Standing) -> None:
    applied, _, theirs = applied_while(at, 1, connects_the_place_that_is_to_go)

    archiving = f"archive:channel:site:{at.sites['longest-name']}"
    assert states(applied)[archiving] == "refused-stale"
    at.assert_theirs_is_kept(theirs)


def test_a_place_that_we_archived_comes_back_with_the_languages_and_openness_it_had(
    at: Standing,
) -> None:
    assert at.apply().code == 0
    hall, lipas = at.sites["swimming-hall"], at.sandbox.controls
    before = at.what_people_have()

    lipas.retire_site(hall)
    at.finish()
    lipas.edit_site(hall, {"status": "active"})
    at.finish()

    after, channel = at.what_people_have(), at.channel("swimming-hall")
    assert after.languages[channel] == before.languages[channel] == {"fi", "sv"}
    assert channel in after.open_to_all


def brings_a_place_back_with_swedish_and_open(at: Standing) -> str:
    channel = at.channel("address-place")
    if entities(at.sandbox)[channel]["status"] == "Deleted":
        at.sandbox.controls.publish_in_ptv("ServiceLocation", channel)
        at.open_to_all_in_swedish(channel, "Dammens vindskydd")
    return ""


def test_a_place_that_a_person_brought_back_since_the_plan_is_not_written_over(
    at: Standing,
) -> None:
    applied, _, theirs = applied_while(at, 1, brings_a_place_back_with_swedish_and_open)

    restoring = f"restore:channel:site:{at.sites['address-place']}"
    assert states(applied)[restoring] == "refused-stale"
    at.assert_theirs_is_kept(theirs)
