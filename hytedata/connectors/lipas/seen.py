"""What a read has met: sites in their latest revision, and whether the numbers add up."""

from dataclasses import dataclass, field

from hytedata.connectors.lipas.raw_site import RawSite
from hytedata.models.common import Rejection


class Seen:
    """Latest revision of each site met so far; holds a date and a hash per site."""

    def __init__(self) -> None:
        self._latest: dict[int, tuple[str, str]] = {}

    def __len__(self) -> int:
        return len(self._latest)

    def is_news(self, site: RawSite) -> bool:
        """Note *site*; False where the same revision or a newer one was met before.

        The content can change without a new date (lipas-api 5): of two contents with one date
        the one met later counts.
        """
        known = self._latest.get(site.lipas_id)
        if known is not None and not _is_newer(site, *known):
            return False
        self._latest[site.lipas_id] = site.event_date, site.content_hash
        return True


def _is_newer(site: RawSite, event_date: str, content_hash: str) -> bool:
    ours, theirs = revision_order(site.event_date), revision_order(event_date)
    return ours > theirs or (ours == theirs and site.content_hash != content_hash)


def revision_order(event_date: str) -> tuple[str, str]:
    """Return a key that orders times in UTC with any number of fraction digits."""
    seconds, _, fraction = event_date.strip().removesuffix("Z").partition(".")
    return seconds, fraction.rstrip("0")


@dataclass
class Reading:
    """One reading of a part of a list.

    Attributes:
        number: From 1.
        keys: What stood in it: ids, and places of documents without one.
        totals: What Lipas stated on each page, in order.
        unshowable: Documents that Lipas could not show.
        rejected: Documents without an id.
    """

    number: int = 1
    keys: set[int | str] = field(default_factory=set)
    totals: list[int] = field(default_factory=list)
    unshowable: list[Rejection] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    @property
    def total(self) -> int:
        """What Lipas stated last; 0 before it stated anything."""
        return self.totals[-1] if self.totals else 0

    @property
    def stated(self) -> str:
        """What Lipas stated, for people."""
        if not self.totals:
            return "no number"
        first, last = self.totals[0], self.totals[-1]
        return str(last) if first == last else f"first {first}, then {last}"

    def adds_up(self, all_keys: set[int | str]) -> bool:
        """Whether nothing can be missing; *all_keys* are those of this and earlier readings."""
        if not self.totals or self.totals[0] != self.total:
            return False
        wanted = self.total - len(self.unshowable)
        # Together they may also hold a site that has left the part; then only a reading that is
        # whole by itself will do.
        return len(self.keys) >= wanted or len(all_keys) == wanted
