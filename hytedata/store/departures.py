"""Published sites that complete reads of the source named no more, and since when."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from hytedata.models.publication import SourceItem
from hytedata.models.sync_state import Departure, DepartureWhy
from hytedata.store import schema
from hytedata.store.part import Part, put


class Departures(Part):
    """What is missing, per organisation and login, counted in complete reads."""

    def departures(self, organisation: str, login: str) -> tuple[Departure, ...]:
        """All that was missing in the latest complete read, by item."""
        table = schema.departure.c
        query = (
            select(table.source, table.item, table.why, table.since, table.last, table.reads)
            .where(table.organisation == organisation, table.login == login)
            .order_by(table.source, table.item)
        )
        with self._database.reading() as connection:
            return tuple(
                Departure(SourceItem(source, item), why, since, last, reads)
                for source, item, why, since, last, reads in connection.execute(query)
            )

    def note_departures(
        self, organisation: str, login: str, seen: Mapping[SourceItem, DepartureWhy]
    ) -> None:
        """Note what one complete read does not name, or not as something to publish.

        What was missing before for the same reason goes on counting; what is not among *seen*
        is back, and forgotten.
        """
        now = self._database.now()
        known = {one.source: one for one in self.departures(organisation, login)}
        rows: list[dict[str, object]] = []
        for source, why in seen.items():
            before = known.get(source)
            goes_on = before is not None and before.why == why
            rows.append(
                {
                    "organisation": organisation,
                    "login": login,
                    "source": source.name,
                    "item": source.id,
                    "why": why,
                    "since": before.since if before and goes_on else now,
                    "last": now,
                    "reads": before.reads + 1 if before and goes_on else 1,
                }
            )
        back = known.keys() - seen.keys()
        table = schema.departure.c
        with self._database.writing() as connection:
            for source in back:
                connection.execute(
                    delete(schema.departure).where(
                        table.organisation == organisation,
                        table.login == login,
                        table.source == source.name,
                        table.item == source.id,
                    )
                )
            put(connection, schema.departure, rows)
