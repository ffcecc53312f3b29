"""What happens over time: sites come and go, people edit PTV; ours follows, theirs stays."""

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from hytedata.sandbox import Sandbox, World
from hytedata.sandbox.seed import PtvSeed, SeedItem
from tests.e2e.conftest import Run
from tests.e2e.support import (
    amend,
    channel_of,
    connections,
    entities,
    key_of,
    ours,
    texts_of,
    written,
)

GUIDANCE = "Liikuntaneuvonta"
DESCRIPTION = "33333333-4444-4555-8666-777777777777"


class DescribedWorld(World):
    """The small world, with a general description in PTV."""

    @cached_property
    def ptv_seed(self) -> PtvSeed:
        """What PTV holds."""
        seed = super().ptv_seed
        return replace(seed, items=(*seed.items, _general_description()))


def _general_description() -> SeedItem:
    body = {
        "id": DESCRIPTION,
        "names": [{"type": "Name", "language": "fi", "value": "Uimahallit"}],
        "descriptions": [
            {"type": "Summary", "language": "fi", "value": "Uimahallit ovat kaikille."},
            {"type": "Description", "language": "fi", "value": "Uimahallissa voi uida."},
        ],
        "serviceClasses": ["http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P27.1"],
        "ontologyTerms": ["http://www.yso.fi/onto/koko/p10416"],
        "targetGroups": ["http://uri.suomi.fi/codelist/ptv/ptvkohderyhmat/code/KR1"],
        "type": "Service",
        "generalDescriptionType": "Municipality",
        "publishingStatus": "Published",
    }
    return SeedItem("GeneralDescription", body)


@pytest.fixture(scope="session")
def world(small_file: Path) -> World:
    """The small world, with a general description in PTV."""
    return DescribedWorld.from_lipas_file(small_file)


def test_a_retired_site_is_archived_and_comes_back_under_the_same_id(
    published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    hall = sites["swimming-hall"]
    before = channel_of(sandbox, hall)
    pairs = set(connections(sandbox))

    sandbox.controls.retire_site(hall)
    gone = plan()
    codes = [gone.code, apply().code]
    archived = channel_of(sandbox, hall)
    lost = set(connections(sandbox))
    sandbox.controls.edit_site(hall, {"status": "active"})
    back = plan()
    codes += [back.code, apply().code]
    restored = channel_of(sandbox, hall)

    assert codes == [0, 0, 0, 0]
    assert gone.json["counts"]["archive_channel"] == 1
    archive = next(one for one in gone.json["changes"] if one["op"] == "archive")
    assert archive["irreversible"] is True
    assert "connection" in archive["reason"]
    assert archived["status"] == "Deleted"
    assert len(lost) == 7
    assert back.json["counts"]["restore_channel"] == 1
    assert back.json["counts"]["create_channel"] == 0
    assert (restored["id"], restored["status"]) == (before["id"], "Published")
    assert set(connections(sandbox)) == pairs
    assert plan().json["changes"] == []


def test_a_site_entered_by_mistake_is_archived_too(
    published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    sandbox.controls.retire_site(sites["clean"], "incorrect-data")

    codes = plan().code, apply().code

    assert codes == (0, 0)
    assert channel_of(sandbox, sites["clean"])["status"] == "Deleted"


def test_another_type_moves_a_site_to_its_service_and_leaves_hand_made_connections(
    published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    site = sites["clean"]
    channel = channel_of(sandbox, site)["id"]
    held = ours(sandbox)
    old = held[f"hytedata-{sandbox.organisation}-subcategory-1300"]["id"]
    by_hand = held[f"hytedata-{sandbox.organisation}-subcategory-3100"]["id"]
    note = {"type": "Description", "language": "fi", "value": "Varaa vuoro etukäteen."}
    sandbox.controls.connect_in_ptv(by_hand, channel, {"description": [note]})
    sandbox.controls.edit_site(site, {"type.type-code": 1110})

    planned = plan()
    applied = apply()

    assert (planned.code, applied.code) == (0, 0)
    new = ours(sandbox)[f"hytedata-{sandbox.organisation}-subcategory-1100"]["id"]
    pairs = connections(sandbox)
    assert (new, channel) in pairs
    assert (old, channel) not in pairs
    assert (by_hand, channel) in pairs
    kept: Any = sandbox.controls.snapshot_ptv()["connections"]
    assert next(p for p in kept if p["service"] == by_hand and p["channel"] == channel)["extra"]
    assert plan().json["changes"] == []


def test_a_connection_with_a_text_that_people_made_survives_disconnecting_its_neighbour(
    published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    service = ours(sandbox)[f"hytedata-{sandbox.organisation}-subcategory-1300"]["id"]
    hall = channel_of(sandbox, sites["swimming-hall"])["id"]
    note = {"type": "Description", "language": "fi", "value": "Talvella halliin."}
    sandbox.controls.connect_in_ptv(service, hall, {"description": [note]})
    before = _extra(sandbox, service, hall)
    sandbox.controls.edit_site(sites["clean"], {"type.type-code": 1110})

    codes = plan().code, apply().code

    assert codes == (0, 0)
    assert _extra(sandbox, service, hall) == before
    assert before["description"]


def _extra(sandbox: Sandbox, service: str, channel: str) -> Any:
    pairs: Any = sandbox.controls.snapshot_ptv()["connections"]
    return next(p for p in pairs if (p["service"], p["channel"]) == (service, channel))["extra"]


def test_an_edit_in_ptv_is_shown_with_both_values_and_written_over(
    published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    hall = channel_of(sandbox, sites["swimming-hall"])
    ours_was = texts_of(hall, "Summary")["fi"]
    texts = [
        {**text, "value": "Kunnan oma tiivistelmä."} if text["type"] == "Summary" else text
        for text in hall["newest"]["serviceChannelDescriptions"]
    ]
    sandbox.controls.edit_ptv("ServiceLocation", hall["id"], {"serviceChannelDescriptions": texts})

    planned = plan()
    applied = apply()

    assert (planned.code, applied.code) == (0, 0)
    (drift,) = planned.json["drift"]
    assert (drift["field"], drift["theirs"]) == ("summary.fi", "Kunnan oma tiivistelmä.")
    assert drift["ours"] == ours_was
    assert drift["overwritten"] is True
    assert "Kunnan oma tiivistelmä." in planned.err
    assert ours_was.split(",")[0] in planned.err
    assert texts_of(channel_of(sandbox, sites["swimming-hall"]), "Summary")["fi"] == ours_was
    assert plan().json["drift"] == []


def test_an_edit_that_is_left_to_ptv_stays(
    published: None, plan: Run, config: Path, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    hall = channel_of(sandbox, sites["swimming-hall"])
    sandbox.controls.edit_ptv(
        "ServiceLocation", hall["id"], {"emails": [{"value": "oma@kunta.test", "language": "fi"}]}
    )
    text = config.read_text() + '\n[organisation.fields]\nemails = "target"\n'
    config.write_text(text, encoding="utf-8")

    planned = plan()

    assert planned.code == 0
    assert planned.json["changes"] == []
    assert planned.json["drift"] == []


def test_unpublished_edits_keep_an_item_as_it_is_until_a_person_settles_them(
    published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    hall = channel_of(sandbox, sites["swimming-hall"])
    sandbox.controls.edit_ptv("ServiceLocation", hall["id"], {"webPages": []}, publish=False)
    sandbox.controls.edit_site(sites["swimming-hall"], {"phone-number": "08 555 0199"})

    planned = plan()
    locked = apply()
    sandbox.controls.discard_in_ptv("ServiceLocation", hall["id"])
    codes = plan().code, apply().code

    reasons = [one["reason"] for one in planned.json["skipped"]]
    refused = [one["state"] for one in locked.json["outcomes"]]
    assert reasons == ["modified-in-ptv"] or refused == ["refused-stale"]
    assert "publish or discard" in planned.err + locked.err
    assert written(sandbox.writes()) == [("PUT", f"ServiceChannel/ServiceLocation/{hall['id']}")]
    assert codes == (0, 0)
    assert "5550199" in str(channel_of(sandbox, sites["swimming-hall"])["newest"])


def test_edits_made_between_plan_and_apply_are_refused_not_trampled(
    published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    hall = channel_of(sandbox, sites["swimming-hall"])
    sandbox.controls.edit_site(sites["swimming-hall"], {"phone-number": "08 555 0199"})
    sandbox.controls.edit_site(sites["clean"], {"phone-number": "08 555 0188"})
    plan()
    mail = [{"value": "oma@kunta.test", "language": "fi"}]
    sandbox.controls.edit_ptv("ServiceLocation", hall["id"], {"emails": mail})

    applied = apply()

    assert applied.code == 2
    states = {one["change_id"]: one["state"] for one in applied.json["outcomes"]}
    assert states[f"update:channel:site:{sites['swimming-hall']}"] == "refused-stale"
    assert states[f"update:channel:site:{sites['clean']}"] == "done"
    assert "make a new plan" in applied.err
    assert (plan().code, apply().code) == (0, 0)
    assert plan().json["changes"] == []


def test_an_item_archived_by_a_person_is_brought_back_under_its_id(
    published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    hall = channel_of(sandbox, sites["swimming-hall"])
    sandbox.controls.archive_in_ptv("ServiceLocation", hall["id"])

    planned = plan()
    applied = apply()

    assert (planned.code, applied.code) == (0, 0)
    assert planned.json["counts"]["restore_channel"] == 1
    assert channel_of(sandbox, sites["swimming-hall"])["id"] == hall["id"]
    assert channel_of(sandbox, sites["swimming-hall"])["status"] == "Published"


def test_a_service_archived_by_a_person_is_brought_back_with_its_connections(
    published: None, plan: Run, apply: Run, sandbox: Sandbox
) -> None:
    key = f"hytedata-{sandbox.organisation}-subcategory-1300"
    service = ours(sandbox)[key]
    pairs = set(connections(sandbox))
    sandbox.controls.archive_in_ptv("Service", service["id"])

    planned = plan()
    applied = apply()

    assert (planned.code, applied.code) == (0, 0)
    assert ours(sandbox)[key]["id"] == service["id"]
    assert ours(sandbox)[key]["status"] == "Published"
    assert set(connections(sandbox)) == pairs
    assert plan().json["changes"] == []


def test_openness_and_languages_that_are_not_ours_survive_an_update(
    published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    hall = channel_of(sandbox, sites["swimming-hall"])
    texts = hall["newest"]["serviceChannelDescriptions"]
    swedish = [{**text, "language": "sv", "value": f"Sv: {text['value'][:40]}"} for text in texts]
    names = hall["newest"]["serviceChannelNames"]
    body = {
        "isVisibleForAll": True,
        "serviceChannelDescriptions": [*texts, *swedish],
        "serviceChannelNames": [
            *names,
            {"type": "Name", "language": "sv", "value": "Mallbo simhall"},
        ],
        "displayNameType": [
            {"type": "Name", "language": "fi"},
            {"type": "Name", "language": "sv"},
        ],
    }
    sandbox.controls.edit_ptv("ServiceLocation", hall["id"], body)
    sandbox.controls.edit_site(sites["swimming-hall"], {"phone-number": "08 555 0199"})

    planned = plan()
    applied = apply()

    assert (planned.code, applied.code) == (0, 0)
    after = channel_of(sandbox, sites["swimming-hall"])
    assert after["visible_for_all"] is True
    assert texts_of(after, "Summary")["sv"].startswith("Sv: ")
    assert "5550199" in str(after["newest"])
    assert plan().json["changes"] == []


def test_a_language_taken_out_of_the_configuration_is_told_or_cleared_but_never_half(
    plan: Run, apply: Run, config: Path, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    amend(config, languages=["fi", "sv"])
    codes = [plan().code, apply().code]
    amend(config, languages=["fi"])

    codes += [plan().code, apply().code]

    assert codes == [0, 0, 0, 0]
    hall = channel_of(sandbox, sites["swimming-hall"])
    assert set(texts_of(hall, "Summary")) == set(texts_of(hall, "Description"))
    assert plan().json["changes"] == []


def test_a_general_description_that_people_chose_survives_an_update(
    published: None, plan: Run, apply: Run, config: Path, sandbox: Sandbox
) -> None:
    key = f"hytedata-{sandbox.organisation}-subcategory-3100"
    service = ours(sandbox)[key]
    described = entities(sandbox)
    assert DESCRIPTION in described
    sandbox.controls.edit_ptv("Service", service["id"], {"generalDescriptionId": DESCRIPTION})
    text = config.read_text() + (
        '\n[organisation.texts]\n"subcategory:3100.user_instruction.fi" = "Osta lippu kassalta."\n'
    )
    config.write_text(text, encoding="utf-8")

    planned = plan()
    applied = apply()

    assert (planned.code, applied.code) == (0, 0)
    after = ours(sandbox)[key]
    assert after["newest"]["generalDescriptionId"] == DESCRIPTION
    assert "Osta lippu kassalta." in str(after["newest"])
    assert plan().json["changes"] == []


def test_a_site_that_vanishes_from_the_source_stays_and_is_told(
    published: None, plan: Run, config: Path, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    amend(config, lipas__categories=[1300, 3100, 4400])

    planned = plan()

    assert planned.code == 0
    assert planned.json["changes"] == []
    told = {one["source"]["id"]: one["reason"] for one in planned.json["warnings"]}
    assert told[f"site:{sites['address-place']}"] == "absent-from-source"
    assert key_of(sandbox, sites["address-place"]) in ours(sandbox)


def test_two_places_that_get_one_name_are_told_apart(
    published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    sandbox.controls.edit_site(sites["clean"], {"name": "Mallilan uimahalli"})

    rounds = [(plan().code, apply().code) for _ in range(3)]

    assert rounds == [(0, 0)] * 3
    assert plan().json["changes"] == []
    assert len(ours(sandbox)) == 12
