"""The search index of the simulated Lipas: documents in index order, filtered and paged."""

from collections.abc import Callable, Iterable, Mapping

from hytedata.sandbox.lipas.parameters import SitesQuery
from hytedata.sandbox.world.documents import SiteDocument


class SiteIndex:
    """Documents in the order in which they were last indexed.

    A save takes a document out of its place and puts it at the end, so that a scan that is under
    way can meet it twice, and miss the one that moved up into a page already read
    (lipas-api 2.4, point 3).
    """

    def __init__(self, sites: Iterable[SiteDocument]) -> None:
        self._sites = {site.lipas_id: site for site in sites}
        self._found: dict[tuple[tuple[str, frozenset[str]], ...], list[int]] = {}
        self._hidden: set[int] = set()

    def __len__(self) -> int:
        return len(self._sites)

    def ids(self) -> tuple[int, ...]:
        """Return all ids in index order."""
        return tuple(self._sites)

    def get(self, lipas_id: int) -> SiteDocument | None:
        """Return one document."""
        return self._sites.get(lipas_id)

    def put(self, site: SiteDocument) -> None:
        """Index a document anew, at the end."""
        self._sites.pop(site.lipas_id, None)
        self._sites[site.lipas_id] = site
        self._found.clear()

    def remove(self, lipas_id: int) -> None:
        """Take a document out for good."""
        del self._sites[lipas_id]
        self._found.clear()

    def hide(self, lipas_id: int, *, hidden: bool) -> None:
        """Leave a document out of lists, or let it be in them again."""
        (self._hidden.add if hidden else self._hidden.discard)(lipas_id)
        self._found.clear()

    def find(self, query: SitesQuery) -> list[int]:
        """Return the ids that pass the filters, in index order."""
        key = tuple(sorted(query.sets.items()))
        if key not in self._found:
            passing = list(self._sites.values())
            for name, wanted in key:
                value = _VALUES[name]
                passing = [site for site in passing if not wanted.isdisjoint(value(site))]
            ids = [site.lipas_id for site in passing]
            self._found[key] = [lipas_id for lipas_id in ids if lipas_id not in self._hidden]
        return self._found[key]


_VALUES: Mapping[str, Callable[[SiteDocument], tuple[str, ...]]] = {
    "statuses": lambda site: (site.status,),
    "city-codes": lambda site: (site.municipality,),
    "type-codes": lambda site: (str(site.type_code),),
    "admins": lambda site: (site.admin,),
    "owners": lambda site: (site.owner,),
    "activities": lambda site: site.activities,
}
"""Set parameter → the values of a site that it is about."""
