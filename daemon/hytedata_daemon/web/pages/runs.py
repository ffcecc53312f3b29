"""`/runs`: what ran, for whom, and how it ended."""

from typing import Final

from starlette.responses import Response

from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.problems import PageProblem
from hytedata_daemon.web.pages.rendering import page

AT_ONCE: Final = 50
_KINDS: Final = ("plan", "apply", "adopt", "revert", "read lipas", "read ptv")
_WRITES_SHOWN: Final = 200


def show_all(asked: Asked) -> Response:
    """List runs, newest first; `organisation`, `kind` and `before` narrow the list."""
    wanted = asked.query("organisation")
    organisations = asked.visible
    if wanted is not None:
        organisations = {asked.organisation(wanted).id}
    kinds = (*_KINDS, *(f"read {one.name}" for one in asked.settings.config.calendar))
    found = asked.store.journal_pages.runs(
        organisations=organisations,
        kind=asked.choice("kind", kinds),
        before=asked.number("before"),
        limit=AT_ONCE + 1,
    )
    return page(
        asked,
        "runs.html.j2",
        runs=found[:AT_ONCE],
        older=found[AT_ONCE - 1].id if len(found) > AT_ONCE else None,
        kinds=kinds,
        wanted=wanted,
        kind=asked.query("kind"),
    )


def show(asked: Asked) -> Response:
    """Show one run: what it read, and what it wrote."""
    pages, number = asked.store.journal_pages, int(asked.path("id"))
    run = pages.run(number)
    visible = asked.visible
    if visible is not None and run.organisation not in visible:
        raise PageProblem(403, "not-yours", way="/runs")
    writes = (
        asked.store.writes(run.organisation, run=run.id, limit=_WRITES_SHOWN + 1)
        if run.organisation
        else ()
    )
    return page(
        asked,
        "run.html.j2",
        run=run,
        reads=pages.reads_of(run.id),
        writes=writes[:_WRITES_SHOWN],
        more=len(writes) > _WRITES_SHOWN,
    )
