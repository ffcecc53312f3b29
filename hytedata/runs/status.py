"""Where each organisation stands."""

from hytedata.config import Config
from hytedata.models.base import Model
from hytedata.models.sync_state import Run
from hytedata.runs.open_store import open_store
from hytedata.runs.registers import login_name


class OrganisationStatus(Model):
    """What the store knows of one organisation.

    Attributes:
        published: Items of ours that are published.
        archived: Items of ours that are archived.
        open_intents: Writes whose outcome is unknown; the next run looks them up.
        last_run: Kind, time (UTC) and verdict of the latest run, or None.
    """

    id: str
    name: str
    policy: str
    published: int
    archived: int
    open_intents: int
    last_run: str | None


def status(config: Config) -> tuple[OrganisationStatus, ...]:
    """Read the status of every organisation from the store; calls no register."""
    with open_store(config) as store:
        rows: list[OrganisationStatus] = []
        for organisation in config.organisation:
            login = login_name(organisation)
            links = store.links(organisation.id, login)
            runs = store.last_runs(organisation.id, limit=1)
            rows.append(
                OrganisationStatus(
                    id=organisation.id,
                    name=organisation.name,
                    policy=organisation.policy,
                    published=sum(not link.archived for link in links),
                    archived=sum(link.archived for link in links),
                    open_intents=len(store.open_intents(organisation.id, login)),
                    last_run=_told(runs[0]) if runs else None,
                )
            )
        return tuple(rows)


def _told(run: Run) -> str:
    if run.ended_at is None:
        return f"{run.kind}, begun {run.started_at:%Y-%m-%d %H:%M} UTC, not ended"
    return f"{run.kind}, {run.ended_at:%Y-%m-%d %H:%M} UTC, {run.verdict or 'unknown'}"
