"""What a provider's name says of its kind: legal forms, parishes, city units, associations, state.

Each function takes folded words and returns those that decide, or "".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, Literal, TypeAlias

from hytedata.codes.area_forms import find_area_forms
from hytedata.codes.folding import fold
from hytedata.codes.municipality_codes import municipalities, regions
from hytedata.codes.municipality_forms import find_municipality_forms

Words: TypeAlias = Sequence[str]

_SPACED: Final = re.compile(r"\b(r)\.\s?([yf])\b\.?", re.IGNORECASE)  # r.y., r. f.

FormKind: TypeAlias = Literal["association", "company"]

# Anywhere in a name; forms that are words too only at its end or its beginning.
_FORMS: Final[Mapping[str, FormKind]] = {
    "ry": "association",
    "rf": "association",
    "oy": "company",
    "oyj": "company",
    "abp": "company",
    "tmi": "company",
    "osk": "company",
    "ltd": "company",
}
_LAST_FORMS: Final[Mapping[str, FormKind]] = {
    "ab": "company",
    "ky": "company",
    "kb": "company",
    "sr": "association",
}
_COOPERATIVES: Final = ("osuuskunta", "osuuskauppa", "andelslag", "andelslaget")

_FREE_CHURCH: Final = re.compile(
    r"(vapaa|helluntai|adventti|baptisti|metodisti)(seurakun\w*|kirkko\w*|kirkon)|"
    r"(frikyrko|pingst|missions|adventist|baptist|metodist)(forsamling\w*|kyrka\w*)|frikyrka\w*"
)
_NO_PARISH: Final = re.compile(r"seurakuntaopisto\w*|\w*seurakuntaopisto\w*")
_PARISH: Final = re.compile(
    r"\w*seurakun(ta|tayhtyma\w*|nan|nat|nassa|tien|takeskus|tatalo)|srk|"
    r"\w*hiippakun(ta|nan)|\w*forsamling(en|ens|s|ar|arna)?|kyrkoforsamling\w*|"
    r"hiippakuntaneuvosto|stift(et)?|kirkkohallitus|kyrkostyrelsen|parish|congregation"
)
_SAMFALLIGHET: Final = ("kyrklig samfallighet", "kyrkliga samfallighet")
_CITY: Final = re.compile(r"kaupunki|kaupungin\w*|kunta|kunnan\w*|stads?|kommuns?|kommunens?")
_JOINT: Final = re.compile(r"\w*kuntayhtyma\w*|\w*samkommun\w*|tyollisyysalue\w*")
_UNIT: Final = re.compile(
    r"(kaupungin|kunnan|paa|lahi|seutu|kesku)?kirjasto|\w*kirjastot|\w*bibliotek(et)?|library|"
    r"\w*kansalaisopisto\w*|\w*tyovaenopisto\w*|\w*medborgarinstitut\w*|arbis|"
    r"(ala|yla|perus|keskus|kyla|yhtenais)?koulu|lukio|\w*nuoriso(talo|tila|palvelut|toimi)|"
    r"liikunta(palvelut|toimi)|aika(palvelut|toimi)|kulttuuri(palvelut|toimi)|varhaiskasvatus\w*|"
    r"hyvinvointipalvelut|sivistystoimi|sivistyspalvelut|kaupungin\w+|kunnan\w+|"
    r"(grund|lag)?skola|fritids(tjanster|vasendet)|ungdoms(tjanster|gard\w*)|kultur(tjanster)|"
    # Rescue is the county's, but in Helsinki, where county_in leaves it to us.
    r"tyollisyyspalvelut|pelastuslaito\w*|raddningsverk\w*"
)
_NO_UNIT: Final = frozenset(
    {"kansalliskirjasto", "yliopiston", "yliopisto", "universitet", "universitets", "university",
     "ammattikorkeakoulun", "eduskunnan"}
)  # fmt: skip
_ASSOCIATION: Final = re.compile(
    r"\w*yhdisty(s|ksen|kset)|\w*liit(to|on)|\w*seura|\w*seurat|\w*forening(en|ar)?|\w*forbund(et)?|"
    r"\w*saatio|\w*saation|\w*stiftelse(n)?|\w*sallskap(et)?|\w*jarjesto(t)?|\w*martat|\w*marthor(na)?|"
    r"\w*osuustoiminta|folkhalsan|\w*marttayhdisty\w*|mll|spr|vpk|4h|lions|\w*elakkeensaajat|"
    r"\w*sotaveteraanit|association|society|\w*klubb(en)?|\w*kylatoimikunta|\w+kerho"
)
_NO_ASSOCIATION: Final = re.compile(r"nattklubb(en)?|yokerho|(ilta)?paivakerho|perhekerho")
_STATE: Final = (
    "kela", "kansanelakelaitos", "fpa", "folkpensionsanstalten", "metsahallitus", "forststyrelsen",
    "migri", "maahanmuuttovirasto", "migrationsverket", "thl", "terveyden ja hyvinvoinnin laitos",
    "poliisi", "poliisilaitos", "polisen", "verohallinto", "verotoimisto", "skatteforvaltningen",
    "puolustusvoimat", "rajavartiolaitos", "gransbevakningsvasendet", "ely keskus", "te toimisto",
    "te palvelut", "aluehallintovirasto", "lupa ja valvontavirasto", "museovirasto",
    "kansallismuseo", "ilmatieteen laitos", "oikeusaputoimisto", "digi ja vaestotietovirasto",
    "ulosottolaitos", "vaylavirasto", "syyttajalaitos", "rikosseuraamuslaitos",
)  # fmt: skip


def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; `r.y.` is one word."""
    return tuple(fold(_SPACED.sub(r"\1\2", name)).split())


def legal_form(words: Words) -> tuple[FormKind, str] | None:
    """Return what a legal form says, with the form; None where there is none."""
    # Of several the last counts: an association's section, a company's project.
    for word in reversed(words):
        if word in _FORMS:
            return _FORMS[word], word
        if word.endswith(_COOPERATIVES):
            return "company", word
    ends = (words[-1], words[0]) if len(words) > 1 else ()
    return next(((_LAST_FORMS[word], word) for word in ends if word in _LAST_FORMS), None)


def parish_in(words: Words) -> str:
    """Return the word that says a parish of the Lutheran or Orthodox church."""
    if free_church_in(words) or _first(_NO_PARISH, words):
        return ""
    # Alone "samfällighet" is also a road's or a water's.
    shared = next((one for one in _SAMFALLIGHET if one in " ".join(words)), "")
    return shared or _first(_PARISH, words)


def free_church_in(words: Words) -> str:
    """Return the word that says a free church: an association or a community, never a parish."""
    return _first(_FREE_CHURCH, words)


def municipality_in(words: Words) -> str:
    """Return the words that say a municipality, a joint authority or a regional council."""
    if tuple(words) in _councils() or tuple(words) in _municipality_names():
        return " ".join(words)
    for number, word in enumerate(words):
        if _JOINT.fullmatch(word):
            return word
        if number and _CITY.fullmatch(word) and _names_one(words[:number]):
            return " ".join(words[number - 1 : number + 1])
    if len(words) > 2 and words[0] in ("city", "municipality", "town") and words[1] == "of":
        return " ".join(words)
    return ""


def unit_in(words: Words) -> str:
    """Return the word that says a unit of a municipality: library, school, youth house."""
    return "" if _NO_UNIT.intersection(words) else _first(_UNIT, words)


def association_in(words: Words) -> str:
    """Return the word that says an association or a foundation."""
    return "" if _first(_NO_ASSOCIATION, words) else _first(_ASSOCIATION, words)


def state_in(words: Words) -> str:
    """Return the words that say an authority of the state."""
    told = f" {' '.join(words)} "
    return next((one for one in _STATE if f" {one} " in told), "")


def _first(pattern: re.Pattern[str], words: Iterable[str]) -> str:
    return next((word for word in words if pattern.fullmatch(word)), "")


def _names_one(before: Words) -> bool:
    """Whether the last words of *before* say whose city or municipality it is."""
    return any(tuple(before[-size:]) in _possessive() for size in (1, 2, 3) if size <= len(before))


@cache
def _possessive() -> frozenset[tuple[str, ...]]:
    """Return "kajaanin", "karleby", "karlebys": what stands before city or municipality."""
    found: set[str] = set()
    for place in municipalities():
        forms = find_municipality_forms(place.code)
        found.update([forms.genitive.removesuffix(" kunnan")] if forms else [])
        found.update((place.name.best("sv"), f"{place.name.best('sv')}s", place.name.fi))
    return frozenset(tuple(fold(one).split()) for one in found)


@cache
def _municipality_names() -> frozenset[tuple[str, ...]]:
    names = (name for place in municipalities() for name in place.name.all())
    return frozenset(tuple(fold(name).split()) for name in names)


@cache
def _councils() -> frozenset[tuple[str, ...]]:
    """Return the regional councils, joint authorities that are called leagues: Kainuun liitto."""
    forms = (find_area_forms("region", one.code) for one in regions())
    names = (
        name
        for one in forms
        if one
        for name in (f"{one.genitive} liitto", f"{one.name_sv}s förbund", f"{one.name_sv} förbund")
    )
    return frozenset(tuple(fold(name).split()) for name in names)
