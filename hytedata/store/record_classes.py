"""What records are about and who provides them: derived by rules, and rebuildable."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from hytedata.models.classification import (
    ClassEvidence,
    ProviderKind,
    ProviderVerdict,
    ThemeSlug,
    ThemeStrength,
    ThemeVerdict,
)
from hytedata.models.common import SourceRef
from hytedata.store import event_tables as tables
from hytedata.store import schema
from hytedata.store.catalogue_values import CatalogueRecord
from hytedata.store.derived import Derived
from hytedata.store.part import Part, Row, is_of, put, rows

_classes: Final = Derived(
    schema.record.c.classed, schema.record.c.classed_by, tables.theme, tables.provider
)


@dataclass(frozen=True, slots=True)
class RecordClasses:
    """What was found of one record.

    Attributes:
        themes: With what speaks for each.
        provider: None where nothing is known of it.
    """

    themes: tuple[ThemeVerdict, ...] = ()
    provider: ProviderVerdict | None = None


class RecordClassing(Part):
    """Themes and kinds of providers of records; `Catalogue.classes`."""

    def of(self, ref: SourceRef) -> RecordClasses:
        """Return what was found of a record; nothing where nothing is known of it."""
        about = select(tables.theme).where(is_of(tables.theme, ref))
        provider = select(tables.provider).where(is_of(tables.provider, ref))
        with self._database.reading() as connection:
            themes = connection.execute(about.order_by(tables.theme.c.theme)).all()
            found = connection.execute(provider).one_or_none()
        return RecordClasses(
            tuple(
                ThemeVerdict(
                    theme=row.theme, strength=row.strength, evidence=_evidence(row.evidence)
                )
                for row in themes
            ),
            None
            if found is None
            else ProviderVerdict(kind=found.provider, evidence=_evidence(found.evidence)),
        )

    def themes(self, source: str, kind: str) -> Mapping[str, Mapping[ThemeSlug, ThemeStrength]]:
        """Return id → the themes of all records of a kind that have some; without evidence."""
        table = tables.theme.c
        query = select(table.id, table.theme, table.strength).where(
            table.source == source, table.kind == kind
        )
        found: defaultdict[str, dict[ThemeSlug, ThemeStrength]] = defaultdict(dict)
        with self._database.reading() as connection:
            for row in rows(connection, query):
                found[row.id][row.theme] = row.strength
        return found

    def providers(self, source: str, kind: str) -> Mapping[str, ProviderKind]:
        """Return id → the kind of provider of all records of a kind that have one."""
        table = tables.provider.c
        query = select(table.id, table.provider).where(table.source == source, table.kind == kind)
        with self._database.reading() as connection:
            return {row.id: row.provider for row in rows(connection, query)}

    def waiting(
        self, by: str, kinds: Sequence[tuple[str, str]]
    ) -> Iterator[Sequence[CatalogueRecord]]:
        """Yield, some hundreds at a time, the records that no rules, or other ones, looked at.

        Args:
            by: Names the rules and tables; under another name all are looked at anew.
            kinds: Pairs of source and kind; see `Catalogue.kinds`.
        """
        yield from _classes.waiting(self._database, by, kinds)

    def put(self, by: str, found: Sequence[tuple[CatalogueRecord, RecordClasses]]) -> None:
        """Note what some records are, in place of what was known, in one transaction.

        A record that was read anew in between stays waiting.
        """
        if not found:
            return
        with self._database.writing() as connection:
            _classes.renew(connection, by, [one for one, _ in found])
            put(connection, tables.theme, [row for one, it in found for row in _themes(one, it)])
            put(
                connection,
                tables.provider,
                [
                    {
                        **_key(one),
                        "provider": it.provider.kind,
                        "evidence": _rows(it.provider.evidence),
                    }
                    for one, it in found
                    if it.provider is not None
                ],
            )


def _themes(record: CatalogueRecord, found: RecordClasses) -> list[Row]:
    return [
        {
            **_key(record),
            "theme": one.theme,
            "strength": one.strength,
            "evidence": _rows(one.evidence),
        }
        for one in found.themes
    ]


def _key(record: CatalogueRecord) -> Row:
    return {"source": record.source, "kind": record.kind, "id": record.id}


def _rows(evidence: Sequence[ClassEvidence]) -> list[object]:
    return [one.model_dump() for one in evidence]


def _evidence(rows: Sequence[object]) -> tuple[ClassEvidence, ...]:
    return tuple(ClassEvidence.model_validate(row) for row in rows)
