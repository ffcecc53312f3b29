"""Facts of a site in words: each property becomes a sentence, or an entry of a list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hytedata.models.sports_site import PropertyValue
from hytedata.sync.compose.listing import told_in_turn
from hytedata.sync.compose.words import Ordered, Words

_USAGE = ("free-use?", "school-use?")
_SUMMARY_ORDER = (
    "route-length-km",
    "holes-count",
    "bowling-lanes-count",
    "slopes-count",
    "swimming-pool-count",
    "beach-length-m",
    "track-length-m",
    "surface-material",
    "ligthing?",
    "free-use?",
)
"""Facts that help most to choose a place, the first two of which go into the summary."""

_DEPTHS = ("pool-min-depth-m", "pool-max-depth-m")
_DECIMALS = {"-km": 2, "-km2": 2, "-ha": 1, "-m": 1, "-m2": 0}


@dataclass(frozen=True)
class Facts:
    """What is known of a site, in one language.

    Attributes:
        by_key: Sentences by what they tell, in the order of telling.
        usage: Sentences on who may use it.
        counts: Entries such as *3 tennis courts*.
        equipment: Entries such as *a sauna*.
        activities: What else one can do.
    """

    by_key: Mapping[str, str]
    usage: Mapping[str, str]
    counts: Mapping[str, str]
    equipment: tuple[str, ...]
    activities: tuple[str, ...]

    def for_summary(self, words: Words) -> Iterator[str]:
        """Yield sentences for the summary, the most useful first."""
        for key in _SUMMARY_ORDER:
            if key in self.counts:
                yield words.frames["has"].format(self.counts[key])
            elif sentence := self.by_key.get(key) or self.usage.get(key):
                yield sentence


def facts_of(
    properties: Mapping[str, PropertyValue], measures: Mapping[str, float], words: Words
) -> Facts:
    """Put what is known into words; what is false or unknown is not told."""
    stated = tuple(_stated(properties))
    sentences = dict(_in_order(words.sentences, stated))
    told = dict(_measured(measures, words))
    for number, surface in enumerate(_surfaces(properties, words)):
        told[f"surface-material+{number}" if number else "surface-material"] = surface
    told |= {key: text for key, text in sentences.items() if key not in _USAGE}
    return Facts(
        by_key=told,
        usage={key: text for key, text in sentences.items() if key in _USAGE},
        counts=dict(_counted(measures, words)),
        equipment=tuple(text for _, text in _in_order(words.equipment, stated)),
        activities=tuple(text for _, text in _in_order(words.activities, stated)),
    )


def _stated(properties: Mapping[str, PropertyValue]) -> Iterator[str]:
    """Yield the keys that are true, and `key=value` for each value of an enumeration."""
    for key, value in properties.items():
        if value is True:
            yield key
        elif isinstance(value, str):
            yield f"{key}={value}"
        elif isinstance(value, tuple):
            yield from (f"{key}={entry}" for entry in value)


def _in_order(table: Ordered[str], stated: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    # The order of telling is the table's, whatever the order in the source.
    return ((key, text) for key, _, text in table.rows_for(stated))


def _measured(measures: Mapping[str, float], words: Words) -> Iterator[tuple[str, str]]:
    told: set[str] = set()
    for key, parts, sentence in words.numbers.rows_for(measures):
        if not all(part in measures and part not in told for part in parts):
            continue
        if key == "space-divisible" and measures[key] % 1:
            continue
        told.update(parts)
        if key == "lit-route-length-km" and measures[key] == measures.get("route-length-km"):
            yield key, words.frames["lit_all"]
        else:
            values = [_number(part, measures[part], words) for part in parts]
            yield key, sentence.format(_together(parts, values, words))


def _together(parts: tuple[str, ...], values: list[str], words: Words) -> str:
    if len(values) == 1:
        return values[0]
    if parts != _DEPTHS:
        return words.frames["size"].format(*values)
    return words.frames["one_depth" if values[0] == values[1] else "range"].format(*values)


def _number(key: str, value: float, words: Words) -> str:
    decimals = _DECIMALS.get(f"-{key.rpartition('-')[2]}", 0)
    return words.number(value, decimals=1 if value < 1 and not decimals else decimals)


def _surfaces(properties: Mapping[str, PropertyValue], words: Words) -> Iterator[str]:
    value = properties.get("surface-material")
    entries = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
    names = [words.materials[entry] for entry in entries if entry in words.materials]
    frames = words.frames
    return told_in_turn(frames["surface"], frames["surface_also"], names, words.listed)


def _counted(measures: Mapping[str, float], words: Words) -> Iterator[tuple[str, str]]:
    for key, _, (one, many) in words.counts.rows_for(measures):
        value = measures[key]
        if value == int(value):
            yield key, one if value == 1 else many.format(words.number(value, decimals=0))
