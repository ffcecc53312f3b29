"""From raw documents to a snapshot of the sites that were asked for."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, Self, TypeAlias

from hytedata.codes import find_municipality, find_sports_site_type, municipality, sub_category
from hytedata.connectors.lipas.raw_site import Known, RawSite, reject
from hytedata.connectors.lipas.wire import WireSite
from hytedata.connectors.lipas.wire_v1 import WireV1Site
from hytedata.connectors.wire_values import NotADocument, decode_document
from hytedata.errors import InputError
from hytedata.models.common import Completeness, Rejection, Snapshot
from hytedata.models.sports_site import AnySite, SiteHead, SportsSite
from hytedata.normalise.lipas import normalise_decoded
from hytedata.normalise.lipas_head import site_head
from hytedata.normalise.lipas_v1 import normalise_decoded_v1

Version: TypeAlias = Literal["v1", "v2"]

NAMED_IN_REASONS = 3
"""So many unusable records are named in the verdict; all of them are in the rejections."""


@dataclass(frozen=True)
class Selection:
    """Which sites are wanted.

    Attributes:
        municipalities: Three-digit codes of today.
        categories: Sub-category codes; empty for all.
    """

    municipalities: frozenset[str]
    categories: frozenset[int]

    @classmethod
    def of(cls, municipalities: Sequence[str], categories: Sequence[int]) -> Self:
        """Check and keep what a caller asks for.

        Raises:
            InputError: No municipality, a single text instead of a list, or an unknown code; for
                an abolished municipality it names the successor.
        """
        if isinstance(municipalities, str):
            raise InputError(f"municipalities: give a list, [{municipalities!r}]")
        if not municipalities:
            raise InputError("municipalities: name at least one")
        return cls(
            frozenset(municipality(code).code for code in municipalities),
            frozenset(sub_category(code).code for code in categories),
        )

    def wants(self, site: RawSite) -> bool | None:
        """Whether *site* is wanted; None where its own codes do not let us tell.

        A site that still has the code of an abolished municipality belongs to its successor.
        """
        code = site.municipality
        if code is not None and _municipality_now(code) not in self.municipalities:
            return False
        if self.categories:
            kind = find_sports_site_type(site.type_code) if site.type_code is not None else None
            if kind is None:
                return None
            if kind.sub_category not in self.categories:
                return False
        return None if code is None else True


@cache
def _municipality_now(code: str) -> str:
    """Return who has the place of an abolished municipality now, else *code* itself."""
    found = find_municipality(code)
    return found.municipality.code if found else code


@dataclass(frozen=True)
class Enough:
    """Says of a site whether its head is all that is wanted of it.

    Attributes:
        says: Tells it from the head.
        known: Heads that are enough, by `content_hash`: a site with that very content need not be
            read.
    """

    says: Callable[[SiteHead], bool]
    known: Known = field(default_factory=dict)

    def __call__(self, site: SiteHead) -> bool:
        """Whether the head of *site* is enough."""
        return self.says(site)


def known_heads(enough: Callable[[SiteHead], bool]) -> Known:
    """Return the heads that *enough* knows; none where it is no `Enough`."""
    return enough.known if isinstance(enough, Enough) else {}


class SnapshotBuilder:
    """Collects the wanted sites of one read, normalised, and what stands in the way.

    Args:
        selection: Which sites are wanted.
        enough: Says of a site whether its head is all that is wanted of it; None: never.
    """

    def __init__(
        self, selection: Selection, enough: Callable[[SiteHead], bool] | None = None
    ) -> None:
        self._selection, self._enough = selection, enough
        self._sites: dict[int, AnySite] = {}
        self._rejections: dict[str, Rejection] = {}
        self._drift: Counter[str] = Counter()

    def add(self, site: RawSite, version: Version = "v2") -> None:
        """Add a document; it takes the place of an earlier one with the same id.

        Of a site that the caller knows already, the head is enough.
        """
        wanted = self._selection.wants(site)
        self._sites.pop(site.lipas_id, None)
        if self._rejections:
            self._rejections.pop(str(site.lipas_id), None)
        if wanted is False:
            return
        if wanted and site.head is not None:
            self._sites[site.lipas_id] = site.head
            return
        if self._enough and wanted and version == "v2":
            head = site_head(site)
            if head is not None and self._enough(head):
                self._sites[site.lipas_id] = head
                return
        result = self._normalised(site, version)
        if isinstance(result, SportsSite) and wanted is None:
            code = site.type_code
            result = reject(
                str(site.lipas_id), "type", f"no category is known for {code}", name=site.name
            )
        if isinstance(result, Rejection):
            self._rejections[result.ref.id] = result
        else:
            self._sites[result.lipas_id] = result

    def reject(self, rejections: Iterable[Rejection]) -> None:
        """Add records that could not even be told apart."""
        self._rejections.update((rejection.ref.id, rejection) for rejection in rejections)

    def snapshot(self, reasons: Iterable[str]) -> Snapshot[SportsSite]:
        """Return what was collected; *reasons* are why something may be missing."""
        found = self.scanned(reasons)
        sites = tuple(site for site in found.items if isinstance(site, SportsSite))
        return Snapshot(sites, found.completeness, found.rejections, found.drift)

    def scanned(self, reasons: Iterable[str]) -> Snapshot[AnySite]:
        """Return what was collected, heads included."""
        rejections = tuple(self._rejections.values())
        told = list(reasons)
        if rejections and not told:
            named = "; ".join(
                f"{it.ref.id}: {it.field}: {it.reason}" for it in rejections[:NAMED_IN_REASONS]
            )
            more = ", …" if len(rejections) > NAMED_IN_REASONS else ""
            told.append(f"{len(rejections)} record(s) could not be used ({named}{more})")
        return Snapshot(
            items=tuple(self._sites[key] for key in sorted(self._sites)),
            completeness=Completeness(
                complete=not told, items=len(self._sites), reasons=tuple(told)
            ),
            rejections=rejections,
            drift=dict(sorted(self._drift.items())),
        )

    def _normalised(self, site: RawSite, version: Version) -> SportsSite | Rejection:
        try:
            if version == "v1":
                old = decode_document(site.raw, WireV1Site)
                self._drift.update(old.unknown)
                return normalise_decoded_v1(old, content_hash=site.content_hash)
            decoded = decode_document(site.raw, WireSite)
            self._drift.update(decoded.unknown)
            return normalise_decoded(decoded, content_hash=site.content_hash)
        except NotADocument as problem:
            return reject(str(site.lipas_id), "document", str(problem), name=site.name)
