"""What several families of cross rules need: what they yield, names for messages."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from hytedata.codes import Labels, packaged_division
from hytedata.models.common import Json, SourceRef
from hytedata.models.finding import Problem

Found: TypeAlias = Iterator[tuple[SourceRef, Problem]]
"""What a cross rule yields: problems with the records that they are of."""

Params: TypeAlias = Mapping[str, Json]
"""Of a problem, for its message."""

_NAMED: Final = 3  # municipalities; of more only the count is told
_FIRST: Final[tuple[str, ...]] = ("fi", "sv", "en")


def title(names: Mapping[str, str]) -> str:
    """Return the name that a message tells a record by: Finnish, else Swedish, else any."""
    told = (names[language] for language in (*_FIRST, *sorted(names)) if names.get(language))
    return next(told, "")


def in_languages(name: str, labels: Labels) -> dict[str, str]:
    """Return a label as parameters of messages: `{name}` in Finnish, `{name_sv}`, `{name_en}`."""
    return {name: labels.fi, **{f"{name}_{it}": labels.best(it) for it in ("sv", "en")}}


def municipalities(name: str, codes: Iterable[str]) -> dict[str, str]:
    """Return the names of the first three municipalities as parameters, as `in_languages`."""
    names = [municipality_labels(code) for code in list(codes)[:_NAMED]]
    fi, sv = (", ".join(one.best(language) for one in names) for language in ("fi", "sv"))
    return in_languages(name, Labels(fi, sv))


def municipality_labels(code: str) -> Labels:
    """Return the names of a municipality; the code itself where nobody knows it."""
    found = packaged_division().find(code)
    return found.municipality.name if found else Labels(code)
