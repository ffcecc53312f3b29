"""Make the pictures of the pages: `python docs/make_pictures.py`.

Everything in them is invented: sites and borders are the sandbox's. The picture is made by the
command that the page shows. The same code makes the same file.
"""

import json
import os
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hytedata import Boundaries
from hytedata.cli.app import run
from hytedata.codes import municipalities
from hytedata.export.boundary_file import write_boundaries
from hytedata.sandbox import Sandbox, World

PICTURES = Path(__file__).parent / "pictures"
COUNTY = "20"
YEAR = 2026
INVENTED = "keksityt, niin kuin kohteetkin (hytedatan hiekkalaatikko)"


def main() -> int:
    """Write all pictures."""
    PICTURES.mkdir(exist_ok=True)
    target = (PICTURES / "kainuu.svg").resolve()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("sites.geojson").write_text(json.dumps(_sites()), encoding="utf-8")
        write_boundaries(Path("borders.geojson"), _borders(Path(folder)))
        command = "locate sites.geojson --boundaries borders.geojson --out located.geojson"
        return run([*command.split(), "--map", str(target), "--map-area", "Kainuu"])


def _sites() -> dict[str, object]:
    """Return the simulated sites of the county as GeoJSON."""
    members = {place.code for place in municipalities(county=COUNTY)}
    found = sorted(
        (site for site in World(scale="country").sites if site.municipality in members),
        key=lambda site: site.lipas_id,
    )
    features = []
    for site in found:
        document = json.loads(site.body)
        parts = [one["geometry"] for one in document["location"]["geometries"]["features"]]
        geometry = {"type": "GeometryCollection", "geometries": parts}
        features.append(
            {
                "type": "Feature",
                "properties": {"lipas-id": site.lipas_id, "name": document["name"]},
                "geometry": parts[0] if len(parts) == 1 else geometry,
            }
        )
    return {"type": "FeatureCollection", "features": features}


def _borders(folder: Path) -> Boundaries:
    """Return the simulated borders, said to be so."""
    with Sandbox(now=lambda: datetime(YEAR, 3, 1, tzinfo=UTC)) as sandbox:
        found = Boundaries.fetch(
            YEAR,
            contact="docs@hytedata.example",
            url=sandbox.boundaries_url,
            cache_folder=folder,
        )
    return replace(found, attribution=INVENTED, licence="")


if __name__ == "__main__":
    sys.exit(main())
