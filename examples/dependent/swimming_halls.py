"""Which sites for water sports a municipality has: `swimming_halls.py ADDRESS CODE`."""

import sys

from hytedata import LipasClient, SportsSite


def halls(address: str, municipality: str) -> list[SportsSite]:
    """Read them from the Lipas at *address*."""
    with LipasClient(address, contact="me@kunta.example") as lipas:
        return list(lipas.sites.iter(municipalities=[municipality], categories=[3000]))


for hall in halls(*sys.argv[1:3]):
    print(hall.lipas_id, hall.names.get("fi"), hall.status)
