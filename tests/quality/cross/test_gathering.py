from hytedata.models.common import Json, SourceRef
from hytedata.models.publication import SourceItem
from hytedata.models.sync_state import Link
from hytedata.quality.facts import Contest
from hytedata.quality.facts.gathering import contests, doubles, site_links
from hytedata.store.event_links import EventPair
from hytedata.store.record_places import RecordPlace

SITE = SourceRef(source="lipas", kind="sports-site", id="7")


def event(source: str) -> SourceRef:
    return SourceRef(source=source, kind="event", id="1")


def test_only_links_of_sites_that_are_not_archived_stand_for_places() -> None:
    links = [
        Link(SourceItem("lipas", "site:7"), "channel", "c7", "hytedata-o-site-7"),
        Link(SourceItem("lipas", "site:7"), "channel", "c7", "another-login"),
        Link(SourceItem("lipas", "site:8"), "channel", "c8", "hytedata-o-site-8", archived=True),
        Link(SourceItem("lipas", "subcategory:1100"), "service", "s1", "hytedata-o-1100"),
    ]

    assert site_links(links) == (("7", "c7"),)


def test_what_contests_a_route_in_two_municipalities_is_told_once() -> None:
    conflict: dict[str, Json] = {
        "first": "code",
        "second": "point",
        "first_said": ["205"],
        "second_said": ["765"],
        "distance_m": 900,
    }
    places = [RecordPlace(code, "20", 0.5, "code", 0.9, (conflict,)) for code in ("205", "765")]

    found = contests((SITE, place) for place in places)

    assert found == (Contest(SITE, "code", "point", ("205",), ("765",), 900.0),)


def test_pairs_that_wait_for_a_person_keep_their_likeness() -> None:
    pair = EventPair(event("a"), event("b"), event("a"), event("b"), 0.92)

    assert doubles([pair]) == ((event("a"), event("b"), 0.92),)
