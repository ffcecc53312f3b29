"""The `[[calendar]]` block of a calendar: to paste, with what a person must fill in."""

import json
from collections.abc import Iterator
from typing import Final

from hytedata.connectors.calendars.linked_events.links import host_of
from hytedata.runs.events.probe.values import FoundCalendar, Licence

_GENERIC: Final = frozenset({"www", "api", "events", "tapahtumat", "kalenteri", "calendar"})
_TAKEN: Final = frozenset({"lipas", "ptv", "events"})


def block_of(calendar: FoundCalendar) -> str:
    """Return the block, as TOML that the configuration takes as it is."""
    return "\n".join(_lines(calendar)) + "\n"


def name_of(url: str) -> str:
    """Return a name for the calendar at *url*, from its host."""
    host = host_of(url)
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdecimal() or ":" in host:
        return "calendar"
    own = [label for label in labels[:-1] if label not in _GENERIC]
    name = own[-1] if own else labels[-2]
    return f"{name}-calendar" if name in _TAKEN else name


def _lines(calendar: FoundCalendar) -> Iterator[str]:
    yield "[[calendar]]"
    yield "# Yours to choose, once: its events are known by it."
    yield _line("name", name_of(calendar.url))
    yield _line("kind", calendar.kind)
    yield _line("url", calendar.url)
    if calendar.next_hosts:
        yield "# Named by its links to further pages. Keep it where it is the calendar's own."
        yield _line("allowed_hosts", list(calendar.next_hosts))
    for key, values in calendar.settings.items():
        yield _line(key, values[0] if key == "sitemap" else list(values))
    yield from _rights(calendar.licence)
    yield "# Only where all of it takes place in one municipality: that one's code."
    yield '# municipality = "205"'
    yield "# Whom the publisher serves; what is only online belongs there."
    yield '# area = ["county:20"]'


def _rights(licence: Licence) -> Iterator[str]:
    if licence.grade == "B":
        yield f"# {licence.basis[0].upper()}{licence.basis[1:]}."
    elif licence.name:
        yield "# FILL IN: assumed, as usual where this is run; ask the publisher."
    else:
        yield "# FILL IN: under which licence may its data be passed on? Ask the publisher."
    yield _line("licence", licence.name)
    yield "# FILL IN: whom to name where its events are shown."
    yield _line("attribution", "")


def _line(key: str, value: str | list[str]) -> str:
    # JSON's texts and lists of texts are TOML too.
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"
