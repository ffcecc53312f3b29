"""All texts of one organisation as values: what would be published, and what was approved of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from hytedata.config import Organisation
from hytedata.config.texts_file import read_texts_file
from hytedata.models.publication import Desired, DesiredItem, Fields, ItemKind, Skip, SourceItem
from hytedata.models.text_approval import Approvals, TextApproval, text_digest
from hytedata.sync.compose.own import object_to
from hytedata.sync.text_approval import texts_to_approve

TextState: TypeAlias = Literal["new", "changed", "approved"]

_ORDER = ("summary", "description", "user_instruction")
_LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True)
class ReviewedText:
    """One text of one item.

    Attributes:
        id: Short hash of the text: says whether it is still the same.
        origin: Where an own text stands; "" for a composed one.
        state: Whether exactly this text was approved, or another one before.
        approval: The approval of this text, or of the one before.
    """

    key: str
    field: str
    language: str
    text: str
    id: str
    origin: str
    state: TextState
    approval: TextApproval | None

    @property
    def path(self) -> str:
        """Field and language: `summary.fi`."""
        return f"{self.field}.{self.language}"


@dataclass(frozen=True)
class ReviewedItem:
    """The texts of one service or place.

    Attributes:
        key: Its source item (`site:123`).
        service: Key of the service that a place belongs to; "" for services.
        texts: Finnish first; summary before description.
    """

    key: str
    kind: ItemKind
    title: str
    service: str
    texts: tuple[ReviewedText, ...]

    @property
    def state(self) -> TextState:
        """The state of the text that needs a person most."""
        states = {text.state for text in self.texts}
        return "changed" if "changed" in states else "new" if "new" in states else "approved"


@dataclass(frozen=True)
class TextsReview:
    """All texts of one organisation.

    Attributes:
        required: Whether the configuration asks for approval.
        blocked: Items that are not published because of a text.
        faults: What is wrong with own texts, each with its place.
        unused: Own texts that nothing published uses, each with its place.
        complete: Whether Lipas and PTV were read completely.
    """

    organisation: str
    name: str
    required: bool
    items: tuple[ReviewedItem, ...]
    blocked: tuple[Skip, ...]
    faults: tuple[str, ...]
    unused: tuple[str, ...]
    complete: bool

    @property
    def texts(self) -> Iterator[ReviewedText]:
        """All texts, item by item."""
        return (text for item in self.items for text in item.texts)

    def counts(self) -> dict[str, int]:
        """Count texts by state."""
        counts = {"new": 0, "changed": 0, "approved": 0}
        for text in self.texts:
            counts[text.state] += 1
        return counts


def review(
    organisation: Organisation,
    desired: Desired,
    published: Mapping[SourceItem, Fields],
    approvals: Approvals,
    *,
    complete: bool,
) -> TextsReview:
    """Put together what a person reads.

    Args:
        organisation: Whose texts, with its own ones.
        desired: What would be published, read whole.
        published: Fields of the items of ours that the target holds.
        approvals: What was approved.
        complete: Whether both registers were read completely.
    """
    own = _OwnTexts(organisation)
    keys = {item.source_id: item.source.id for item in desired.items}
    items = tuple(
        ReviewedItem(
            key=item.source.id,
            kind=item.kind,
            title=item.title,
            service=next((keys.get(need, "") for need in item.needs), ""),
            texts=tuple(_texts(item, organisation, published, approvals, own)),
        )
        for item in desired.items
    )
    blocked = tuple(skip for skip in desired.skipped if skip.reason == "text-blocked")
    return TextsReview(
        organisation=organisation.id,
        name=organisation.name,
        required=organisation.texts_require_approval,
        items=tuple(item for item in items if item.texts),
        blocked=blocked,
        faults=tuple(own.faults()),
        unused=tuple(own.unused({skip.source.id for skip in blocked})),
        complete=complete,
    )


def _texts(
    item: DesiredItem,
    organisation: Organisation,
    published: Mapping[SourceItem, Fields],
    approvals: Approvals,
    own: "_OwnTexts",
) -> Iterator[ReviewedText]:
    paths = texts_to_approve(item, organisation.fields, published=item.source in published)
    for path in sorted(paths, key=_reading_order):
        text, key = paths[path], item.source.id
        field, _, language = path.rpartition(".")
        exact, before = approvals.of(key, path, text), approvals.before(key, path)
        yield ReviewedText(
            key=key,
            field=field,
            language=language,
            text=text,
            id=short_id(text),
            origin=own.origin_of(key, path, text),
            state="approved" if exact else "changed" if before else "new",
            approval=exact or before,
        )


def short_id(text: str) -> str:
    """Return a hash of a text that is short enough for a table."""
    return text_digest(text)[:12]


def _reading_order(path: str) -> tuple[int, int]:
    field, _, language = path.rpartition(".")
    return _LANGUAGES.index(language) if language in _LANGUAGES else 9, _ORDER.index(field)


class _OwnTexts:
    """Own texts with their places, and which of them are used."""

    def __init__(self, organisation: Organisation) -> None:
        self._texts = organisation.texts
        file = organisation.texts_file
        lines = read_texts_file(file).texts if file else ()
        self._places = {one.path: f"{file.name if file else ''}, line {one.line}" for one in lines}
        self._types: dict[str, list[str]] = {}
        for path in self._texts:
            if path.startswith("type:"):
                self._types.setdefault(path.partition(".")[2], []).append(path)
        self._used: set[str] = set()

    def origin_of(self, key: str, path: str, text: str) -> str:
        """Say where a text stands; "" where it was composed.

        A closure is told before an own text, so the end of a text is looked at.
        """
        for candidate in (f"{key}.{path}", *self._types.get(path, ())):
            own = self._texts.get(candidate)
            if own and text.endswith(own.strip()):
                self._used.add(candidate)
                return self._place(candidate)
        return ""

    def faults(self) -> Iterator[str]:
        """Yield what PTV's rules have against own texts."""
        for path in sorted(self._texts):
            _, field, language = path.rsplit(".", 2)
            text = self._texts[path].strip()
            for one in object_to(text, field=field, language=language, name=""):
                yield f"{self._place(path)}: {path}: {one.detail} ({one.rule}, {one.severity})"

    def unused(self, blocked: Iterable[str]) -> Iterator[str]:
        """Yield own texts of which nothing published makes use."""
        waiting = set(blocked)
        for path in sorted(self._texts.keys() - self._used):
            key = path.rsplit(".", 2)[0]
            if key not in waiting:
                yield f"{self._place(path)}: {path}"

    def _place(self, path: str) -> str:
        return self._places.get(path, "the configuration's texts")
