"""Words that tell a street from a place name, in Finnish, Swedish and Northern Sámi.

Compiled in 2026 from the name parts that Finnish municipalities use for streets, checked against
addresses of Lipas.
"""

STREET_ENDINGS = (
    # Finnish
    "tie", "katu", "kuja", "kujanne", "polku", "raitti", "väylä", "tori", "aukio", "kaari",
    "kierto", "bulevardi", "esplanadi", "penger", "puistikko",
    # Swedish
    "vägen", "väg", "gatan", "gata", "stigen", "stig", "gränden", "gränd", "esplanaden",
    "allén", "torget", "torg", "gången", "bågen", "ringen", "svängen",
    # Northern Sámi
    "geaidnu", "luodda",
)  # fmt: skip
"""Endings that make a name a street even without a house number."""

STREET_ENDINGS_WITH_NUMBER = (
    *STREET_ENDINGS,
    "ranta", "rinne", "mäki", "laituri", "porras", "portti", "kulma", "piha", "puisto", "silta",
    "linja", "harju", "notko", "rivi", "rantti", "saarto", "laita", "reuna", "pää", "perä",
    "stranden", "backen", "brinken", "kajen", "udden", "porten", "parken", "bron", "platsen",
)  # fmt: skip
"""Endings that are streets with a house number behind them, and landscape without."""

NO_STREETS = frozenset(
    {
        "rautatie", "metsäautotie", "vesitie", "ilmatie", "jäätie", "kelkkatie", "sivutie",
        "soratie", "moottoritie", "luontopolku", "kuntopolku", "retkipolku", "metsäpolku",
        "polku", "tie", "katu", "väylä", "laivaväylä", "meriväylä", "veneväylä", "valtatie",
        "kantatie", "seututie", "yhdystie", "naturstigen", "naturstig", "väg", "vägen", "stig",
        "stigen", "riksvägen", "latukierto", "torni", "auditori",
    }
)  # fmt: skip
"""Common nouns and road classes that carry an ending but name no street."""

NO_STREETS_WITH_NUMBER = frozenset(
    {
        "rakennus", "halli", "kenttä", "alue", "rata", "tontti", "kohde", "paikka", "numero",
        "reitti", "luokka", "kerros", "piste", "tila", "sali", "satama", "laavu", "kota", "torni",
        "hiihtomaa", "uimaranta", "lähtöpaikka", "väylä", "kaista", "lohko", "kortteli", "valtatie",
        "kantatie", "seututie", "yhdystie", "moottoritie", "vt", "kt", "st", "mt", "e", "km", "nro",
        "no", "pl", "pb", "box", "noin", "n", "ca", "riksvägen", "lokero", "postilokero",
    }
)  # fmt: skip
"""Words before a number that is no house number."""

NEARNESS = (
    "vieressä", "viereinen", "viereen", "takana", "taakse", "kohdalla", "lähellä", "edessä",
    "vastapäätä", "varrella", "varressa", "päässä", "risteys", "risteyksessä", "kulmassa",
    "jälkeen", "ennen", "alapuolella", "yläpuolella", "pohjoispuolella", "eteläpuolella",
    "itäpuolella", "länsipuolella", "puolella", "välillä", "luona", "tuntumassa",
    "bredvid", "bakom", "vid", "nära", "mittemot",
)  # fmt: skip
"""Words that place something near an address, so that its number is not the place's own."""

DIRECTION_STEMS = (
    "käänn", "käänt", "ajetaan", "ajakaa", "ajaen", "jatka", "jatke", "kohti", "suuntaan",
    "oikeal", "vasemmal", "opast", "kilometri", "metriä", "metrin", "päähän", "seuraa", "kävel",
    "risteykse", "sväng", "fortsätt", "mot", "kör",
)  # fmt: skip
"""Beginnings of words of driving directions; `mot` and `kör` only as whole words."""
