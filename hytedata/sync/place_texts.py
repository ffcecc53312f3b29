"""What the description of a place says by itself: without references elsewhere and "unknown".

Where Lipas has no street, its address field is published as the place's description. `Ks. kartta`
means the map of some other page there, and `ei tiedossa` says nothing (field notes S6).
"""

import re

_ADDRESS = r"(?:katu|lähi|käynti)?osoite"
_WHERE = rf"(?:{_ADDRESS}|sijainti|paikka)"

# "ks. kartta", "katso tarkempi sijainti kartalta", "se kartan": wherever it stands in a part.
_REFERENCE = re.compile(
    r"""
      \b(?:ks|kts|kats|katso)\b[.:]{0,2}\s*
        (?:(?:tarkempi|tarkka|tarkemmin|oheinen|oheisesta|liitteenä|sijainti|reitti)\s+){0,2}
        [\w-]*(?:kart(?:ta|alta|asta|alla)|kuvau|lisäti|lisäinf|liitt|linkki|opaste|ohje|sivu)[\w-]*
    | \b(?:se|see)\s+(?:the\s+)?(?:karta|map)\w*
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Parts that are nothing else.
_SAYING_NOTHING = re.compile(
    rf"""
      (?:(?:(?:tarkka|tarkempi)\s+)?{_WHERE}\s+)?(?:on\s+)?(?:merkitty\s+)?
        kart(?:ta|alla|alta|alle|asta|an\s+mukaan)
    | (?:på|enligt)\s+kartan? | karta
    | (?:(?:tarkka|tarkempi)\s+)?(?:{_WHERE}\s+)?(?:on\s+)?
        (?:ei\s+(?:ole\s+)?(?:vielä\s+)?(?:tiedossa|tietoa|saatavilla)|tuntematon|puuttuu)
    | ei\s+(?:ole\s+)?(?:(?:tarkkaa|varsinaista|virallista|omaa)\s+)?{_ADDRESS}tta(?:\s+tiedossa)?
    | (?:ingen|okänd)\s+(?:gatu)?adress | (?:gatu)?adress\s+(?:saknas|okänd) | okänd | unknown
    | opastus | opasteet | opastettu | viitoitus | viitoitettu | skyltning | skyltat
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
# A comma within a figure ("2,5 km") parts nothing.
_BORDERS = re.compile(r"\s*[,;](?!\d)\s*")
_ABOUT = re.compile(r"(?<![\w.])n(?:\.\s?|\s)(?=\d+(?:[.,]\d+)?\s?(?:km|m)\b)", re.IGNORECASE)


def place_parts(text: str) -> list[str]:
    """Return what *text* says of a place, in parts; none where it only points elsewhere.

    `n.` before a distance, which would read as north, is spelled out.
    """
    plain = _BRACKETS.sub(_told_in_brackets, _REFERENCE.sub("", text))
    parts = (part.strip(" .:-") for part in _BORDERS.split(_ABOUT.sub("noin ", plain)))
    return [part for part in parts if _tells(part)]


def _told_in_brackets(match: re.Match[str]) -> str:
    return match.group() if _tells(match[1].strip(" .:-")) else ""


def _tells(part: str) -> bool:
    return re.search(r"\w", part) is not None and _SAYING_NOTHING.fullmatch(part) is None
