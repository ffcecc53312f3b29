"""Links, what was sent and echoed, and connections: what the sync knows of each item."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Update, bindparam, delete, insert, select, update

from hytedata.models.publication import ItemKind, SourceItem
from hytedata.models.sync_state import Applied, Link
from hytedata.store import schema
from hytedata.store.part import Part, Row, put


class SyncState(Part):
    """The sync's knowledge per organisation and login."""

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
            for whose, kind, source, item, ptv_id, source_id, archived in connection.execute(query):
                found.setdefault(whose, []).append(
                    Link(SourceItem(source, item), kind, ptv_id, source_id, archived)
                )
        return {whose: tuple(links) for whose, links in found.items()}

    def save_links(self, organisation: str, login: str, links: Sequence[Link]) -> None:
        """Keep *links*, replacing those of the same items; others stay (`sync relink`, `adopt`)."""
        with self._database.writing() as connection:
            write_links(connection, organisation, login, links)

    def applied(self, organisation: str, login: str) -> tuple[Applied, ...]:
        """What was last sent and echoed, by kind and source item."""
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
            .where(table.organisation == organisation, table.login == login)
            .order_by(table.kind, table.source, table.item)
        )
        with self._database.reading() as connection:
            return tuple(
                Applied(SourceItem(source, item), *rest)
                for source, item, *rest in connection.execute(query)
            )

    def connections(self, organisation: str, login: str) -> frozenset[tuple[str, str]]:
        """Connections that we made: (service PTV id, channel PTV id)."""
        table = schema.connection.c
        query = select(table.service_id, table.channel_id).where(
            table.organisation == organisation, table.login == login
        )
        with self._database.reading() as connection:
            return frozenset((service, channel) for service, channel in connection.execute(query))

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
                for source, item, source_hash, version in connection.execute(query)
            }

    def note_in_step(self, organisation: str, login: str, notes: Sequence[Applied]) -> None:
        """Refresh `source_hash` and `target_version` of items that need no write.

        What was sent and echoed stays as it is stored. An item that has nothing stored yet (it
        was adopted as it stood) is stored as *notes* has it. Only rows that change are written.
        """
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
        for kind, source, item, source_hash, version in connection.execute(query)
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
