"""S4-S6 and T6: addresses, opening hours, pointing words and markup in free text.

S4-S6 are heuristics and warn only (field notes 12.1). They are tuned for precision: a sentence of
a source that is left out by mistake is a loss that nobody sees.
"""

import re
from collections.abc import Iterator

from hytedata.content.objections import Objection

_UNIT = (
    r"(?:m|km|cm|mm|ha|kpl|st|pcs|%|€|eur\w*|kg|h|hlö\w*|henk\w*|(?:kilo)?metri\w*|hehtaari\w*"
    r"|meter|min)"
)
_STREET_ENDS = (
    "katu|kadun|tie|tien|polku|kuja|väylä|raitti|tori|ranta|kaari|rinne|puistikko|piha|penger|aukio"
    "|bulevardi|esplanadi|taival|kulma|"
    "gatan|vägen|stigen|gränden|gränd|allén|torget|stranden|bågen|esplanaden|kajen|brinken"
)
_STREET = re.compile(
    rf"(?<!\w)(?P<street>[A-ZÅÄÖ][\w’-]*(?:{_STREET_ENDS})) (?P<number>\d{{1,3}}(?: ?[a-zA-Z])?)"
    rf"(?![\w:,.]*\d|\w| ?{_UNIT}\b|\.? ?[-–×] ?\d+(?:,\d+)? ?{_UNIT}\b)"
)
# Words for a kind of way or shore, and numbered roads: no street has these names.
_NO_STREET = re.compile(
    r"(?:luonto|kunto|retki|retkeily|metsä|ulkoilu|patikointi|vaellus|esteetön|elämys|seikkailu|lenkki)polku"
    r"|(?:uima|hiekka|meren|järven|joen|venevalkama|vesi|koira)ranta|rantapiha"
    r"|(?:valta|kanta|seutu|yhdys|moottori|yksityis|metsäauto|kävely|pyörä|kevyenliikenteen|silta)tie"
    r"|(?:pysäköinti|jää|liuku|laskettelu|hiihto|hyppyri)?rinne|kaari|piha|tori|ranta|polku|tie|kuja"
    r"|(?:riks|stam|natur|motions|cykel|gång|skogs)(?:vägen|stigen)|bad(?:stranden)|sandstranden|stranden",
    re.IGNORECASE,
)
_NAMED_ADDRESS = re.compile(
    r"(?<!\w)(?:osoit(?:e|teesta|teessa|teeseen|teena)|(?:på )?adress(?:en)?|address)"
    r"(?: on| is| är)?:? +[A-ZÅÄÖ][\w’-]+(?: [A-ZÅÄÖ]?[\w’-]+)? \d{1,3}\b"
)
_POSTAL = re.compile(
    r"(?<![\w.,/-])(?<!\d )\d{5} (?:[A-ZÅÄÖ]{3,}|[A-ZÅÄÖ][a-zåäö]{2,})\b"
    r"|(?<!\w)(?:PL|PB) ?\d{1,5}\b"
)

_HOUR = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_DASH = r" ?[-–—] ?"
_DAY_FI = r"(?:ma|ti|ke|to|pe|la|su)"
_DAY_SV = r"(?:mån|må|tis|ons|tors|fre|fr|lör|lö|sön|sö)"
_DAY_EN = r"(?:mon|tue|tues|wed|thu|thurs|fri|sat|sun)(?:days?)?"
_HOURS = re.compile(
    rf"(?<![\w,.])(?:klo|kello|kl)\.? ?{_HOUR}(?!\d)(?:{_DASH}{_HOUR}(?!\d))?"
    rf"|(?<![\d.,:]){_CLOCK}{_DASH}{_CLOCK}(?![\d.,]\d| ?{_UNIT}\b)"
    rf"|(?<![\w-]){_DAY_FI}{_DASH}{_DAY_FI}(?![\w-])"
    rf"|(?<![\w-]){_DAY_FI} (?:ja {_DAY_FI} )?{_HOUR}{_DASH}{_HOUR}(?!\d| ?{_UNIT}\b)"
    rf"|(?<![\w-]){_DAY_SV}{_DASH}{_DAY_SV}(?![\w-])"
    rf"|(?<![\w-]){_DAY_SV} {_HOUR}{_DASH}{_HOUR}(?!\d| ?{_UNIT}\b)"
    rf"|(?<![\w-]){_DAY_EN}(?:{_DASH}| (?:to|through) ){_DAY_EN}(?![\w-])"
    rf"|(?<!\w)\d{{1,2}}(?:[.:]\d{{2}})? ?(?:am|pm|a\.m\.|p\.m\.)(?!\w)"
    r"|(?<!\w)(?:maanan|tiis|tors|perjan|lauan|sunnun)taista [a-zä]+(?:taihin|kkoon)(?!\w)"
    r"|(?<!\w)keskiviikosta [a-z]+taihin(?!\w)"
    rf"|(?<!\w)(?:arkisin|viikonloppuisin|päivittäin|lauantaisin|sunnuntaisin|vardagar|dagligen"
    rf"|weekdays|daily) {_HOUR}{_DASH}{_HOUR}(?!\d| ?{_UNIT}\b)"
    r"|(?<!\w)24 ?/ ?7(?!\d)",
    re.IGNORECASE,
)
_ONE_TIME = re.compile(
    rf"(?:(?:klo|kello|kl)\.? ?)?{_HOUR}(?: ?(?:am|pm|a\.m\.|p\.m\.))?", re.IGNORECASE
)
_DAY_BEFORE = re.compile(
    r"(?<!\d)(?:\d{1,2}\.\d{1,2}\.?(?: ?(?:19|20)\d\d)?|(?:19|20)\d\d),? ?(?:by |at )?$"
)
_NEAR = 24
_OPEN_WITH_NUMBER = re.compile(
    r"(?<!\w)(?:avoinna|auki|aukiolo(?:aika|ajat)|öppet|öppettider|opening hours"
    r"|open (?:from|at|until))(?::| on| ovat| är| are)?(?: [a-zäåö]+){0,2} ?\d{1,2}"
    r"(?![\d]|,\d| ?(?:m|km|ha|kpl|kuukau\w*|kk)\b)",
    re.IGNORECASE,
)

_POINTING = {
    "fi": re.compile(
        r"(?<!\w)(?:"
        r"alla ?(?:olev|mainit|luetel|kuvat|näky|esite)\w*|alta löy\w+"
        r"|(?:ks\.?|katso) (?:alla|alta|yllä|ylempää)"
        r"|yllä ?(?:olev|mainit|kuvat|luetel)\w*"
        r"|edellä ?(?:mainit|kuvat|kerrot|esite|luetel|olev)\w*"
        r"|alempana mainit\w*|jäljempänä (?:mainit|kuvat|esite)\w*"
        r"|oheis(?:en|ta|esta|essa|ella|elta|ista|issa|et) "
        r"(?:link|kart|kuva|kuvi|lomak|tiedost|taulu)\w*"
        r"|oheinen (?:linkki|kartta|kuva|lomake|taulukko)"
        r"|(?:tällä|tältä|tälle|näillä|näiltä) (?:\w*-?)sivu\w*"
        r"|tämän (?:verkko|netti)?sivun|sivun (?:ala|ylä)\w+"
        r"|(?:tästä|tämän|seuraavan|viereisen) lin(?:kistä|kin)|klikkaa\w*"
        r"|linkki (?:alla|tässä|ohessa)"
        r"|viereise\w+ (?:kart|kuva)\w*|seuraavalla sivulla"
        r")",
        re.IGNORECASE,
    ),
    "sv": re.compile(
        r"(?<!\w)(?:"
        r"(?:se|enligt|länken|listan|kartan|tabellen|bilden) (?:här )?(?:nedan|ovan)(?!\w)"
        r"|(?:nedan|ovan)(?:stående|nämnd\w*)|(?:ovan|nedan) (?:nämn|beskriv|angiv|uppräkn)\w+"
        r"|nedan (?:finns|hittar|ser|kan)(?!\w)|(?:på|från|via) (?:den här|denna) (?:webb)?sidan?"
        r"|klicka\w*|(?:bifogade?|vidstående) (?:karta|länk|bild|blankett)\w*"
        r"|(?:den här|följande) länk(?:en)?(?!\w)"
        r"|(?:anvisning|instruktion|uppgift|blankett|tabell|list|länk|villkor)\w* nedan(?!\w)"
        r"|här ovan(?!\w)"
        r")",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?<!\w)(?:"
        r"(?:see|listed|mentioned|described|shown|given|table|map|links?|list|information|picture"
        r"|instructions|conditions|details|steps)"
        r" "
        r"(?:above|below)(?! (?:the|a|an|it|ground|sea|water|zero)\b)"
        r"|above[- ]mentioned|aforementioned|(?:on|of|from) this (?:web ?)?page|click\w*"
        r"|the following link|(?:this|the attached) (?:link|map|form|file)"
        r"|the (?:above|below)(?= \w)"
        r")",
        re.IGNORECASE,
    ),
}

_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>|<!--|&(?:[a-zA-Z]{2,8}|#\d{2,5});")
_EMPHASIS = re.compile(r"\*\*[^*\n]+\*\*|__[^_\n]+__|(?<![\w*])\*[^*\s][^*\n]*\*(?![\w*])")


def s4_address(text: str) -> Iterator[Objection]:
    """S4: a street or postal address belongs to the address (heuristic)."""
    spans = [
        match.span()
        for match in _STREET.finditer(text)
        if not _NO_STREET.fullmatch(match["street"])
    ]
    spans += [match.span() for match in _NAMED_ADDRESS.finditer(text)]
    spans += [match.span() for match in _POSTAL.finditer(text)]
    return _once("S4", "address", text, spans)


def s5_opening_hours(text: str) -> Iterator[Objection]:
    """S5: opening hours belong to the service hours (heuristic).

    One time on one day is a deadline or an occasion, no opening hours: *haku päättyy 31.1. klo 16*.
    """
    spans = [match.span() for match in _HOURS.finditer(text) if not _is_on_a_day(text, match)]
    spans += [match.span() for match in _OPEN_WITH_NUMBER.finditer(text)]
    return _once("S5", "opening hours", text, spans)


def _is_on_a_day(text: str, found: re.Match[str]) -> bool:
    start = found.start()
    single = _ONE_TIME.fullmatch(found[0]) is not None
    return single and _DAY_BEFORE.search(text[max(0, start - _NEAR) : start]) is not None


def s6_pointing(text: str, language: str) -> Iterator[Objection]:
    """S6: a text stands alone: no "below", "above mentioned", "on this page" (heuristic)."""
    pattern = _POINTING.get(language)
    spans = [match.span() for match in pattern.finditer(text)] if pattern else []
    return _once("S6", "pointing words", text, spans)


def t6_markup(text: str) -> Iterator[Objection]:
    """T6: no HTML (block), no bold or italics (warn)."""
    if "<" in text or "&" in text:
        for match in _TAG.finditer(text):
            yield Objection("T6", "block", f"markup {match[0]!r}", *match.span())
    if "*" in text or "__" in text:
        for match in _EMPHASIS.finditer(text):
            yield Objection("T6", "warn", f"emphasis {match[0]!r}", *match.span())


def _once(rule: str, what: str, text: str, spans: list[tuple[int, int]]) -> Iterator[Objection]:
    end_of_last = -1
    for start, end in sorted(spans):
        if start >= end_of_last:
            yield Objection(rule, "warn", f"{what} {text[start:end]!r}", start, end)
            end_of_last = end
