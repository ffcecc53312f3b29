"""What follows from a refused write: who can mend it, and whether the item is there already."""

from hytedata.errors import NotFound, PermanentError, WriteRefused
from hytedata.models.outcome import Mender
from hytedata.models.plan import Change

# What PTV says of its own state, of rights, or of what people did in it; all else that it refuses
# is in the content, which comes from the source.
_MENDED_IN_PTV = frozenset(
    {
        "area-too-wide",
        "asti-visibility",
        "being-edited",
        "foreign-channel",
        "modified-in-ptv",
        "name-taken",
        "not-yours",
        "organisation-language-missing",
        "source-id-taken",
        "status-change",
        "status-required",
    }
)


def is_taken(change: Change, error: PermanentError) -> bool:
    """Whether a creation was refused because its name or its key is in the target already."""
    return (
        change.op == "create"
        and isinstance(error, WriteRefused)
        and not error.situations.isdisjoint({"name-taken", "source-id-taken"})
    )


def mender(error: PermanentError) -> Mender:
    """Who can mend what the target refused."""
    if isinstance(error, WriteRefused):
        in_ptv = error.status != 400 or error.situations & _MENDED_IN_PTV
        return "ptv" if in_ptv else "lipas"
    return "ptv" if isinstance(error, NotFound) else "configuration"
