"""Which of several records of one event goes before the others."""

from collections.abc import Sequence

from hytedata.errors import InputError
from hytedata.links.events.addresses import canonical_url, is_front_page
from hytedata.models.event import Event


def in_order(members: Sequence[Event], precedence: Sequence[str]) -> list[Event]:
    """Return each record once: what still is before what is deleted, origins before their mirrors.

    An origin is a record whose id, or whose page, another one refers to, and which does not
    refer to that one itself. Beyond that the order of *precedence* holds, then that of names and
    ids; calendars that it does not name come last.

    Raises:
        InputError: There are no members.
    """
    once = list({(one.source, one.id): one for one in members}.values())
    if not once:
        raise InputError("a merged event needs one member at least")
    above = _origins_above(once)
    rank = {source: place for place, source in reversed(list(enumerate(precedence)))}

    def key(position: int) -> tuple[bool, int, int, str, str]:
        one = once[position]
        return (
            one.status == "deleted",
            len(above[position]),
            rank.get(one.source, len(precedence)),
            one.source,
            one.id,
        )

    return [once[position] for position in sorted(range(len(once)), key=key)]


def _origins_above(members: Sequence[Event]) -> list[set[int]]:
    """Return per member the others that it comes from, directly or by way of another."""
    own, others = [_own_ids(one) for one in members], [_referred(one) for one in members]
    everyone = range(len(members))
    above = [
        {it for it in everyone if it != one and own[it] & others[one] and not own[one] & others[it]}
        for one in everyone
    ]
    for _ in everyone:
        above = [direct.union(*(above[it] for it in direct)) for direct in above]
    return above


def _own_ids(event: Event) -> set[str]:
    """Return under what others may refer to a record."""
    number = event.extras.get("id", event.id)
    # `site.example?id=4101` is what The Events Calendar calls its 4101.
    lineage = {it.casefold() for it in event.origin_ids if it.endswith(f"?id={number}")}
    page = canonical_url(event.page_url)
    return {event.id.casefold()} | lineage | ({page} if page and not is_front_page(page) else set())


def _referred(event: Event) -> set[str]:
    """Return what a record refers to beside itself."""
    stated = {canonical_url(it) or it.casefold() for it in event.origin_ids}
    return stated - _own_ids(event)
