"""Reads of single documents of Lipas: one site, one Location of Interest, or many by id."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from hytedata.clients.drive import Calls, ask
from hytedata.clients.lipas_walks import log_drift, rejected_as, verdict
from hytedata.clients.pages import OnProgress, Progress
from hytedata.connectors._http.values import Endpoint
from hytedata.connectors.lipas.endpoints import (
    SOURCE,
    GarbledAnswer,
    SiteAnswer,
    SitePage,
    Trouble,
    get_loi,
    get_site,
    list_lois,
)
from hytedata.connectors.lipas.loi_query import LoiQuery
from hytedata.connectors.lipas.scan import GIVE_UP_AFTER, MOST_TRIES
from hytedata.connectors.lipas.wire import WireSite
from hytedata.connectors.wire_values import NotADocument, decode_document
from hytedata.errors import InputError, RecordError, SourceContractError, SourceUnavailable
from hytedata.models.common import Rejection, Snapshot, SourceRef
from hytedata.models.sports_site import SportsSite
from hytedata.normalise.lipas import normalise_site, publishes_to_ptv

A = TypeVar("A")


def single_view(lipas_id: int) -> Calls[bytes | None]:
    """Read the document of one site; None where Lipas has no such site.

    An unknown id is answered like a fault of Lipas (lipas-api 2.3); another 500 is tried again.
    """
    answer = yield from _ungarbled(lambda: get_site(lipas_id))
    if isinstance(answer, Trouble):
        answer = yield from _ungarbled(lambda: get_site(lipas_id, patient=True))
    return answer if isinstance(answer, bytes) else None


def single_loi(loi_id: str) -> Calls[bytes | None]:
    """Read the document of one Location of Interest; None where Lipas has none.

    Lipas answers an unknown id as if it were in trouble itself (lipas-api 2.3). So where it can
    still show a list, an id that it cannot show twice is taken for unknown.
    """
    answer: SiteAnswer = yield from _ungarbled(lambda: get_loi(loi_id))
    if isinstance(answer, Trouble):
        listed = yield from ask(list_lois(LoiQuery(), 1, 1))
        if isinstance(listed, SitePage):
            answer = yield from _ungarbled(lambda: get_loi(loi_id))
        else:
            answer = yield from _ungarbled(lambda: get_loi(loi_id, patient=True))
    return answer if isinstance(answer, bytes) else None


def find_site(lipas_id: int, drift: Counter[str] | None = None) -> Calls[SportsSite | None]:
    """Read one site."""
    document = yield from single_view(checked_id(lipas_id))
    return None if document is None else _site(lipas_id, document, drift)


def many_sites(
    lipas_ids: Sequence[int], progress: OnProgress | None
) -> Calls[Snapshot[SportsSite]]:
    """Read sites one by one; the verdict names what is missing."""
    if isinstance(lipas_ids, str):
        raise InputError(f"lipas_ids: give a list, [{lipas_ids!r}]")
    wanted = tuple(dict.fromkeys(checked_id(it) for it in lipas_ids))
    return _many(wanted, progress)


def looked_up(
    lipas_ids: Iterable[int], drift: Counter[str], progress: OnProgress | None = None
) -> Calls[dict[int, SportsSite | Rejection | SourceUnavailable | None]]:
    """Read sites one by one, whatever comes; after two outages in a row the rest is left out."""
    found: dict[int, SportsSite | Rejection | SourceUnavailable | None] = {}
    wanted, outages = tuple(lipas_ids), 0
    for lipas_id in wanted:
        try:
            found[lipas_id] = yield from find_site(lipas_id, drift)
            outages = 0
        except RecordError as error:
            found[lipas_id] = rejected_as(error, _ref(lipas_id))
        except SourceContractError as error:
            found[lipas_id] = Rejection(
                ref=_ref(lipas_id), field="document", reason=error.detail or str(error)
            )
        except SourceUnavailable as error:
            found[lipas_id] = error
            outages += 1
            if outages >= GIVE_UP_AFTER:
                return found
        if progress is not None:
            progress(Progress(len(found), len(found), len(wanted), len(wanted)))
    return found


def read_publishes(lipas_id: int) -> Calls[bool | None]:
    """Whether Lipas itself publishes the site to PTV; None where that cannot be found out."""
    try:
        document = yield from single_view(lipas_id)
    except (SourceUnavailable, SourceContractError):
        return None
    if document is None:
        return None
    try:
        decoded = decode_document(document, WireSite)
    except NotADocument:
        return None
    if decoded.wire.lipas_id not in (lipas_id, str(lipas_id)):
        return None
    return publishes_to_ptv(decoded, single_view=True)


def checked_id(lipas_id: int) -> int:
    """Refuse what no site can have as its id.

    Raises:
        InputError: It is no whole number from 1.
    """
    if isinstance(lipas_id, bool) or not isinstance(lipas_id, int) or lipas_id < 1:
        raise InputError(f"lipas_id: {lipas_id!r} is no whole number from 1")
    return lipas_id


def _many(wanted: tuple[int, ...], progress: OnProgress | None) -> Calls[Snapshot[SportsSite]]:
    drift: Counter[str] = Counter()
    found = yield from looked_up(wanted, drift, progress)
    unknown = [it for it in wanted if it in found and found[it] is None]
    reasons = [f"Lipas has no site {', '.join(map(str, unknown))}"] if unknown else []
    lost = [it for it in wanted if isinstance(found.get(it), SourceUnavailable)]
    reasons += [f"site {it}: {found[it]}" for it in lost]
    unasked = [it for it in wanted if it not in found]
    if unasked:
        reasons.append(f"was not asked for any more: {', '.join(map(str, unasked))}")
    log_drift(drift)
    return verdict(
        [it for key in sorted(found) if isinstance(it := found[key], SportsSite)],
        [it for it in found.values() if isinstance(it, Rejection)],
        drift,
        reasons,
    )


def _ungarbled(endpoint: Callable[[], Endpoint[A]]) -> Calls[A]:
    """Ask again where the answer was cut off, or came from something in between."""
    for _ in range(MOST_TRIES - 1):
        try:
            return (yield from ask(endpoint()))
        except GarbledAnswer:
            continue
    return (yield from ask(endpoint()))


def _site(lipas_id: int, document: bytes, drift: Counter[str] | None) -> SportsSite:
    result = normalise_site(document, single_view=True, place=str(lipas_id), drift=drift)
    if isinstance(result, Rejection):
        raise RecordError(SOURCE, str(lipas_id), field=result.field, detail=result.reason)
    if result.lipas_id != lipas_id:
        detail = f"site {lipas_id} was asked for, and site {result.lipas_id} came"
        raise SourceContractError(SOURCE, f"/v2/sports-sites/{lipas_id}", detail=detail)
    return result


def _ref(lipas_id: int) -> SourceRef:
    return SourceRef(source=SOURCE, kind="sports-site", id=str(lipas_id))
