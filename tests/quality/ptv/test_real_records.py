"""All rules over the recorded records of PTV: what fires was read by a person and is right."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hytedata.models.ptv import Record
from tests.normalise.ptv.documents import CHANNELS, SERVICES, Kind
from tests.quality.ptv.judging import RULES, verdict

_THEN = date(2018, 11, 1)
"""When the records were new."""

_FILES = {"ptv-v8-services.json": SERVICES, "ptv-v8-service-channels.json": CHANNELS}

READ = {
    "PTV-STR-001": 8,
    "PTV-STR-003": 6,
    "PTV-STR-004": 9,
    "PTV-STR-005": 23,
    "PTV-STY-001": 32,
    "PTV-STY-002": 20,
    "PTV-STY-003": 18,
    "PTV-STY-004": 7,
    "PTV-STY-005": 15,
    "PTV-FLD-006": 12,
    "PTV-FLD-011": 5,
    "PTV-FLD-012": 2,
    "PTV-FLD-013": 6,
    "PTV-FLD-018": 5,
    "PTV-FLD-059": 7,
    "PTV-FLD-067": 18,
    "PTV-CON-001": 4,
    "PTV-CON-004": 3,
    "PTV-CON-006": 8,
    "PTV-HRS-003": 2,
    "PTV-HRS-005": 25,
}
"""Problems by rule; more than these are to be read before they are written down here."""


def _records(shared: Path) -> Iterator[Record]:
    for name, kind in _FILES.items():
        for document in json.loads((shared / "data/real" / name).read_text(encoding="utf-8")):
            yield from _of(kind, document)


def _of(kind: Kind, document: dict[str, object]) -> Iterator[Record]:
    wire = kind.read(document)
    found = kind.normalise(wire)
    assert isinstance(found, Record)
    yield found
    yield from kind.connections(wire)


@pytest.mark.slow
def test_the_rules_find_in_real_records_what_a_person_read(shared: Path) -> None:
    found: Counter[str] = Counter()
    for one in _records(shared):
        for code, rule in RULES.items():
            if f"ptv:{one.kind}" in rule.kinds:
                found[code] += len(verdict(code, one, today=_THEN).problems)

    assert {code: count for code, count in found.items() if count} == READ
