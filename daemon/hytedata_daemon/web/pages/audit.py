"""`/log`: who did what, the newest first."""

from typing import Final

from starlette.responses import Response

from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.rendering import page

AT_ONCE: Final = 100


def show(asked: Asked) -> Response:
    """List the audit trail; `organisation` and `before` narrow the list."""
    wanted = asked.query("organisation")
    organisations = asked.visible
    if wanted is not None:
        organisations = {asked.organisation(wanted).id}
    found = asked.store.journal_pages.audit(
        organisations=organisations, before=asked.number("before"), limit=AT_ONCE + 1
    )
    return page(
        asked,
        "log.html.j2",
        entries=[one.entry for one in found[:AT_ONCE]],
        older=found[AT_ONCE - 1].id if len(found) > AT_ONCE else None,
        wanted=wanted,
    )
