"""Lists of typed texts and language sets: what names and descriptions have in common."""

from collections.abc import Collection, Iterable, Mapping

from hytedata.connectors.ptv.v11.documents import Document, rows, text
from hytedata.connectors.ptv.v11.vocabulary import present
from hytedata.errors import InputError
from hytedata.models.common import Json

TypedTexts = dict[tuple[str, str], str]
"""(PTV's type, language) → text, in PTV's order."""


def typed_texts(document: Document, key: str, old: Mapping[str, str]) -> TypedTexts:
    """Read a list of typed texts; blanks and a general description's `GD_…` are left out."""
    texts: TypedTexts = {}
    for row in rows(document, key):
        kind, language = present(text(row, "type"), old), text(row, "language")
        value = text(row, "value")
        if kind and language and value and not kind.startswith("GD_"):
            texts.setdefault((kind, language), value)
    return texts


def patch_texts(
    texts: TypedTexts, changes: Mapping[str, Json], types: Mapping[str, str]
) -> TypedTexts:
    """Return *texts* with the changes whose path begins with a key of *types*."""
    patched = dict(texts)
    for path, value in changes.items():
        name, _, language = path.partition(".")
        if name not in types:
            continue
        if value is None or not str(value).strip():
            patched.pop((types[name], language), None)
        else:
            patched[types[name], language] = str(value)
    return patched


def encode_texts(texts: TypedTexts) -> list[Json]:
    """Encode typed texts as PTV's list."""
    return [
        {"type": kind, "language": language, "value": value}
        for (kind, language), value in texts.items()
    ]


def languages_of(*lists: TypedTexts) -> frozenset[str]:
    """Languages that occur in any of *lists*."""
    return frozenset(language for texts in lists for _, language in texts)


def refuse_unknown(kind: str, changes: Iterable[str], known: Collection[str]) -> None:
    """Refuse paths that *kind* does not have.

    Raises:
        InputError: Naming them.
    """
    unknown = sorted(path for path in changes if path.partition(".")[0] not in known)
    if unknown:
        raise InputError(f"a {kind} of PTV v11 has no field {', '.join(unknown)}")


def refuse_emptying(changes: Mapping[str, Json], paths: Collection[str]) -> None:
    """Refuse to clear what PTV can only replace (ptv-api 7.1).

    Raises:
        InputError: Naming it.
    """
    emptied = sorted(path for path in paths if path in changes and changes[path] in (None, [], ""))
    if emptied:
        raise InputError(f"PTV v11 cannot empty {', '.join(emptied)}, only replace it")
