"""Sites of Lipas from a file, read like the register itself."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from hytedata.clients.lipas_selection import Selection, SnapshotBuilder
from hytedata.connectors.lipas.files import SiteDocuments, read_site_file
from hytedata.connectors.lipas.raw_site import RawSite, read_raw_site, read_raw_v1_site
from hytedata.connectors.lipas.seen import Seen
from hytedata.connectors.lipas.wire import WireSite
from hytedata.connectors.wire_values import decode_document
from hytedata.errors import InputError
from hytedata.models.common import Rejection, Snapshot
from hytedata.models.sports_site import AnySite, SiteHead, SportsSite
from hytedata.normalise.lipas import publishes_to_ptv


class LipasFile:
    """A file with sites: a list of API v1 or v2, a page of v2, one site, or NDJSON; also gzip.

    A v1 list holds only sites in use. It cannot tell a temporary closure, so all of its sites
    are `active`, and a site that was retired is simply not in it. Reading it is complete all
    the same when all of its records could be used: the file does not hold more.

    The file is read when first asked for, and then kept.

    Args:
        path: The file.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)

    def snapshot(
        self, *, municipalities: Sequence[str], categories: Sequence[int] = ()
    ) -> Snapshot[SportsSite]:
        """Read the sites of *municipalities* (three-digit codes of today), by id.

        *categories* are Lipas sub-category codes; none means all.

        Raises:
            InputError: An unknown code, or a file that is not what it should be.
        """
        builder = SnapshotBuilder(Selection.of(municipalities, categories))
        self._fill(builder)
        return builder.snapshot(self._reasons())

    def scan(
        self,
        *,
        municipalities: Sequence[str],
        categories: Sequence[int] = (),
        enough: Callable[[SiteHead], bool],
    ) -> Snapshot[AnySite]:
        """Read like `snapshot`, but normalise only those sites whose head is not *enough*."""
        builder = SnapshotBuilder(Selection.of(municipalities, categories), enough)
        self._fill(builder)
        return builder.scanned(self._reasons())

    def _fill(self, builder: SnapshotBuilder) -> None:
        seen = Seen()
        for site in self._sites():
            if isinstance(site, Rejection):
                builder.reject([site])
            elif seen.is_news(site):
                builder.add(site, self._content.version)

    def raw_sites(self) -> Iterator[RawSite]:
        """Yield all sites of the file in its order, without those that have no id.

        Raises:
            InputError: The file is not what it should be.
        """
        for site in self._sites():
            if isinstance(site, RawSite):
                yield site

    def publishes_to_ptv(self, lipas_id: int) -> bool | None:
        """Whether Lipas itself publishes the site; None where the file does not show it."""
        if self._content.version == "v1":
            return None
        for site in self.raw_sites():
            if site.lipas_id == lipas_id:
                return publishes_to_ptv(decode_document(site.raw, WireSite), single_view=False)
        return None

    def look(self, lipas_id: int) -> SportsSite | None:
        """Refuse: a file cannot tell whether a site that is not in it is gone from Lipas.

        Raises:
            InputError: Always.
        """
        raise InputError(
            f"{self._path.name} cannot tell whether Lipas still has site {lipas_id}; a file may "
            "hold only a part, so read Lipas itself"
        )

    @cached_property
    def _content(self) -> SiteDocuments:
        return read_site_file(self._path)

    def _sites(self) -> Iterator[RawSite | Rejection]:
        read = read_raw_v1_site if self._content.version == "v1" else read_raw_site
        for number, document in self._content.documents:
            yield read(document, number, self._content.place)

    def _reasons(self) -> list[str]:
        total, held = self._content.total, len(self._content.documents)
        if total is None or total <= held:
            return []
        return [f"{self._path.name} holds {held} of {total} sites"]
