"""Which items of the target are ours, and when store and target disagree on it."""

from collections.abc import Iterable, Mapping

from hytedata.errors import IdentityDoubt, InputError
from hytedata.models.publication import TargetItem, TargetState
from hytedata.models.sync_state import Link


def source_id_prefix(organisation: str) -> str:
    """Beginning of every source id that we give to items of one organisation."""
    return f"hytedata-{organisation}-"


def unknown_own_items(state: TargetState, links: Iterable[Link]) -> tuple[TargetItem, ...]:
    """Items that carry a source id of ours and that the store has no link for."""
    known = {link.source_id for link in links}
    prefix = source_id_prefix(state.organisation.id)
    return tuple(
        item
        for item in state.items
        if item.source_id and item.source_id.startswith(prefix) and item.source_id not in known
    )


def check_version(read: str, written: str) -> None:
    """Refuse to plan writes through one version of an API from what another one showed.

    v12 shows what was written through v11 more than an hour later, and no source ids: a plan made
    from it would write again what was just written (ptv-v12 1).

    Raises:
        InputError: The two differ.
    """
    if read != written:
        raise InputError(
            f"the target was read through {read} and would be written through {written}; the sync "
            "reads the version that it writes"
        )


def check_identity(state: TargetState, links: tuple[Link, ...]) -> None:
    """Stop where store and target cannot both be right.

    Raises:
        IdentityDoubt: The target shows source ids of ours that the store does not know (a lost
            or foreign store), or the store's items are there and none shows its source id to
            this login (a changed login).
    """
    unknown = unknown_own_items(state, links)
    if unknown:
        raise IdentityDoubt(
            f"PTV holds {len(unknown)} item(s) of organisation {state.organisation.id} that "
            f"hytedata made and this store does not know, for example {unknown[0].source_id}; "
            "the store was lost, or another installation publishes the same organisation. "
            "Restore the store, or run `hytedata sync relink` and confirm what it finds"
        )
    by_id = {item.id: item for item in state.items}
    linked = [by_id[link.ptv_id] for link in links if link.ptv_id in by_id]
    if linked and not any(item.source_id for item in linked):
        raise IdentityDoubt(
            f"none of the {len(linked)} linked item(s) of organisation {state.organisation.id} "
            "shows its source id to this login; source ids are visible only to the login that "
            "set them. Use the login that published them, or run `hytedata sync relink`"
        )


def check_login(login: str, links: Mapping[str, tuple[Link, ...]]) -> None:
    """Stop where an organisation's items were published by another login.

    Their source ids are invisible to this one, so all of them would look foreign.

    Args:
        login: The login that is configured now.
        links: All links of the organisation, by the login that made them.

    Raises:
        IdentityDoubt: Only other logins have links.
    """
    others = sorted(other for other, made in links.items() if made and other != login)
    if others and not links.get(login):
        raise IdentityDoubt(
            f"the items of this organisation were published by the login {', '.join(others)}, and "
            f"{login} is configured; PTV shows source ids only to the login that set them. "
            f"Configure {others[0]} again, or start with a new store once its items are archived"
        )


def made_elsewhere(source_id: str | None, organisation: str) -> IdentityDoubt:
    """The doubt where an item with a key of ours turns up that this store never sent."""
    return IdentityDoubt(
        f"PTV holds an item with the key {source_id} that this store never made: another "
        f"installation publishes organisation {organisation} too, or the store was lost. Stop the "
        "other one, or run `hytedata sync relink` and confirm what it finds; nothing more was sent"
    )
