"""Links, what was sent and echoed, and connections: what the sync knows of each item."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from sys import intern
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from hytedata.models.publication import ItemKind, Skip, SourceItem
from hytedata.models.sports_site import SiteHead
from hytedata.models.sync_state import Applied, Link
from hytedata.store import schema
from hytedata.store.heads import kept_head, read_head
from hytedata.store.part import Part, Row, put, rows

_AT_ONCE: Final = 500  # ids per statement; PostgreSQL and SQLite bound the number of parameters
_ASKED_BY_NAME: Final = 5_000  # of more items, reading all is quicker


_KINDS: Final[Mapping[str, ItemKind]] = {"service": "service", "channel": "channel"}


class SyncState(Part):
    """The sync's knowledge per organisation and login.

    Of a country tens of thousands of ids are held, each in several places: they are interned.
    """

    def links(self, organisation: str, login: str) -> tuple[Link, ...]:
        """All links of one organisation and login, by kind and source item."""
        return self.all_links(organisation, login=login).get(login, ())

    def all_links(
        self, organisation: str, *, login: str | None = None
    ) -> Mapping[str, tuple[Link, ...]]:
        """Return the links of one organisation, per login that made them (or of *login* only)."""
        table = schema.link.c
        query = (
            select(
                table.login,
                table.kind,
                table.source,
                table.item,
                table.ptv_id,
                table.source_id,
                table.archived,
            )
            .where(table.organisation == organisation)
            .order_by(table.login, table.kind, table.source, table.item)
        )
        if login is not None:
            query = query.where(table.login == login)
        found: dict[str, list[Link]] = {}
        with self._database.reading() as connection:
            for whose, kind, source, item, ptv_id, source_id, archived in rows(connection, query):
                found.setdefault(whose, []).append(
                    Link(
                        SourceItem(intern(source), intern(item)),
                        _KINDS[kind],
                        intern(ptv_id),
                        intern(source_id),
                        archived,
                    )
                )
        return {whose: tuple(links) for whose, links in found.items()}

    def save_links(self, organisation: str, login: str, links: Sequence[Link]) -> None:
        """Keep *links*, replacing those of the same items; others stay (`sync relink`, `adopt`)."""
        with self._database.writing() as connection:
            write_links(connection, organisation, login, links)

    def applied(
        self, organisation: str, login: str, only: Collection[SourceItem] | None = None
    ) -> tuple[Applied, ...]:
        """What was last sent and echoed, by kind and source item; of *only* some where given.

        Few of many are asked for by name: the documents of the others stay on disk.
        """
        if only is not None and len(only) <= _ASKED_BY_NAME:
            return self._applied_of(organisation, login, sorted(only))
        found = self._all_applied(organisation, login)
        return found if only is None else tuple(one for one in found if one.source in only)

    def _applied_of(
        self, organisation: str, login: str, only: Sequence[SourceItem]
    ) -> tuple[Applied, ...]:
        table = schema.applied.c
        found: list[Applied] = []
        for start in range(0, len(only), _AT_ONCE):
            part = only[start : start + _AT_ONCE]
            found += self._all_applied(
                organisation,
                login,
                table.kind.in_(("channel", "service")),
                table.source.in_({source.name for source in part}),
                table.item.in_([source.id for source in part]),
            )
        wanted = set(only)
        return tuple(
            sorted(
                (one for one in found if one.source in wanted),
                key=lambda one: (one.kind, one.source),
            )
        )

    def _all_applied(
        self, organisation: str, login: str, *narrower: ColumnElement[bool]
    ) -> tuple[Applied, ...]:
        table = schema.applied.c
        query = (
            select(
                table.source,
                table.item,
                table.kind,
                table.sent,
                table.echo,
                table.source_hash,
                table.target_version,
            )
            .where(table.organisation == organisation, table.login == login, *narrower)
            .order_by(table.kind, table.source, table.item)
        )
        with self._database.reading() as connection:
            return tuple(
                Applied(SourceItem(source, item), *rest)
                for source, item, *rest in rows(connection, query)
            )

    def connections(self, organisation: str, login: str) -> frozenset[tuple[str, str]]:
        """Connections that we made: (service PTV id, channel PTV id)."""
        table = schema.connection.c
        query = select(table.service_id, table.channel_id).where(
            table.organisation == organisation, table.login == login
        )
        with self._database.reading() as connection:
            return frozenset(
                (intern(service), intern(channel)) for service, channel in rows(connection, query)
            )

    def in_step(self, organisation: str, login: str) -> Mapping[SourceItem, tuple[str, str]]:
        """Return per item the source hash and the target version that were last seen in step.

        Much cheaper than `applied`: the documents stay on disk. Items without either are left
        out.
        """
        table = schema.applied.c
        query = select(table.source, table.item, table.source_hash, table.target_version).where(
            table.organisation == organisation,
            table.login == login,
            table.source_hash != "",
            table.target_version != "",
        )
        with self._database.reading() as connection:
            return {
                SourceItem(source, item): (source_hash, version)
                for source, item, source_hash, version in rows(connection, query)
            }

    def remarks(self, organisation: str, login: str) -> Mapping[SourceItem, tuple[Skip, ...]]:
        """Return the remarks on items that were found in step, where they have some."""
        with self._database.reading() as connection:
            return {
                source: tuple(
                    Skip(source, title, intern(reason), detail, intern(remedy))
                    for title, reason, detail, remedy in kept
                )
                for source, kept in _remarks(connection, organisation, login).items()
            }

    def heads(self, organisation: str, login: str) -> tuple[SiteHead, ...]:
        """Return the heads of sites whose channels were found in step, as they were then."""
        table = schema.site_head.c
        query = select(table.head).where(table.organisation == organisation, table.login == login)
        with self._database.reading() as connection:
            found = (read_head(kept) for (kept,) in rows(connection, query))
            return tuple(head for head in found if head is not None)

    def note_in_step(
        self,
        organisation: str,
        login: str,
        notes: Sequence[Applied],
        remarks: Mapping[SourceItem, Sequence[Skip]] | None = None,
        heads: Iterable[SiteHead] = (),
    ) -> None:
        """Refresh `source_hash` and `target_version` of items that need no write.

        What was sent and echoed stays as it is stored. An item that has nothing stored yet (it
        was adopted as it stood) is stored as *notes* has it. Only rows that change are written.
        *remarks* replace what is kept of the items that it names, *heads* what is kept of
        their sites.
        """
        kept = [_head_row(organisation, login, head) for head in heads]
        if not notes and not remarks and not kept:
            return
        with self._database.writing() as connection:
            known = _versions(connection, organisation, login)
            changed: list[Row] = []
            new: list[Row] = []
            for note in notes:
                key = (note.kind, note.source.name, note.source.id)
                stored = known.get(key)
                if stored is None:
                    new.append(_applied_row(organisation, login, note))
                elif stored != (note.source_hash, note.target_version):
                    changed.append(_version_row(key, note))
            if changed:
                connection.execute(_refresh(organisation, login), changed)
            if new:
                connection.execute(insert(schema.applied), new)
            if remarks:
                _write_remarks(connection, organisation, login, remarks)
            put(connection, schema.site_head, kept)


def _head_row(organisation: str, login: str, head: SiteHead) -> Row:
    return {
        "organisation": organisation,
        "login": login,
        "lipas_id": head.lipas_id,
        "head": kept_head(head),
    }


def _remarks(
    connection: Connection, organisation: str, login: str
) -> dict[SourceItem, list[list[str]]]:
    table = schema.step_remark.c
    query = select(table.source, table.item, table.remarks).where(
        table.organisation == organisation, table.login == login
    )
    return {
        SourceItem(intern(source), intern(item)): kept
        for source, item, kept in rows(connection, query)
    }


def _write_remarks(
    connection: Connection,
    organisation: str,
    login: str,
    remarks: Mapping[SourceItem, Sequence[Skip]],
) -> None:
    known = _remarks(connection, organisation, login)
    told = {
        source: [[one.title, one.reason, one.detail, one.remedy] for one in some]
        for source, some in remarks.items()
    }
    rows = [
        {
            "organisation": organisation,
            "login": login,
            "source": source.name,
            "item": source.id,
            "remarks": some,
        }
        for source, some in told.items()
        if some and known.get(source) != some
    ]
    put(connection, schema.step_remark, rows)
    table = schema.step_remark.c
    silent = [
        {"of_source": source.name, "of_item": source.id}
        for source, some in told.items()
        if not some and source in known
    ]
    if silent:
        connection.execute(
            delete(schema.step_remark).where(
                table.organisation == organisation,
                table.login == login,
                table.source == bindparam("of_source"),
                table.item == bindparam("of_item"),
            ),
            silent,
        )


def write_links(
    connection: Connection, organisation: str, login: str, links: Iterable[Link]
) -> None:
    """Keep *links* within a transaction."""
    rows = [
        {
            "organisation": organisation,
            "login": login,
            "kind": link.kind,
            "source": link.source.name,
            "item": link.source.id,
            "ptv_id": link.ptv_id,
            "source_id": link.source_id,
            "archived": link.archived,
        }
        for link in links
    ]
    put(connection, schema.link, rows)


def write_applied(connection: Connection, organisation: str, login: str, item: Applied) -> None:
    """Replace what was sent and echoed for one item, within a transaction."""
    put(connection, schema.applied, [_applied_row(organisation, login, item)])


def write_connections(
    connection: Connection,
    organisation: str,
    login: str,
    *,
    made: Sequence[Row],
    cut: Iterable[tuple[str, str]],
) -> None:
    """Add and forget connections of ours within a transaction."""
    put(connection, schema.connection, made, update=False)
    table = schema.connection.c
    for service_id, channel_id in cut:
        connection.execute(
            delete(schema.connection).where(
                table.organisation == organisation,
                table.login == login,
                table.service_id == service_id,
                table.channel_id == channel_id,
            )
        )


def _versions(
    connection: Connection, organisation: str, login: str
) -> dict[tuple[ItemKind, str, str], tuple[str, str]]:
    table = schema.applied.c
    query = select(
        table.kind, table.source, table.item, table.source_hash, table.target_version
    ).where(table.organisation == organisation, table.login == login)
    return {
        (kind, source, item): (source_hash, version)
        for kind, source, item, source_hash, version in rows(connection, query)
    }


def _applied_row(organisation: str, login: str, item: Applied) -> Row:
    return {
        "organisation": organisation,
        "login": login,
        "kind": item.kind,
        "source": item.source.name,
        "item": item.source.id,
        "source_hash": item.source_hash,
        "target_version": item.target_version,
        "sent": dict(item.sent),
        "echo": dict(item.echo),
    }


def _version_row(key: tuple[ItemKind, str, str], note: Applied) -> Row:
    kind, source, item = key
    return {
        "of_kind": kind,
        "of_source": source,
        "of_item": item,
        "source_hash": note.source_hash,
        "target_version": note.target_version,
    }


def _refresh(organisation: str, login: str) -> Update:
    table = schema.applied.c
    return (
        update(schema.applied)
        .where(
            table.organisation == organisation,
            table.login == login,
            table.kind == bindparam("of_kind"),
            table.source == bindparam("of_source"),
            table.item == bindparam("of_item"),
        )
        .values(source_hash=bindparam("source_hash"), target_version=bindparam("target_version"))
    )
