"""Ids and logins of the world: derived from codes, so that a test can name them without asking."""

from uuid import NAMESPACE_URL, uuid5

NEIGHBOUR = "785"
COUNTY = "19"
ASSOCIATION = "00000000-0000-4000-8002-000000000001"
ASSOCIATION_USER = "mallin-latu"
LIPAS_USER = "lipas-palvelu"
FILE_ORGANISATION = "00000000-0000-4000-8003-000000000001"
FILE_USER = "liikuntapaikat"


COUNTY_CENTRES = "00000000-0000-4000-8001-100000000001"
COUNTY_STATION = "00000000-0000-4000-8001-100000000002"
PARISH = "00000000-0000-4000-8002-000000000002"
PARISH_USER = "mallin-seurakunta"
COMPANY = "00000000-0000-4000-8002-000000000003"
COMPANY_USER = "mallin-hyvinvointi"
AGENCY = "00000000-0000-4000-8004-000000000001"
AGENCY_OFFICE = "00000000-0000-4000-8004-000000000002"
AGENCY_USER = "liikuntavirasto"


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


def business_code(number: int) -> str:
    """Return an invented business id of seven digits: its check digit is right."""
    digits = f"{number:07d}"
    weights = (7, 9, 10, 5, 8, 4, 2)
    left = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    # A remainder of one has no check digit: such numbers are never given out.
    return business_code(number + 1) if left == 1 else f"{digits}-{(11 - left) % 11}"
