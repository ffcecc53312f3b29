"""Events of several pages: each once, unlike ones told apart, whatever the pages say."""

from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors.calendars.json_ld import Graph
from hytedata.connectors.calendars.json_ld_page import WebPage
from hytedata.models.event import Event
from hytedata.normalise.calendars.json_ld import normalise_page
from hytedata.normalise.calendars.json_ld_known import PROPERTIES
from hytedata.normalise.calendars.json_ld_same import once
from tests.normalise.calendars.json_ld_made import FACTS, IN_2027, URL, codes, events, node, read


def test_an_event_on_its_own_page_and_in_lists_counts_once_as_its_own_page_tells_it() -> None:
    own = read(node(url=URL, identifier="1", description="Pitkä kuvaus"), url=URL)
    short = read(node(url=URL, at_id=None), url="https://kunta.test/a-lista")
    dayless = read(
        node(url=URL, identifier="1", startDate="2027-03-03"), url="https://kunta.test/b"
    )

    (event,) = once([short, dayless, own]).events

    assert (event.id, event.description) == ("1", {"fi": "Pitkä kuvaus"})


def test_events_that_share_an_address_are_told_apart_whatever_the_window() -> None:
    dates = [node(at_id=None, url="/x", startDate=f"2027-03-0{it}") for it in (3, 4)]
    other = node(at_id=None, url="/x", startDate="2027-03-04", name="Tanssi")

    same_name = events(*dates)
    others = events(*dates, other)

    assert [(it.id, it.series_role) for it in same_name] == [
        ("https://kunta.test/x|2027-03-03", "occurrence"),
        ("https://kunta.test/x|2027-03-04", "occurrence"),
    ]
    assert len({it.id for it in others}) == 3
    assert {codes(it)[-1] for it in others} == {"shared-id"}


def test_an_event_that_others_name_as_their_whole_stands_for_them() -> None:
    whole = read(node(name="Juhlat", at_id="#juhlat", identifier="9"), url="https://kunta.test/j")
    part = read(node(superEvent={"@id": "https://kunta.test/j#juhlat"}), url=URL)

    merged = once([whole, part])

    assert [(it.names["fi"], it.series_id) for it in merged.events] == [("Jumppa", "9")]
    assert [(it.names["fi"], it.series_role) for it in merged.series] == [("Juhlat", "umbrella")]


WORDS = [
    "", "Jumppa", "2027-03-03", "2027-03-03T10:00", "9999-12-31T23:59-12:00", "P1W", "10:00", "#a",
    "https://kunta.test/x", "http://[", "https://schema.org/Monday", "0", "5 €", "-", "P1D", "fi",
    "\x00", "Etc/UTC", "64.2", "1e999", "\udc00", "٣",
]  # fmt: skip
INNER = [
    "@id", "@type", "@value", "@language", "@list", "name", "url", "startDate", "price", "address",
    "geo", "latitude", "longitude", "repeatFrequency", "byDay", "exceptDate", "startTime", "fi",
    "endTime", "subEvent", "addressRegion", "postalCode", "value",
]  # fmt: skip
SCALARS = st.sampled_from(WORDS) | st.sampled_from([None, True, 0, 2**64, -1.5, float("nan")])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INNER), inner, max_size=4)
    ),
    max_leaves=8,
)
NODES = st.dictionaries(st.sampled_from(sorted(PROPERTIES)), VALUES, max_size=10)


@given(st.lists(NODES, min_size=1, max_size=2), st.booleans())
def test_whatever_a_page_says_comes_out_as_an_event_or_a_rejection(
    nodes: list[dict[str, object]], plausible: bool
) -> None:
    made = [{**it, **(node() if plausible else {"@type": "Event"})} for it in nodes]

    told = normalise_page(WebPage(URL, URL, "fi", Graph(made)), FACTS, IN_2027)
    merged = once([told])

    assert all(isinstance(it, Event) and it.id and it.names for it in merged.events)
    for event in (*merged.events, *merged.series):
        assert Event.model_validate_json(event.model_dump_json()) == event
    assert all(it.reason for it in told.rejections)
