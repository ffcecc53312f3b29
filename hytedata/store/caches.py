"""Answers of the registers that are worth keeping for a while."""

from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from typing import Final

from sqlalchemy import select

from hytedata.models.common import Json
from hytedata.store import schema
from hytedata.store.part import Part, put

LOOK_LASTS: Final = timedelta(days=30)
"""How long an answer of Lipas's single-site view counts; then it is looked up again."""

_AT_ONCE: Final = 500  # ids per statement; PostgreSQL and SQLite bound the number of parameters


class Caches(Part):
    """Cached lists and single answers, each with the time of its reading.

    One that seems to be read in the future was read before the clock was set back. It may be of
    any age, so it does not count.
    """

    def codes_put(self, name: str, values: Json) -> None:
        """Remember an upstream list under *name*, as read today (UTC)."""
        row = {
            "name": name,
            "read_on": self._database.now().astimezone(UTC).date(),
            "content": values,
        }
        with self._database.writing() as connection:
            put(connection, schema.code, [row])

    def codes_get(self, name: str, max_age_days: int) -> Json:
        """Return a list read at most *max_age_days* days ago; None where there is none."""
        table = schema.code.c
        today = self._database.now().astimezone(UTC).date()
        oldest = today - timedelta(days=max_age_days)
        query = select(table.content).where(
            table.name == name, table.read_on.between(oldest, today)
        )
        with self._database.reading() as connection:
            content: Json = connection.execute(query).scalar_one_or_none()
        return content

    def publishes_to_ptv(self, lipas_ids: Sequence[int]) -> Mapping[int, bool]:
        """Return whether Lipas itself publishes a site, for those looked at in `LOOK_LASTS`."""
        table = schema.lipas_view.c
        now = self._database.now()
        known: dict[int, bool] = {}
        with self._database.reading() as connection:
            for start in range(0, len(lipas_ids), _AT_ONCE):
                query = select(table.lipas_id, table.publishes).where(
                    table.lipas_id.in_(lipas_ids[start : start + _AT_ONCE]),
                    table.looked_at.between(now - LOOK_LASTS, now),
                )
                known.update((row.lipas_id, row.publishes) for row in connection.execute(query))
        return known

    def note_publishes_to_ptv(self, lipas_id: int, publishes: bool) -> None:
        """Remember one answer of Lipas's single-site view."""
        row = {"lipas_id": lipas_id, "publishes": publishes, "looked_at": self._database.now()}
        with self._database.writing() as connection:
            put(connection, schema.lipas_view, [row])
