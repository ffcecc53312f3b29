"""Texts that wait for a person, as the latest plan composed them and as they are approved now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from hytedata.models.text_approval import Approvals, TextApproval
from hytedata.runs.texts_review import ReviewedText, TextsReview
from hytedata.store import Store

_DECODER: Final = msgspec.json.Decoder(TextsReview)


@dataclass(frozen=True)
class WaitingText:
    """One text that nobody approved as it is.

    Attributes:
        title: Of its service or place.
        before: What was approved of the field before; "" for a text that is new.
    """

    title: str
    kind: str
    text: ReviewedText
    before: str

    @property
    def key(self) -> str:
        """Names exactly these words: another text of the field has another key."""
        return f"{self.text.key}|{self.text.path}|{self.text.id}"


@dataclass(frozen=True)
class Reviewed:
    """What is known of one organisation's texts.

    Attributes:
        made_at: When the plan was made that they were composed for.
        waiting: Texts that nobody approved, item by item.
        approved: How many texts are.
    """

    made_at: datetime
    review: TextsReview
    waiting: tuple[WaitingText, ...]
    approved: int


def reviewed(store: Store, organisation: str) -> Reviewed | None:
    """Return the texts of an organisation; None where no plan has left any to read.

    One that a version left whose texts were others is as good as none: the next plan leaves new
    ones.
    """
    found = store.text_reviews.get(organisation)
    if found is None:
        return None
    try:
        review = _DECODER.decode(found.document)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None
    waiting = tuple(_waiting(review, Approvals(store.approved_texts(organisation))))
    approved = sum(1 for _ in review.texts) - len(waiting)
    return Reviewed(found.made_at, review, waiting, approved)


def _waiting(review: TextsReview, approvals: Approvals) -> Iterator[WaitingText]:
    for item in review.items:
        for one in item.texts:
            if approvals.of(one.key, one.path, one.text) is None:
                before = approvals.before(one.key, one.path)
                yield WaitingText(item.title, item.kind, one, before.text if before else "")


def approvals_of(
    found: Reviewed, keys: tuple[str, ...], who: str
) -> tuple[list[TextApproval], int]:
    """Return approvals of the texts that *keys* name, and how many are no longer these words."""
    known = {one.key: one for one in found.waiting}
    texts = [known[key].text for key in dict.fromkeys(keys) if key in known]
    approvals = [TextApproval(one.key, one.path, one.text, who) for one in texts]
    return approvals, len(set(keys) - known.keys())
