"""Nothing is lost silently: whatever changes in a document shows in what it becomes.

Each value of the samples is changed in turn, and each of a document of every kind that has all its
fields. What does not show is listed here, with the reason why our models leave it to `raw`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from hytedata.errors import RecordError
from hytedata.models.common import Rejection
from tests.normalise.ptv.documents import CHANNELS, ORGANISATIONS, SERVICES, Kind, leaves
from tests.normalise.ptv.full_documents import FULL

LABEL = "a label of a code or a reference: the code list or the record itself has it"
IN_THE_LIST = "the code says it all; the rest is in the code list"
TERMS_OF_SERVICES = "a channel repeats the terms of its services, which have them (ptv-api 5.8)"
POST_OFFICE = "follows from the postal code; v12 has none (ptv-v12 4)"
SUB_TYPE = "follows from the part of the address that is filled (ptv-api 5.5)"
DATES = "follows from the dates (ptv-api 5.4)"
OTHER_RECORD = "another record, which names this one"
OF_V8 = "not in v11"

RAW_ONLY: Mapping[str, str] = {
    "areas.name.*": LABEL,
    "*municipalities.name.*": LABEL,
    "*municipality.name.*": LABEL,
    "serviceCollections.name.*": LABEL,
    "services.service.name": LABEL,
    "serviceChannels.serviceChannel.name": LABEL,
    "organizations.organization.name": LABEL,
    "*postOffice.*": POST_OFFICE,
    "*ddresses.subType": SUB_TYPE,
    "*serviceHours.validForNow": DATES,
    **{
        f"{key}.{below}": IN_THE_LIST
        for key in ("serviceClasses", "targetGroups", "lifeEvents")
        for below in ("name.*", "ontologyType", "parent*", "new*", "uri")
    },
    "serviceClasses.description.*": IN_THE_LIST,
    **{
        f"{key}.{below}": IN_THE_LIST
        for key in ("ontologyTerms", "industrialClasses")
        for below in ("name*", "ontologyType", "parent*", "code")
    },
    "industrialClasses.newParentUri": IN_THE_LIST,
    "industrialClasses.uri": "the older spelling, where there is a present one (ptv-api 5.6)",
    "displayNameType.language": "a name is shown anyway; removed languages stay listed (trap 44)",
    "phoneNumbers.isFinnishServiceNumber": "true of any number that has no dialling code",
}

RAW_ONLY_OF_CHANNELS: Mapping[str, str] = {
    "ontologyTerms.uri": TERMS_OF_SERVICES,
    "addresses.multipointLocation": OF_V8,
    "webPages.orderNumber": OF_V8,
}
RAW_ONLY_OF_ORGANISATIONS: Mapping[str, str] = {
    "services.*": OTHER_RECORD,
    "subOrganizations.*": OTHER_RECORD,
}
RAW_ONLY_OF_COLLECTIONS: Mapping[str, str] = {
    "services.name.*": LABEL,
    "services.description.*": LABEL,
    "serviceChannels.name.*": LABEL,
    "serviceChannels.description.*": LABEL,
    "serviceChannels.serviceChannelType": LABEL,
}
OF_KIND: Mapping[int, Mapping[str, str]] = {
    id(CHANNELS): RAW_ONLY_OF_CHANNELS,
    id(ORGANISATIONS): RAW_ONLY_OF_ORGANISATIONS,
    id(FULL["collection"][0]): RAW_ONLY_OF_COLLECTIONS,
}

SAMPLES = {
    "reference/ptv-samples/service_out.json": SERVICES,
    "reference/ptv-samples/service_location_out.json": CHANNELS,
    "reference/ptv-samples/organization_out.json": ORGANISATIONS,
    "data/real/ptv-v8-services.json": SERVICES,
    "data/real/ptv-v8-service-channels.json": CHANNELS,
}


def changes(value: Any) -> Iterable[Any]:
    match value:
        case bool():
            return [not value]
        case int() | float():
            return [value + 1]
        case str():
            return [f"{value}x", f"x{value}", f"1{value}"]
        case None:
            return ["word", True, 7]
        case _:
            return []


def told(kind: Kind, document: Any) -> str | None:
    """All that a document becomes, but for `raw`; None where it cannot be read at all."""
    try:
        wire = kind.read(document)
    except RecordError:
        return None
    record = kind.normalise(wire)
    assert not isinstance(record, Rejection) or record.field == "id", record
    connections = [one.model_dump_json() for one in kind.connections(wire)]
    return record.model_dump_json() + "".join(connections)


def silent(kind: Kind, document: Any) -> set[str]:
    """Change each value of a document in turn; return the paths of those that do not show."""
    before = told(kind, document)
    found = set()
    for path, container, key in list(leaves(document)):
        if says_nothing(container, key):
            continue
        value = container[key]
        after = set()
        for container[key] in changes(value):
            after.add(told(kind, document))
        container[key] = value
        if after - {None} == {before}:
            found.add(path.replace("[]", ""))
    return found


def says_nothing(container: Any, key: Any) -> bool:
    """The language or type of a text that is missing."""
    if key not in {"language", "type"} or not {"value", "url", "number"} & container.keys():
        return False
    return not any(container.get(text) for text in ("value", "url", "number"))


def unexplained(kind: Kind, paths: Iterable[str]) -> Iterator[str]:
    patterns = [*RAW_ONLY, *OF_KIND.get(id(kind), ())]
    for path in sorted(paths):
        if not any(fnmatchcase(path, pattern) for pattern in patterns):
            yield path


@pytest.mark.parametrize("name", SAMPLES)
def test_every_value_of_a_sample_shows_in_what_it_becomes(shared: Path, name: str) -> None:
    kind = SAMPLES[name]
    read = json.loads((shared / name).read_text(encoding="utf-8"))
    documents = read if isinstance(read, list) else [read]

    paths = set().union(*(silent(kind, document) for document in documents))

    assert list(unexplained(kind, paths)) == []


@pytest.mark.parametrize("name", FULL)
def test_every_field_of_v11_shows_in_what_it_becomes(name: str) -> None:
    kind, document = FULL[name]

    assert list(unexplained(kind, silent(kind, document))) == []


def test_every_reason_explains_something() -> None:
    silences = {
        (id(kind), path) for kind, document in FULL.values() for path in silent(kind, document)
    }

    of_any = {path for _, path in silences}
    unused = [one for one in RAW_ONLY if not any(fnmatchcase(path, one) for path in of_any)]
    for kind, patterns in OF_KIND.items():
        of_it = [path for one, path in silences if one == kind]
        unused += [one for one in patterns if not any(fnmatchcase(path, one) for path in of_it)]

    assert set(unused) <= {
        "displayNameType.language",
        "phoneNumbers.isFinnishServiceNumber",
        *(pattern for pattern, reason in RAW_ONLY_OF_CHANNELS.items() if reason == OF_V8),
    }
