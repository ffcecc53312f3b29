"""Entries of the lists of tasks that PTV keeps for an organisation (ptv-api 4, Common)."""

from hytedata.connectors.ptv.v11.wire.base import Scalar, WireModel
from hytedata.connectors.ptv.v11.wire.texts import Item, LanguageItem


class Task(Item, frozen=True):
    """A service or channel that asks for something to be done."""

    statuses: list[LanguageItem] | None = None
    modified_by: str | None = None


class NotUpdatedTask(Task, frozen=True):
    """A service or channel that has not been looked after, with the time of its last change."""

    modified: str | None = None


class TranslationItem(WireModel, frozen=True):
    """An order of a translation."""

    organization_id: str | None = None
    organization_name: str | None = None
    business_code: str | None = None
    orderer: str | None = None
    order_id: Scalar | None = None
    order_state: str | None = None
    order_date: str | None = None
    order_resolved_date: str | None = None
    source_language: str | None = None
    source_language_char_amount: Scalar | None = None
    target_language: str | None = None
    type: str | None = None
    item_id: str | None = None
    item_name: str | None = None
