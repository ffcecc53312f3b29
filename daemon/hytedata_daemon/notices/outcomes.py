"""After each work: what of it there is to tell, and what told before is over."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from hytedata.errors import StoreError
from hytedata.store import Store
from hytedata.store.notices import Subject
from hytedata_daemon.notices.known import Known, went_well
from hytedata_daemon.notices.noting import note_trouble
from hytedata_daemon.notices.troubles import Trouble, mended_rules, troubles_of, work_name
from hytedata_daemon.notices.weekly import new_errors
from hytedata_daemon.outcome import EVERYBODY, Outcome, Work
from hytedata_daemon.settings import Settings

log: Final = logging.getLogger(__name__)


def notice_outcome(
    store: Store, settings: Settings, work: Work, outcome: Outcome, now: datetime
) -> None:
    """Note what there is to tell of how a work ended, and what of earlier troubles is over.

    A store that cannot be written is logged and no error here: `Alarms` tells of that.
    """
    if not settings.daemon.notices.channel:
        return
    try:
        troubles = troubles_of(work, outcome)
        for trouble in troubles:
            note_trouble(store, settings, trouble, now)
        _note_mended(store, work, outcome, troubles)
        if work.job == "gaps" and outcome.state in ("done", "incomplete"):
            for trouble in new_errors(store, settings, now):
                note_trouble(store, settings, trouble, now)
    except StoreError as exc:
        log.error("notice_lost", extra={"job": work.job, "reason": str(exc)})


def _note_mended(store: Store, work: Work, outcome: Outcome, troubles: Sequence[Trouble]) -> None:
    mended, name = mended_rules(outcome), work_name(work)
    if not mended:
        return
    still = {Subject(one.rule, one.organisation, one.subject) for one in troubles}
    noted = store.notices.about({EVERYBODY, work.organisation}, mended)
    # Read first: most works go well, and nothing was ever told of them.
    for about in {
        Subject(one.rule, one.organisation, one.subject)
        for one in noted
        if name in Known.of(one).works
    } - still:
        store.notices.amend(about, lambda notice: went_well(notice, name))
