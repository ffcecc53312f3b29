"""Invented property values of a type: plausible, and some missing, as in Lipas."""

from random import Random

from hytedata.sandbox.world.tables import LipasCodes, PropertyRow, TypeRow, Words

SHARE_FILLED = 0.45
SHARE_TRUE = 0.7
SURFACES = {
    "LineString": ("natural-surface", "gravel", "woodchips", "sawdust"),
    "Polygon": ("grass", "natural-surface"),
    "Point": ("sand", "artificial-turf", "gravel", "asphalt", "rock-dust", "grass"),
}
INDOOR_SURFACES = ("wood", "resin", "synthetic")


def properties_of(
    kind: TypeRow, codes: LipasCodes, words: Words, random: Random
) -> dict[str, object]:
    """Invent values for some of the keys that belong to a type."""
    found: dict[str, object] = {}
    for key in kind.properties:
        if random.random() < SHARE_FILLED:
            found[key] = _value(codes.properties[key], kind, words, random)
    return found


def _value(row: PropertyRow, kind: TypeRow, words: Words, random: Random) -> object:
    if row.data_type == "boolean":
        return random.random() < SHARE_TRUE
    if row.data_type == "string":
        return random.choice(words.texts[row.key])
    if row.key == "surface-material":
        indoors = 2000 <= kind.code < 3000
        choices = INDOOR_SURFACES if indoors else SURFACES[kind.geometry]
        return random.sample(choices, 2 if random.random() < 0.15 else 1)
    if row.data_type == "enum":
        return random.choice(row.options)[0]
    if row.data_type == "enum-coll":
        chosen = random.sample(row.options, random.randint(1, 2))
        return [option[0] for option in chosen]
    return _number(row.key, words, random)


def _number(key: str, words: Words, random: Random) -> float | int:
    low, high = words.ranges.get(key, words.ranges["*"])
    value = random.uniform(low, high)
    if key.endswith(("-km", "-km2")) or high < 8:
        whole = key.endswith(("-count", "-places", "divisible"))
        return max(1, round(value)) if whole else round(value, 1 if low >= 0.1 else 2)
    return round(value)
