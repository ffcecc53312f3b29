"""A review of texts as a value that can be kept and read back."""

from hytedata.models.text_review import BlockedText, ReviewItem, ReviewText, TextReview
from hytedata.runs.texts_review import ReviewedItem, ReviewedText, TextsReview


def document_of(found: TextsReview) -> TextReview:
    """Return what a person reads of *found*."""
    return TextReview(
        organisation=found.organisation,
        name=found.name,
        required=found.required,
        complete=found.complete,
        items=tuple(map(_item, found.items)),
        blocked=tuple(
            BlockedText(key=one.source.id, title=one.title, detail=one.detail, remedy=one.remedy)
            for one in found.blocked
        ),
        faults=found.faults,
        unused=found.unused,
    )


def _item(one: ReviewedItem) -> ReviewItem:
    return ReviewItem(
        key=one.key,
        kind=one.kind,
        title=one.title,
        service=one.service,
        texts=tuple(map(_text, one.texts)),
    )


def _text(one: ReviewedText) -> ReviewText:
    approval = one.approval
    return ReviewText(
        path=one.path,
        text=one.text,
        id=one.id,
        origin=one.origin,
        state=one.state,
        before=approval.text if approval and one.state == "changed" else None,
        approved_by=approval.who if approval else None,
        approved_at=approval.at if approval else None,
    )
