"""The ids of all that the country has published, read once for organisation after organisation."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from hytedata.clients.ptv_codes import Kept, PtvCodes
from hytedata.connectors._http import SyncShell
from hytedata.connectors.ptv.v11 import reads
from hytedata.connectors.ptv.v11.listing import Listing, read_listing
from hytedata.connectors.ptv.v11.times import ANY_TIME, Window
from hytedata.models.publication import ItemKind

CLOCKS_APART: Final = timedelta(minutes=2)
"""By so much PTV's clock may differ from ours."""


def read_published(shell: SyncShell, codes: PtvCodes, kind: ItemKind) -> Listing:
    """Return the ids of what the country has published, in `Listing.ids`.

    These are a hundred pages, the same for everybody: so they are kept for the organisations that
    are read next. What was modified since is then left out, for somebody may have withdrawn it.
    """
    kept = codes.published(kind)
    if kept is not None:
        modified = read_active(shell, kind, Window(after=kept.read_at - CLOCKS_APART))
        if not modified.doubts:
            return replace(modified, ids=kept.codes - modified.ids if modified.ids else kept.codes)
    began_at = codes.now()
    everybody = read_listing(
        shell,
        lambda page: reads.ids_only(reads.published_ids(kind, page)),
        f"all published {kind}s",
    )
    if not everybody.doubts:
        codes.note_published(kind, Kept(began_at, everybody.ids))
    return everybody


def read_active(shell: SyncShell, kind: ItemKind, window: Window = ANY_TIME) -> Listing:
    """Read the ids of drafts and published items that were last modified in *window*.

    PTV does not say whose they are, nor whether every login sees the same: so each login reads
    them for itself.

    Raises:
        LoginRefused: The list needs a login, and it was refused.
    """
    return read_listing(
        shell,
        lambda page: reads.ids_only(reads.active_ids(kind, page, window)),
        f"the active {kind}s",
    )
