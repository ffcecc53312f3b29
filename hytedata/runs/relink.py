"""Rebuild links by exact evidence: our own source ids that PTV shows to this login."""

from collections.abc import Mapping

from hytedata.config import Config, Organisation
from hytedata.models.common import Json
from hytedata.models.publication import SourceItem, TargetItem
from hytedata.models.sync_state import Link
from hytedata.runs.open_store import open_store
from hytedata.runs.progress import OnProgress, Step, silent
from hytedata.runs.registers import open_target
from hytedata.sync.planning.identity import source_id_prefix, unknown_own_items


def relink(
    config: Config,
    organisation: Organisation,
    environ: Mapping[str, str],
    tell: OnProgress = silent,
    *,
    confirm: bool = False,
    who: str = "",
) -> tuple[Link, ...]:
    """Find items that carry our source ids and that the store does not know.

    Args:
        config: The configuration.
        organisation: Whose items.
        environ: Where the password may be.
        tell: Called as the reading goes on.
        confirm: Write the links; otherwise they are only returned.
        who: The person who confirms, for the audit log.

    Returns:
        The links, in the order of their source ids.

    Raises:
        SourceUnavailable: PTV cannot be read.
        StoreError: The store cannot be used.
    """
    with open_store(config) as store, open_target(config, organisation, environ, store) as target:
        tell(Step("reading PTV", 0))
        state = target.read(organisation.id)
        tell(Step("reading PTV", len(state.items), len(state.items), finished=True))
        known = store.links(organisation.id, target.login)
        found = (_link(item, organisation.id) for item in unknown_own_items(state, known))
        links = tuple(sorted((link for link in found if link), key=lambda link: link.source_id))
        if confirm and links:
            store.save_links(organisation.id, target.login, links)
            detail: dict[str, Json] = {"links": len(links)}
            store.audit("relink", who=who, organisation=organisation.id, detail=detail)
        return links


def _link(item: TargetItem, organisation: str) -> Link | None:
    """Read the source item out of a source id: `…-site-123`, `…-subcategory-1100`."""
    kind, _, number = (
        (item.source_id or "").removeprefix(source_id_prefix(organisation)).partition("-")
    )
    if kind not in {"site", "subcategory"} or not number.isdigit():
        return None
    source = SourceItem("lipas", f"{kind}:{number}")
    return Link(source=source, kind=item.kind, ptv_id=item.id, source_id=item.source_id or "")
