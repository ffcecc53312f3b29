"""WGS 84 to ETRS-TM35FIN (EPSG:3067), written out so that the sandbox needs no geo library.

Krüger's series of the transverse Mercator projection on the GRS 80 ellipsoid, to the fourth order
(JHS 197): below a millimetre inside Finland.
"""

import math

FLATTENING = 1 / 298.257222101
SEMI_MAJOR_M = 6_378_137.0
SCALE = 0.9996
CENTRAL_MERIDIAN = 27.0
FALSE_EASTING_M = 500_000.0

_N = FLATTENING / (2 - FLATTENING)
_RADIUS_M = SEMI_MAJOR_M / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_SERIES = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_ECCENTRICITY = math.sqrt(FLATTENING * (2 - FLATTENING))


def to_tm35fin(lon: float, lat: float) -> tuple[float, float]:
    """Project longitude and latitude in degrees; returns (east, north) in metres."""
    phi, away = math.radians(lat), math.radians(lon - CENTRAL_MERIDIAN)
    sine = math.sin(phi)
    conformal = math.asinh(math.tan(phi)) - _ECCENTRICITY * math.atanh(_ECCENTRICITY * sine)
    beta = math.atan(math.sinh(conformal))
    eta0 = math.atanh(math.cos(beta) * math.sin(away))
    xi0 = math.asin(math.sin(beta) * math.cosh(eta0))
    orders = [(2 * (at + 1), factor) for at, factor in enumerate(_SERIES)]
    xi = xi0 + sum(h * math.sin(k * xi0) * math.cosh(k * eta0) for k, h in orders)
    eta = eta0 + sum(h * math.cos(k * xi0) * math.sinh(k * eta0) for k, h in orders)
    return FALSE_EASTING_M + SCALE * _RADIUS_M * eta, SCALE * _RADIUS_M * xi
