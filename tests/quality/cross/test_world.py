from hypothesis import given
from hypothesis import strategies as st

from hytedata.quality.facts import (
    Beside,
    ChannelFacts,
    ConnectionFacts,
    EventFacts,
    OrganisationFacts,
    ServiceFacts,
    SiteFacts,
    World,
)
from hytedata.quality.facts.grid import Grid, gap_m
from hytedata.quality.facts.values import AreaFacts, Facts

METRES = st.tuples(st.integers(0, 3_000), st.integers(0, 3_000)).map(
    lambda at: (500_000.0 + at[0], 7_000_000.0 + at[1])
)
SITES = st.lists(st.tuples(METRES, st.sampled_from([0.0, 40.0, 900.0])), max_size=12)


def world(*facts: Facts, **beside: object) -> World:
    return World.of(((one, None) for one in facts), Beside(**beside))  # type: ignore[arg-type]


@given(SITES, METRES, st.sampled_from([0.0, 150.0, 1_000.0]))
def test_a_grid_gives_each_place_within_reach_once(
    placed: list[tuple[tuple[float, float], float]], at: tuple[float, float], metres: float
) -> None:
    sites = [
        SiteFacts(str(number), 1340, "active", position=position, spread_m=spread)
        for number, (position, spread) in enumerate(placed)
    ]

    near = [one.id for one in Grid(sites).near(at, metres)]

    assert sorted(near) == sorted(one.id for one in sites if gap_m(at, one) <= metres)


def test_where_a_record_is_by_all_evidence_goes_before_what_it_states() -> None:
    site = SiteFacts("1", 1340, "active", municipality="765")

    told = World.of([(site, "205"), (SiteFacts("2", 1340, "active", municipality="765"), None)])

    assert {one.id: one.municipality for one in told.sites.values()} == {"1": "205", "2": "765"}


def test_what_many_records_say_is_held_once_and_told_as_it_was() -> None:
    def evening(number: int) -> EventFacts:
        names = {"fi": "Tuolijumppa"}
        return EventFacts("helsinki", f"{number}", names, place_names=("Sali",), municipality="091")

    facts: list[Facts] = [
        ConnectionFacts("s1", "c1"),
        ConnectionFacts("s1", "c2", {"phones": 7}),
        OrganisationFacts("o1", area=AreaFacts(municipalities=("091",))),
        ServiceFacts("s1", area=AreaFacts(municipalities=("091",)), channels=("c1", "c2")),
        ChannelFacts("c1", "ServiceLocation", organisation="o1", municipality="091"),
        SiteFacts("1", 1340, "active", owner="city", municipality="091"),
        evening(1),
        evening(2),
    ]

    made = world(*facts)

    held = (*made.organisations.values(), *made.services.values(), *made.channels.values())
    assert [*made.connections, *held, *made.sites.values(), *made.events] == facts
    assert made.events[0].names is made.events[1].names


def test_no_channels_and_channels_that_are_not_told_are_two_things() -> None:
    untold, none = ServiceFacts("s1"), ServiceFacts("s2", channels=())

    assert world(untold, none).channels_of(untold) is None
    assert world(untold, none).channels_of(none) == frozenset()


def test_connections_tell_what_the_records_of_version_12_do_not() -> None:
    one, other = ServiceFacts("s1"), ServiceFacts("s2")
    channel = ChannelFacts("c1", "ServiceLocation")
    facts = (one, other, channel, ConnectionFacts("s1", "c1"))

    part, whole = world(*facts), world(*facts, read={"ptv": None})

    assert part.channels_of(one) == whole.channels_of(one) == frozenset({"c1"})
    assert part.channels_of(other) is None
    assert whole.channels_of(other) == frozenset()
    assert part.is_connected(channel) is True


def test_a_source_that_was_read_in_part_is_read_for_its_municipalities_only() -> None:
    told = world(read={"ptv": frozenset({"205"}), "lipas": None})

    assert told.was_read("ptv", "205")
    assert not told.was_read("ptv", "765")
    assert not told.was_read("ptv")
    assert not told.was_read("ptv", None)
    assert told.was_read("lipas")
    assert not told.was_read("kainuu")


def test_a_world_says_what_a_rule_lacks() -> None:
    told = world(ServiceFacts("s1"), read={"kainuu": None})

    assert told.lacks(["ptv", "lipas", "events"]) == ("lipas",)
    assert told.lacks([]) == ()


def test_organisations_that_stand_in_a_circle_hold_nobody_up() -> None:
    told = world(
        OrganisationFacts("a", parent="b"),
        OrganisationFacts("b", parent="a"),
        OrganisationFacts("c", parent="top"),
    )

    assert told.root("a") in {"a", "b"}
    assert told.root("c") == "top"
    assert told.root("unknown") == "unknown"
    assert told.root(None) is None
