"""What people call PTV's classes and groups: its forms show names, never codes."""

from collections.abc import Callable, Iterable, Mapping

from hytedata.codes import PtvClass
from hytedata.quality.rule import RULE_LANGUAGES


def named(
    stem: str, codes: Iterable[str], find: Callable[[str], PtvClass | None]
) -> Mapping[str, str]:
    """Return names with their codes as parameters of a message, one for each language.

    Args:
        stem: `groups` gives `groups_fi`, `groups_sv` and `groups_en`.
        codes: A code that *find* does not know stays as it is; none at all are a dash.
        find: Gives the class of a code.
    """
    known = [(code, find(code)) for code in codes]
    told: dict[str, str] = {}
    for language in RULE_LANGUAGES:
        each = [f"{one.name.best(language)} ({code})" if one else code for code, one in known]
        told[f"{stem}_{language}"] = ", ".join(each) or "–"
    return told
