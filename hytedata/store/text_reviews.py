"""The texts of each organisation as they were last composed, for people to read and approve."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from hytedata.store.daemon_tables import text_review
from hytedata.store.part import Part, put


class TextReview(NamedTuple):
    """The texts that an organisation's latest plan was made with, and when.

    Attributes:
        document: JSON of a `TextsReview` (`hytedata.runs.texts_review`), as msgspec writes it.
        made_at: When it was kept.
    """

    document: bytes
    made_at: datetime


class TextReviews(Part):
    """One review per organisation, the newest; `Store.text_reviews`."""

    def put(self, organisation: str, document: bytes) -> None:
        """Keep a review, a document as of `TextReview`, in place of the one before."""
        row = {
            "organisation": organisation,
            "document": document,
            "made_at": self._database.now(),
        }
        with self._database.writing() as connection:
            put(connection, text_review, [row])

    def get(self, organisation: str) -> TextReview | None:
        """Return the newest review; None where there is none."""
        table = text_review.c
        query = select(table.document, table.made_at).where(table.organisation == organisation)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else TextReview(bytes(row.document), row.made_at)

    def made_at(self, organisation: str) -> datetime | None:
        """Return when the newest review was made; None where there is none."""
        query = select(text_review.c.made_at).where(text_review.c.organisation == organisation)
        with self._database.reading() as connection:
            made: datetime | None = connection.execute(query).scalar_one_or_none()
        return made
