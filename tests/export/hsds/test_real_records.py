"""The recorded records of PTV, with all that people wrote into them, are valid HSDS."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from hytedata.export.hsds import HsdsJson
from hytedata.models.ptv import Service
from hytedata.models.ptv.record import Record
from tests.export.filled import kept
from tests.normalise.ptv.documents import CHANNELS, SERVICES

_FILES = {"ptv-v8-services.json": SERVICES, "ptv-v8-service-channels.json": CHANNELS}


def _records(shared: Path) -> Iterator[Record]:
    for name, kind in _FILES.items():
        for document in json.loads((shared / "data/real" / name).read_text(encoding="utf-8")):
            found = kind.normalise(kind.read(document))
            assert isinstance(found, Record)
            yield found


@pytest.mark.slow
def test_recorded_services_at_recorded_places_are_valid(tmp_path: Path, shared: Path) -> None:
    schema = json.loads((shared / "data/hsds/service_with_definitions.json").read_bytes())
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    models = list(_records(shared))
    # They were not recorded as connected: the first service gets all places.
    places = tuple(one.id for one in models if not isinstance(one, Service))
    services = [one for one in models if isinstance(one, Service)]
    joined = [services[0].model_copy(update={"channel_ids": places}), *services[1:]]
    others = [one for one in models if not isinstance(one, Service)]

    HsdsJson().write(tmp_path / "out", map(kept, [*joined, *others]), day=date(2026, 3, 1))

    wrong = {
        f"{page.name} {'.'.join(map(str, error.absolute_path))}: {error.message}"
        for page in (tmp_path / "out").glob("services.*.json")
        for one in json.loads(page.read_bytes())["contents"]
        for error in checker.iter_errors(one)
    }
    assert sorted(wrong) == []
    first = json.loads((tmp_path / "out/services.fi.json").read_bytes())["contents"]
    assert max(len(one.get("service_at_locations", ())) for one in first) == len(places)
