"""What the store knows besides records that rules over all of them need: links, absent records."""

from collections.abc import Set

from sqlalchemy import select

from hytedata.store import schema
from hytedata.store.part import Part


class KnownBesides(Part):
    """Read whole: there are few of each; `Catalogue.besides`."""

    def published(self) -> tuple[tuple[str, str], ...]:
        """Return pairs of a site of Lipas and the channel of PTV that stands for it.

        By a publication, or by a person's word, of any organisation; archived ones are left out.
        """
        table = schema.link.c
        query = (
            select(table.item, table.ptv_id)
            .where(
                table.kind == "channel",
                table.source == "lipas",
                table.archived.is_(False),
                table.item.startswith("site:"),
            )
            .order_by(table.item, table.ptv_id)
        )
        with self._database.reading() as connection:
            found = [(row[0].removeprefix("site:"), row[1]) for row in connection.execute(query)]
        return tuple(dict.fromkeys(found))

    def absent(self) -> Set[tuple[str, str, str]]:
        """Return source, kind and id of the records that later reads no longer gave."""
        table = schema.record.c
        query = select(table.source, table.kind, table.id).where(table.absent_since.is_not(None))
        with self._database.reading() as connection:
            return frozenset((row[0], row[1], row[2]) for row in connection.execute(query))
