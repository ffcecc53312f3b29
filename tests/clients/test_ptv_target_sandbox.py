"""The client against the simulated catalogue, over sockets."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from hytedata.clients.ptv import PtvTarget
from hytedata.errors import AnswerLost, WriteRefused
from hytedata.models.publication import DesiredItem, ItemKind, SourceItem, TargetItem, TargetState
from hytedata.sandbox import Fault, Sandbox

KINDS = {"Service", "ServiceLocation"}


@pytest.fixture
def target(sandbox: Sandbox) -> Iterator[PtvTarget]:
    with PtvTarget(
        sandbox.ptv_url,
        sandbox.ptv_token_url,
        sandbox.username,
        sandbox.password,
        contact="it@example.test",
        sleep=lambda _: None,
    ) as opened:
        yield opened


def writable(state: TargetState) -> list[TargetItem]:
    return [item for item in state.items if item.channel_type in {None, "ServiceLocation"}]


def titled(state: TargetState, title: str) -> TargetItem:
    (found,) = [item for item in state.items if item.title == title]
    return found


def desired(item: TargetItem, source_id: str, name: str, **fields: Any) -> DesiredItem:
    names = {path: name for path in item.fields if path.startswith("name.")}
    return DesiredItem(
        kind=item.kind,
        source=SourceItem("lipas", source_id),
        source_id=source_id,
        title=name,
        fields={**item.fields, **names, **fields},
        visible_for_all=True,
    )


def held(sandbox: Sandbox) -> dict[str, Any]:
    """All that the catalogue holds, without times, and with numbers in one spelling."""
    snapshot: dict[str, Any] = json.loads(json.dumps(sandbox.controls.snapshot_ptv()))
    for entity in snapshot["entities"].values():
        entity["modified"] = entity["published_modified"] = None
        for version in ("newest", "published"):
            body = entity[version] or {}
            body.pop("serviceVouchersInUse", None)
            for address in body.get("addresses") or []:
                street = address.get("streetAddress") or {}
                for axis in street.keys() & {"latitude", "longitude"}:
                    street[axis] = float(street[axis])
    for connection in snapshot["connections"]:
        connection["modified"] = None
    return snapshot


def look(target: PtvTarget, kind: ItemKind, ptv_id: str) -> TargetItem:
    item = target.look(kind, ptv_id)
    assert item is not None
    return item


def test_the_whole_organisation_is_read(sandbox: Sandbox, target: PtvTarget) -> None:
    state = target.read(sandbox.organisation)

    snapshot = held(sandbox)["entities"].values()
    own = [
        entity
        for entity in snapshot
        if entity["organisation"] == sandbox.organisation
        and entity["status"] != "Deleted"
        and entity["kind"] in {*KINDS, "EChannel", "WebPage", "Phone", "PrintableForm"}
    ]
    assert state.completeness.complete
    assert len([item for item in state.items if item.own]) == len(own)
    assert {item.status for item in state.items} == {"Published", "Draft"}
    assert state.postal_codes


def test_a_look_shows_what_the_lists_showed(sandbox: Sandbox, target: PtvTarget) -> None:
    state = target.read(sandbox.organisation)

    for item in state.items:
        looked = look(target, item.kind, item.id)
        if looked.status == item.status:
            assert looked == item


def test_an_update_without_changes_changes_nothing(sandbox: Sandbox, target: PtvTarget) -> None:
    before = held(sandbox)

    for item in writable(target.read(sandbox.organisation)):
        current = look(target, item.kind, item.id)
        if current.status == "Published":
            assert target.update(current, {}) == current

    assert held(sandbox) == before


def test_a_service_and_a_place_live_and_go(sandbox: Sandbox, target: PtvTarget) -> None:
    state = target.read(sandbox.organisation)
    model = titled(state, "Pääkirjasto")

    service = target.create(
        sandbox.organisation, desired(titled(state, "Kirjastopalvelut"), "own-a", "Uusi palvelu")
    )
    place = target.create(sandbox.organisation, desired(model, "own-b", "Uusi paikka"))
    (outcome,) = target.connect([(service.id, place.id)])
    changed = target.update(
        look(target, "channel", place.id),
        {
            "summary.fi": "Aivan uusi tiivistelmä.",
            "emails.fi": ["uusi@mallila.example"],
            "phones.fi": None,
            "address.number": "77",
        },
    )

    assert outcome.done, outcome.message
    assert (service.source_id, place.source_id) == ("own-a", "own-b")
    assert changed.fields["summary.fi"] == "Aivan uusi tiivistelmä."
    assert changed.fields["emails.fi"] == ["uusi@mallila.example"]
    assert changed.fields["address.number"] == "77"
    assert "phones.fi" not in changed.fields
    assert changed.visible_for_all is True
    assert changed == look(target, "channel", place.id)
    assert target.find_by_source_id("channel", sandbox.organisation, "own-b") == changed

    assert target.disconnect(look(target, "service", service.id), [place.id]).connected == ()
    target.archive(changed)
    assert target.look("channel", place.id) is None
    assert place.id in {item.id for item in target.read(sandbox.organisation).archived}

    back = target.restore(sandbox.organisation, place.id, desired(model, "own-b", "Taas paikka"))
    assert back.id == place.id
    assert back.title == "Taas paikka"
    assert back == look(target, "channel", place.id)


def test_a_removed_connection_leaves_the_others_as_they_were(
    sandbox: Sandbox, target: PtvTarget
) -> None:
    state = target.read(sandbox.organisation)
    service, hall = titled(state, "Liikuntaneuvonta"), titled(state, "Pääkirjasto")
    before = held(sandbox)["connections"]
    target.connect([(service.id, hall.id)])

    target.disconnect(look(target, "service", service.id), [hall.id])

    assert held(sandbox)["connections"] == before


def test_a_connection_that_ptv_refuses_is_told(sandbox: Sandbox, target: PtvTarget) -> None:
    service = titled(target.read(sandbox.organisation), "Liikuntaneuvonta")

    (outcome,) = target.connect([(service.id, "9b3e7a40-1d2c-4f5b-8e6a-70c1d2e3f4a5")])

    assert not outcome.done
    assert "not found" in outcome.message


def test_a_name_that_is_taken_is_refused(sandbox: Sandbox, target: PtvTarget) -> None:
    model = titled(target.read(sandbox.organisation), "Pääkirjasto")

    with pytest.raises(WriteRefused, match="already exists within organization"):
        target.create(sandbox.organisation, desired(model, "own-c", "Pääkirjasto"))


def test_a_created_item_whose_answer_was_lost_is_found_by_its_key(
    sandbox: Sandbox, target: PtvTarget
) -> None:
    model = titled(target.read(sandbox.organisation), "Pääkirjasto")
    sandbox.controls.add_fault(Fault("lost-after", mount="/ptv", method="POST", path="Location"))

    with pytest.raises(AnswerLost):
        target.create(sandbox.organisation, desired(model, "own-d", "Kadonnut vastaus"))

    sandbox.controls.clear_faults()
    found = target.find_by_source_id("channel", sandbox.organisation, "own-d")
    assert found is not None
    assert found.title == "Kadonnut vastaus"


@pytest.mark.parametrize("after", range(8))
def test_a_token_that_dies_at_any_moment_hides_no_source_id(
    sandbox: Sandbox, target: PtvTarget, after: int
) -> None:
    model = titled(target.read(sandbox.organisation), "Pääkirjasto")
    target.create(sandbox.organisation, desired(model, "own-e", "Oma paikka"))
    sandbox.controls.add_fault(Fault("token-death", mount="/ptv", path="v11", after=after, times=1))

    state = target.read(sandbox.organisation)

    assert state.completeness.complete
    assert titled(state, "Oma paikka").source_id == "own-e"


def test_source_ids_hidden_by_tokens_that_keep_dying_leave_a_doubt(
    sandbox: Sandbox, target: PtvTarget
) -> None:
    sandbox.controls.add_fault(Fault("token-death", mount="/ptv", path="Service/list/organization"))

    assert "source ids" in target.read(sandbox.organisation).completeness.reasons[0]


@pytest.mark.parametrize("kind", ["Service", "ServiceChannel"])
def test_a_short_list_is_never_taken_for_the_whole(
    sandbox: Sandbox, target: PtvTarget, kind: str
) -> None:
    sandbox.controls.add_fault(
        Fault("short-page", mount="/ptv", path=f"{kind}/list/organization", count=1)
    )

    assert not target.read(sandbox.organisation).completeness.complete


def test_a_list_that_is_short_once_is_read_again(sandbox: Sandbox, target: PtvTarget) -> None:
    sandbox.controls.add_fault(
        Fault("short-page", mount="/ptv", path="Channel/list/organization", count=2, times=1)
    )

    assert target.read(sandbox.organisation).completeness.complete


def test_garbage_and_broken_answers_leave_a_doubt_or_are_read_again(
    sandbox: Sandbox, target: PtvTarget
) -> None:
    sandbox.controls.add_fault(Fault("truncate", mount="/ptv", path="list/organization", times=2))
    assert target.read(sandbox.organisation).completeness.complete

    sandbox.controls.add_fault(Fault("garbage", mount="/ptv", path="Service/list/organization"))
    assert not target.read(sandbox.organisation).completeness.complete


def test_an_item_that_a_person_is_editing_is_not_written(
    sandbox: Sandbox, target: PtvTarget
) -> None:
    place = titled(target.read(sandbox.organisation), "Mallilan jäähalli")
    current = look(target, "channel", place.id)
    before = held(sandbox)

    with pytest.raises(WriteRefused, match="publish or discard"):
        target.update(current, {"summary.fi": "Uusi tiivistelmä."})

    assert current.status == "Modified"
    assert held(sandbox) == before
