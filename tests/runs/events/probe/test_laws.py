"""Whatever a site answers, a probe ends in a report, politely."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hytedata.runs.events.probe import MOST_REQUESTS, document_of
from tests.runs.events.probe.site import HTML, JSON, Site, look

PATHS = (
    "/",
    "/robots.txt",
    "/v1/event/?page_size=1",
    "/v1/event/",
    "/wp-json/",
    "/wp-json/tribe/events/v1/events",
    "/?ical=1",
    "/sitemap.xml",
    "/tapahtumat/a",
)
KEYS = (
    "meta",
    "data",
    "count",
    "next",
    "id",
    "name",
    "start_time",
    "namespaces",
    "events",
    "title",
)
WORDS = ("tribe/events/v1", "Event/LinkedEvent", "2027-02-01", "a:1", "\x1b[31m", "https://[", "")

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(WORDS) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=12,
)
feeds = st.lists(
    st.sampled_from(
        ("BEGIN:VEVENT", "END:VEVENT", "DTSTART:20270201", "RRULE:FREQ=X", "UID:\x1b", "")
    ),
    max_size=8,
).map(lambda lines: "\r\n".join(("BEGIN:VCALENDAR", *lines, "END:VCALENDAR")).encode())
pages = st.sampled_from(
    (
        b"<html><a href='/?ical=1'>",
        b'<html><link rel="https://api.w.org/" href="/wp-json/"><a href="https://[">',
        b'<html><script type="application/ld+json">{"@type": "Event", "location": [[]]}</script>',
        b"<urlset><url><loc>https://kunta.test/tapahtumat/a</loc></url>",
        b"\xff\xfe\x00",
    )
)
bodies = (
    values.map(lambda value: json.dumps(value).encode()) | feeds | pages | st.binary(max_size=20)
)
answers = st.tuples(bodies, st.sampled_from((200, 200, 200, 301, 404, 500)))


@pytest.mark.slow
@settings(max_examples=100)
@given(site=st.dictionaries(st.sampled_from(PATHS), answers, max_size=len(PATHS)))
def test_whatever_is_answered_a_probe_ends_in_a_report(site: dict[str, tuple[bytes, int]]) -> None:
    made = Site()
    for path, (body, status) in site.items():
        headers = {**(HTML if body.startswith(b"<html") else JSON), "Location": "/v1/event/"}
        made.page(path, body, status, headers)

    report = look(made)

    assert len(made.asked) <= MOST_REQUESTS
    assert "\\u001b" not in json.dumps(document_of(report))
    assert not any("form that the probe does not know" in step.seen for step in report.steps)
