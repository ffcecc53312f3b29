"""`hytedata read` writes a simulated register in the formats of others, and these hold it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from rdflib import RDF, Graph, Namespace

pytestmark = pytest.mark.slow
Run = Callable[..., int]
S = Namespace("https://schema.org/")


@pytest.mark.parametrize("version", ["v11", "v12"])
def test_every_service_of_the_register_is_valid_hsds(
    hytedata: Run, tmp_path: Path, shared: Path, version: str
) -> None:
    schema = json.loads((shared / "data/hsds/service_with_definitions.json").read_bytes())
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())

    assert hytedata("ptv", "--format", "hsds-json", "--out", "out", version=version) == 0

    services = json.loads((tmp_path / "out/services.fi.json").read_bytes())["contents"]
    assert [error.message for one in services for error in checker.iter_errors(one)] == []
    assert any(one.get("service_at_locations") for one in services)
    assert all("organization" in one for one in services)


def test_every_id_in_the_tables_of_the_register_is_there(hytedata: Run, tmp_path: Path) -> None:
    assert hytedata("ptv", "--format", "hsds", "--out", "out", "--descriptor") == 0

    for package in (one for one in (tmp_path / "out").iterdir() if one.is_dir()):
        told = json.loads((package / "datapackage.json").read_bytes())["resources"]
        rows = {
            one["name"]: list(
                csv.DictReader(io.StringIO((package / one["path"]).read_text("utf-8")))
            )
            for one in told
        }
        ids = {name: {row["id"] for row in some} for name, some in rows.items()}
        assert ids["service"]
        assert [
            (one["name"], key["fields"])
            for one in told
            for key in one["schema"]["foreignKeys"]
            for row in rows[one["name"]]
            if row[key["fields"]] and row[key["fields"]] not in ids[key["reference"]["resource"]]
        ] == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_register_is_a_graph_whose_services_have_channels(
    hytedata: Run, tmp_path: Path
) -> None:
    assert hytedata("ptv", "--out", "all.jsonld", version="v12") == 0

    known = Graph().parse(tmp_path / "all.jsonld", format="json-ld")
    services = set(known.subjects(RDF.type, S.GovernmentService))
    channels = set(known.subjects(RDF.type, S.ServiceChannel))
    told = set(known.objects(None, S.availableChannel))
    assert len(services) > 10
    assert len(told & channels) > 10
