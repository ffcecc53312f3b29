"""The places, keywords and organisations of a Linked Events calendar (events.md 2.1, 2.5, 2.6)."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from hytedata.sandbox.calendars.linked_events_views import Views
from hytedata.sandbox.calendars.linked_events_world import KEYWORDS, PUBLISHER, Fields

KINDS: Final = ("place", "keyword", "organization")


@dataclass(frozen=True)
class Records:
    """Lists them and shows single ones.

    Attributes:
        views: Writes them, and knows places and events.
        withdrawn: Id of each that is deleted or deprecated → which one stands for it, or "".
    """

    views: Views
    withdrawn: Mapping[str, str]

    def ids(self, kind: str) -> Collection[str]:
        """Return the ids of all of one kind."""
        if kind == "place":
            return self.views.places
        return KEYWORDS if kind == "keyword" else (PUBLISHER,)

    def select(self, kind: str, query: Mapping[str, str]) -> list[Fields]:
        """Return what a list shows: by number of events, which moves, unless sorted by id."""
        used = self._used()
        hides_unused = kind != "organization" and not query.get(f"show_all_{kind}s")
        shows_withdrawn = query.get("show_deleted" if kind == "place" else "show_deprecated")
        shown = [
            one
            for one in self.ids(kind)
            if (used[one] or not hides_unused) and (one not in self.withdrawn or shows_withdrawn)
        ]
        if query.get("sort", "").lstrip("-") == "id":
            shown.sort(reverse=query["sort"].startswith("-"))
        else:
            shown.sort(key=lambda one: -used[one])
        return [self.show(kind, one) for one in shown]

    def show(self, kind: str, record_id: str) -> Fields:
        """Write one in full."""
        if kind == "organization":
            return self.views.organization(record_id)
        gone, other = record_id in self.withdrawn, self.withdrawn.get(record_id)
        count = {"n_events": self._used()[record_id], "has_upcoming_events": True}
        if kind == "place":
            return self.views.place(record_id) | count | {"deleted": gone, "replaced_by": other}
        written = self.views.keyword(record_id)
        return written | count | {"deprecated": gone, "replaced_by": other, "alt_labels": []}

    def _used(self) -> Counter[str]:
        used: Counter[str] = Counter()
        for event in self.views.events.values():
            if event.public and not event.deleted:
                used.update((event.fields["location"], *event.fields["keywords"]))
        return used
