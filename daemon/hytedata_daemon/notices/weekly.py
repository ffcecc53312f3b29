"""New errors of an organisation's records, once a week."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from hytedata.config import Organisation
from hytedata.models.common import Json
from hytedata.store import Store
from hytedata.store.notices import Notice
from hytedata_daemon.notices.known import Known
from hytedata_daemon.notices.noting import channels_for
from hytedata_daemon.notices.rules import TOLD_AGAIN_AFTER
from hytedata_daemon.notices.troubles import Trouble
from hytedata_daemon.settings import Settings
from hytedata_daemon.settings.notices import RuleName

RULE: Final[RuleName] = "weekly-errors"


def new_errors(store: Store, settings: Settings, now: datetime) -> Iterator[Trouble]:
    """Yield for each organisation how many errors of its records are new since it was last told.

    An organisation is passed over within a week of having been told, and where nothing is new.
    Rules whose count jumped are left out: they are looked at before owners are told.

    Raises:
        StoreError: The store cannot be read.
    """
    wanted = [
        one for one in settings.config.organisation if any(channels_for(settings, RULE, one.id))
    ]
    noted = store.notices.about([one.id for one in wanted], {RULE})
    told = {one.organisation: one for one in noted}
    for organisation in wanted:
        earlier = told.get(organisation.id)
        if (
            earlier is not None
            and abs(now - (earlier.sent_at or earlier.made_at)) < TOLD_AGAIN_AFTER
        ):
            continue
        since = now - TOLD_AGAIN_AFTER if earlier is None else _counted_until(earlier)
        new = _count(store, organisation, since)
        if new:
            facts: dict[str, Json] = {"count": new, "until": now.isoformat()}
            yield Trouble(RULE, organisation.id, facts=facts)


def _counted_until(notice: Notice) -> datetime:
    until = Known.of(notice).facts.get("until")
    return datetime.fromisoformat(until) if isinstance(until, str) else notice.made_at


def _count(store: Store, organisation: Organisation, since: datetime) -> int:
    findings = store.catalogue.findings
    own = findings.counts(
        owner=organisation.id, severity="error", since=since, include_doubtful=False
    )
    # Owners of Lipas are kinds of owner, so the municipality says whose they are.
    sites = [
        one
        for owner in organisation.owners
        for one in findings.counts(
            owner=owner,
            municipalities=organisation.municipalities,
            severity="error",
            since=since,
            include_doubtful=False,
        )
    ]
    return sum(one.found for one in (*own, *sites))
