"""Ids and logins of the world: derived from codes, so that a test can name them without asking."""

from uuid import NAMESPACE_URL, uuid5

NEIGHBOUR = "785"
COUNTY = "19"
ASSOCIATION = "00000000-0000-4000-8002-000000000001"
ASSOCIATION_USER = "mallin-latu"
LIPAS_USER = "lipas-palvelu"
FILE_ORGANISATION = "00000000-0000-4000-8003-000000000001"
FILE_USER = "liikuntapaikat"


def organisation_id(municipality: str) -> str:
    """Return the PTV id of a municipality's organisation."""
    return f"00000000-0000-4000-8000-{int(municipality):012d}"


def county_id(county: str) -> str:
    """Return the PTV id of a wellbeing services county's organisation."""
    return f"00000000-0000-4000-8001-{int(county):012d}"


def username(municipality: str) -> str:
    """Return the login of a municipality's organisation."""
    return f"kunta-{municipality}"


def password(user: str) -> str:
    """Return the password of a login; sandbox passwords are no secret."""
    return f"hiekkalaatikko-{user}"


def item_id(name: str) -> str:
    """Return the PTV id of a seeded item."""
    return str(uuid5(NAMESPACE_URL, f"hytedata-sandbox:{name}"))
