"""The swimming places of a wellbeing services county, on a map in one file without tiles.

Needs `pip install 'hytedata[geo]'` and a `hytedata.toml` (README.md in this folder says how).

    python sites_on_a_map.py Kainuu
"""

import os
import sys
from pathlib import Path

from hytedata import load_config, open_boundaries, open_lipas, to_geodataframe
from hytedata.export.map import draw_map, write_map

SWIMMING = 3000  # of Lipas's categories: indoor and outdoor pools, beaches, winter swimming
MAP = Path("map.html")  # .svg and .png work too


def main(county: str) -> None:
    """Read the sites, draw them on the county's municipalities, and say how many there are."""
    config = load_config(Path("hytedata.toml"), environ=os.environ)
    with open_lipas(config) as lipas:
        sites = to_geodataframe(
            lipas.sites.iter(county=county, categories=[SWIMMING], statuses=["active"])
        )
    title = f"Uimapaikat: {county}"
    credit = "Lipas.fi Jyväskylän yliopisto, CC BY 4.0"
    picture = draw_map(open_boundaries(config), sites, area=county, title=title, credit=credit)
    write_map(MAP, picture)
    print(sites.groupby("type_name").size().to_string())
    print(f"{len(sites)} places are on {MAP}")


main(*sys.argv[1:])
