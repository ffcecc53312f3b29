"""Find out which sites Lipas publishes itself, once per site."""

from collections.abc import Callable, Iterable

from hytedata.config import Organisation
from hytedata.models.publication import DesiredItem
from hytedata.models.sync_state import Link
from hytedata.runs.progress import OnProgress, Step
from hytedata.sync.ports import SiteSource, SyncStore

STEP = "asking Lipas which sites it publishes itself"
UNANSWERED_IN_A_ROW = 5


def published_by_lipas(
    organisation: Organisation,
    items: Iterable[DesiredItem],
    links: Iterable[Link],
    source: SiteSource,
    store: SyncStore,
    tell: OnProgress,
) -> Callable[[int], bool | None]:
    """Return what is known of each site that may be created: published by Lipas, not, or unknown.

    Answers are kept in the store; sites that are linked already are not asked about. After
    `UNANSWERED_IN_A_ROW` questions without an answer Lipas is left in peace: the rest is unknown.
    """
    if organisation.lipas_publishes == "no":
        return lambda _: False
    linked = {link.source for link in links}
    asked = [
        int(item.source.id.removeprefix("site:"))
        for item in items
        if item.kind == "channel" and item.source not in linked
    ]
    known: dict[int, bool | None] = dict(store.publishes_to_ptv(asked))
    open_questions = [lipas_id for lipas_id in asked if lipas_id not in known]
    unanswered = 0
    for position, lipas_id in enumerate(open_questions, start=1):
        if unanswered == UNANSWERED_IN_A_ROW:
            tell(Step(STEP, position - 1, len(open_questions), finished=True))
            break
        answer = source.publishes_to_ptv(lipas_id)
        known[lipas_id] = answer
        unanswered = unanswered + 1 if answer is None else 0
        if answer is not None:
            store.note_publishes_to_ptv(lipas_id, answer)
        tell(Step(STEP, position, len(open_questions), position == len(open_questions)))
    return known.get
