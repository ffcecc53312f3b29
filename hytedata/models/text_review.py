"""The texts of one organisation as they would be published, kept for people to read and approve.

A document that may be older than what reads it: what was approved since is known by the store,
so `ReviewText.state` says how it stood when the texts were composed.
"""

from typing import Literal, TypeAlias

from pydantic import AwareDatetime

from hytedata.models.base import Model
from hytedata.models.publication import ItemKind

TextState: TypeAlias = Literal["new", "changed", "approved"]


class ReviewText(Model):
    """One text.

    Attributes:
        path: Field and language: `summary.fi`.
        text: The words that would be published; an approval holds for exactly these.
        id: Short hash of the text.
        origin: Where an own text stands; "" for a composed one.
        state: Whether exactly this text was approved, or another one before.
        before: Words that were approved before, where the text is `changed`; None elsewhere.
        approved_by: Who approved this text, or the one before; None: nobody.
    """

    path: str
    text: str
    id: str
    origin: str = ""
    state: TextState
    before: str | None = None
    approved_by: str | None = None
    approved_at: AwareDatetime | None = None


class ReviewItem(Model):
    """The texts of one service or place.

    Attributes:
        key: Its source item (`site:123`, `subcategory:1100`), as approvals name it.
        service: Key of the service that a place belongs to; "" for services.
        texts: In reading order: Finnish first, the summary before the description.
    """

    key: str
    kind: ItemKind
    title: str
    service: str = ""
    texts: tuple[ReviewText, ...] = ()


class BlockedText(Model):
    """An item that is not published because of a text."""

    key: str
    title: str
    detail: str
    remedy: str


class TextReview(Model):
    """All texts of one organisation.

    Attributes:
        organisation: Its id.
        required: Whether the configuration asks for a person's approval.
        faults: What PTV's rules have against own texts, each with its place.
        unused: Own texts that nothing published uses, each with its place.
        complete: Whether Lipas and PTV were read completely.
    """

    organisation: str
    name: str
    required: bool
    complete: bool
    items: tuple[ReviewItem, ...] = ()
    blocked: tuple[BlockedText, ...] = ()
    faults: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
