"""What an adoption writes, what it leaves, and what it remembers."""

import pytest

from hytedata.errors import InputError
from hytedata.models.common import Json
from hytedata.models.publication import TargetItem
from hytedata.sync.adopting import adopted, adoption_change, write_adoption
from hytedata.sync.adopting.contacts import with_theirs
from hytedata.sync.planning.ownership import Ownership
from tests.sync.fakes import FakeTarget, channel, service

OURS: Json = {"number": "401234567", "prefix": "+358"}
THEIRS: Json = {"number": "501112222", "prefix": "+358", "info": "Salivuorot"}


def item_with(fields: dict[str, Json], status: str = "Published") -> TargetItem:
    target = FakeTarget()
    ptv_id = target.put("channel", "Sali", fields)
    target.held[ptv_id].status = status
    return target.state().items[0]


def test_texts_of_the_source_are_written_and_both_values_are_in_the_plan() -> None:
    actual = item_with({"summary.fi": "Sali kaikille.", "summary.sv": "En sal."})

    change = adoption_change(channel(1), actual, {}, reason="Maija decided so")

    assert (change.op, change.id, change.base) == ("adopt", "adopt:channel:site:1", actual.version)
    assert change.fields["summary.fi"].before == "Sali kaikille."
    assert change.fields["summary.fi"].after == "Pallokenttä."
    assert "summary.sv" not in change.fields


def test_contacts_of_others_stay_and_ours_come_beside_them() -> None:
    actual = item_with({"phones.fi": [THEIRS]})

    change = adoption_change(channel(1), actual, {}, reason="")

    assert change.fields["phones.fi"].after == [THEIRS, OURS]
    assert change.wanted["phones.fi"] == [OURS]


def test_a_number_that_is_there_already_is_not_written_twice() -> None:
    same: Json = {"number": "40 123 4567", "prefix": "+358", "info": "Salivuorot"}
    actual = item_with({"phones.fi": [same]})

    change = adoption_change(channel(1), actual, {}, reason="")

    assert "phones.fi" not in change.fields
    assert change.wanted["phones.fi"] == [OURS]


@pytest.mark.parametrize(
    ("path", "ours", "theirs", "after"),
    [
        ("emails.fi", ["a@b.example"], ["A@B.example"], ["A@B.example"]),
        ("emails.fi", ["a@b.example"], ["c@b.example"], ["c@b.example", "a@b.example"]),
        (
            "web_pages.fi",
            [{"url": "https://x.example"}],
            [{"url": "https://x.example/", "text": "Salit"}],
            [{"url": "https://x.example/", "text": "Salit"}],
        ),
    ],
)
def test_addresses_are_one_whatever_their_case(
    path: str, ours: Json, theirs: Json, after: Json
) -> None:
    assert with_theirs(path, ours, theirs) == after


def test_languages_served_are_added_to_and_never_taken_away() -> None:
    actual = item_with({"languages": ["en", "sv"]})

    change = adoption_change(channel(1, {"languages": ["fi"]}), actual, {}, reason="")

    assert change.fields["languages"].after == ["en", "fi", "sv"]


def test_how_a_service_is_classified_stays_with_those_who_made_it() -> None:
    target = FakeTarget()
    target.put("service", "Salit", {"service_classes": ["P3"], "summary.fi": "Vanha."})
    item = service(1100, service_classes=["P27"], target_groups=["KR1"])

    change = adoption_change(item, target.state().items[0], {}, reason="")

    assert "service_classes" not in change.fields
    assert change.wanted["service_classes"] == ["P27"]
    assert change.fields["target_groups"].after == ["KR1"]


def test_fields_that_the_municipality_keeps_for_itself_are_left_alone() -> None:
    actual = item_with({"summary.fi": "Sali kaikille.", "description.fi": "Varaa vuoro."})
    item = channel(1, {"description.fi": "Uusi.", "summary.sv": "Ny."})
    owners: Ownership = {"summary": "once", "description": "target", "name": "report"}

    change = adoption_change(item, actual, owners, reason="")

    assert change.fields["summary.sv"].after == "Ny."
    assert not {"summary.fi", "description.fi", "name.fi"} & change.fields.keys()
    assert not {"summary.fi", "description.fi", "name.fi"} & change.wanted.keys()


def test_an_adopted_draft_becomes_published() -> None:
    change = adoption_change(channel(1), item_with({}, "Draft"), {}, reason="")

    assert change.fields["status"].after == "Published"


def test_all_that_the_source_says_is_remembered_as_sent_beside_what_stands_there() -> None:
    actual = item_with({"phones.fi": [THEIRS], "name.fi": "Kenttä 1"})
    change = adoption_change(channel(1), actual, {}, reason="")
    now = item_with({"phones.fi": [THEIRS, OURS], "name.fi": "Kenttä 1", "summary.fi": "Pal."})

    written = adopted(change, now)

    assert written.link is not None
    assert written.applied is not None
    assert (written.link.ptv_id, written.link.source_id) == (now.id, channel(1).source_id)
    assert written.applied.sent == channel(1).fields
    assert written.applied.echo["phones.fi"] == [THEIRS, OURS]


def test_nothing_is_adopted_without_a_key() -> None:
    actual = item_with({})
    change = adoption_change(channel(1), actual, {}, reason="").model_copy(
        update={"source_id": None}
    )

    with pytest.raises(InputError, match="names no source id"):
        write_adoption(change, actual, FakeTarget())
