"""Names of an invented county: as many as are wanted, each once, told by an index."""

from itertools import product
from typing import Final

_FIRST: Final = """
    Haapa Koivu Kuusi Leppä Paju Pihlaja Tuomi Mänty Karhu Hirvi Joutsen Kurki Hauki Ahven
    Siika Lohi Kettu Ilves Näätä Saukko Hopea Kulta Rauta Hiekka Savi Kallio Musta Valkea
    Sini Puna
"""
FIRST: Final = tuple(_FIRST.split())
_SECOND: Final = """
    niemi lahti kangas salmi mäki vaara harju järvi joki suo ranta saari lampi koski puro
    selkä aho rinne notko korpi
"""
SECOND: Final = tuple(_SECOND.split())
VILLAGES: Final = tuple(first + second for first, second in product(FIRST, SECOND))

PLACE_KINDS: Final = (
    ("pallokenttä", 1340),
    ("uimaranta", 3230),
    ("tenniskenttä", 1370),
    ("kaukalo", 1520),
    ("laavu", 301),
    ("kuntosali", 2120),
    ("lähiliikuntapaikka", 1120),
    ("frisbeegolfrata", 1180),
)
"""What a place's name ends with, and its type in Lipas."""

PROPERTIES: Final = {
    1340: {"surface-material": ["sand"], "ligthing?": False, "free-use?": True},
    3230: {"changing-rooms?": True, "toilet?": True},
    1370: {"surface-material": ["asphalt"], "ligthing?": True, "free-use?": True},
    1520: {"ligthing?": True, "changing-rooms?": False},
    301: {"toilet?": True, "free-use?": True},
    2120: {"area-m2": 80},
    1120: {"surface-material": ["sand"], "ligthing?": False},
    1180: {"holes-count": 18, "ligthing?": False},
}
"""What people ask first, by type."""

_TOPICS: Final = """
    uimaopetus kuntosaliohjaus tasapainoryhmä vesijumppa painonhallinta ravitsemusneuvonta
    unikoulu liikuntaneuvonta kirjastokäynti kuvataidekerho musiikkileikki lukupiiri
    luontoretki melontakurssi hiihtokoulu pyöräilykurssi ensiapukurssi keskusteluryhmä
    vertaistukiryhmä kotikäynti etsivätyö iltapäivätoiminta leirikoulu kädentaitopaja
    ruokakurssi tanssikerho teatteripaja digineuvonta muistikerho perhekahvila
"""
TOPICS: Final = tuple(_TOPICS.split())
_AUDIENCES: Final = """
    lapsille nuorille aikuisille ikääntyneille perheille työttömille opiskelijoille
    miehille naisille omaishoitajille maahanmuuttajille vauvaperheille koululaisille
    eläkeläisille aloittelijoille konkareille yksineläjille kuntoutujille nuorisoryhmille
    asukkaille
"""
AUDIENCES: Final = tuple(_AUDIENCES.split())
TIMES: Final = ("", " arkisin", " iltaisin", " viikonloppuisin", " kesällä", " talvella")


def village(number: int) -> str:
    """The name of a village, in the genitive: Haapaniemen."""
    name = VILLAGES[number % len(VILLAGES)]
    return {"niemi": name[:-1] + "en", "lahti": name[:-2] + "den"}.get(name[-5:], name + "n")


def place_name(number: int) -> tuple[str, int]:
    """The name of a place and its type; each number has another."""
    round_, at = divmod(number, len(VILLAGES))
    word, type_code = PLACE_KINDS[(at + round_) % len(PLACE_KINDS)]
    part = "" if round_ < len(PLACE_KINDS) else "ylempi " * (round_ // len(PLACE_KINDS))
    return f"{village(at)} {part}{word}", type_code


def service_name(number: int) -> str:
    """The name of a service; each number has another."""
    rest, topic = divmod(number, len(TOPICS))
    when, audience = divmod(rest, len(AUDIENCES))
    round_, time = divmod(when, len(TIMES))
    group = f", ryhmä {round_}" if round_ else ""
    return f"{TOPICS[topic].capitalize()} {AUDIENCES[audience]}{TIMES[time]}{group}"


def letters(number: int) -> str:
    """A word that is like no other number's: three syllables of it."""
    syllables = [f"{one}{other}" for one in "kptmrsv" for other in "aeiou"]
    told = [number % 35, number // 35 % 35, (number * 11 + 7) % 35]
    return "".join(syllables[one] for one in told)
