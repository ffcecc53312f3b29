"""What a person approved of the texts that are published."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


def text_digest(text: str) -> str:
    """Hash a text as it would be published."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class TextApproval:
    """One approved text. It holds for exactly these words: other facts make other words.

    Attributes:
        item: The source item (`site:123`, `subcategory:1100`).
        path: Field and language (`summary.fi`).
        who: The person.
        at: When, UTC; None until it is stored.
    """

    item: str
    path: str
    text: str
    who: str
    at: datetime | None = None


class Approvals:
    """Everything that was approved for one organisation.

    A text that was approved, changed, and is again what it was needs no second approval.

    Args:
        approvals: The oldest first.
    """

    def __init__(self, approvals: Iterable[TextApproval] = ()) -> None:
        self._latest: dict[tuple[str, str], TextApproval] = {}
        self._by_words: dict[tuple[str, str, str], TextApproval] = {}
        for one in approvals:
            self._latest[one.item, one.path] = one
            self._by_words[one.item, one.path, text_digest(one.text)] = one

    def of(self, item: str, path: str, text: str) -> TextApproval | None:
        """Return the approval of exactly this text; None where there is none."""
        return self._by_words.get((item, path, text_digest(text)))

    def before(self, item: str, path: str) -> TextApproval | None:
        """Return what was approved last for the field, whatever stands there now."""
        return self._latest.get((item, path))
