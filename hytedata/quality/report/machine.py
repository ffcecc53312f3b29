"""Findings for programs: JSON, NDJSON and GeoJSON, each with its message in one language."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import BinaryIO, Final

import msgspec

from hytedata.export.located import Degrees, degrees_of
from hytedata.models.common import Json
from hytedata.models.finding import SCHEMA, Finding
from hytedata.quality.report.data import ReportData
from hytedata.quality.report.messages import message_of, safe_link
from hytedata.quality.report.view import rules_of
from hytedata.quality.rule import Rule, RuleLanguage

_AT_ONCE: Final = 500


def finding_json(finding: Finding, rule: Rule | None, language: RuleLanguage) -> dict[str, Json]:
    """Return a finding as an object; fields are only added, never renamed.

    `position` is EPSG:3067 metres; times are UTC. `message` is in *language*.
    """
    place = finding.position
    return {
        "schema": SCHEMA,
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "source": finding.source,
        "kind": finding.kind,
        "item_id": finding.item_id,
        "field": finding.field,
        "municipality": finding.municipality,
        "county": finding.county,
        "owner": finding.owner,
        "params": dict(finding.params),
        "language": language,
        "message": message_of(finding, rule, language),
        "value": finding.value,
        "link": safe_link(finding.link),
        "first_seen": _stamp(finding.first_seen),
        "last_seen": _stamp(finding.last_seen),
        "state": finding.state,
        "names": dict(finding.names),
        "about": [{"source": it.source, "kind": it.kind, "id": it.id} for it in finding.about],
        "position": {"east": place.east, "north": place.north} if place else None,
    }


def to_ndjson(data: ReportData, language: RuleLanguage, stream: BinaryIO) -> int:
    """Write every finding, of every state, as a line; returns how many."""
    encode, count = msgspec.json.Encoder().encode, 0
    for told in _told(data, data.findings, language):
        stream.write(encode(told) + b"\n")
        count += 1
    return count


def to_json(
    data: ReportData, language: RuleLanguage, stream: BinaryIO, findings: Iterable[Finding]
) -> int:
    """Write *findings* as one document with what it is of; returns how many.

    The document begins with area, day, sources and what was not checked; `findings` is last.
    """
    encode, count = msgspec.json.Encoder().encode, 0
    head = encode(_head(data))
    stream.write(head[:-1] + b',"findings":[')
    for told in _told(data, findings, language):
        stream.write((b",\n" if count else b"\n") + encode(told))
        count += 1
    stream.write(b"\n]}\n")
    return count


def to_geojson(data: ReportData, language: RuleLanguage, stream: BinaryIO) -> int:
    """Write the findings to mend that have a position, WGS 84; returns how many.

    A feature's properties are the finding, without its position in metres.
    """
    encode, count, rules = msgspec.json.Encoder().encode, 0, rules_of(data)
    stream.write(b'{"type":"FeatureCollection","features":[')
    for finding, degrees in _located(data):
        told = finding_json(finding, rules.get(finding.rule), language)
        del told["position"]
        feature = {
            "type": "Feature",
            "id": finding.id,
            "geometry": {"type": "Point", "coordinates": [degrees.lon, degrees.lat]},
            "properties": told,
        }
        stream.write((b",\n" if count else b"\n") + encode(feature))
        count += 1
    stream.write(b"\n]}\n")
    return count


def _located(data: ReportData) -> Iterator[tuple[Finding, Degrees]]:
    waiting = (it for it in data.findings if it.position and data.is_to_mend(it))
    while some := list(islice(waiting, _AT_ONCE)):
        for finding, degrees in zip(some, degrees_of([it.position for it in some]), strict=True):
            if degrees:
                yield finding, degrees


def _told(
    data: ReportData, findings: Iterable[Finding], language: RuleLanguage
) -> Iterator[dict[str, Json]]:
    rules = rules_of(data)
    return (finding_json(one, rules.get(one.rule), language) for one in findings)


def _head(data: ReportData) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "area_kind": data.area_kind,
        "area": data.area,
        "made_at": _stamp(data.made_at),
        "sources": [
            {
                "name": one.name,
                "records": one.records,
                "read_at": _stamp(one.read_at),
                "complete": one.complete,
            }
            for one in data.sources
        ],
        "not_checked": [
            {
                "reason": one.reason,
                "subject": one.subject,
                "count": one.count,
                "detail": one.detail,
            }
            for one in data.not_checked
        ],
    }


def _stamp(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
