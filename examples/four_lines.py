"""Four lines: each sports site of a municipality, with its type. Needs `pip install hytedata`."""

from hytedata import LipasClient
from hytedata.codes import sports_site_type

with LipasClient(contact="me@kunta.example") as lipas:
    for site in lipas.sites.iter(municipality="Utajärvi", statuses=["active"]):
        kind = sports_site_type(site.type_code)
        print(site.names["fi"], "·", kind.name.fi)
