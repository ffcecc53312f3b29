"""Texts as a job: read all that would be published, and keep what a person approves of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hytedata.config import Config, Organisation
from hytedata.errors import InputError
from hytedata.models.common import Json
from hytedata.models.text_approval import Approvals, TextApproval
from hytedata.runs.open_store import open_store
from hytedata.runs.progress import OnProgress, silent
from hytedata.runs.reading import read_both
from hytedata.runs.registers import open_source, open_target
from hytedata.runs.texts_list import ListedText
from hytedata.runs.texts_review import ReviewedText, TextsReview, review
from hytedata.store import Store
from hytedata.sync.in_step import Steps
from hytedata.sync.planning.identity import check_login
from hytedata.sync.ports import SiteSource, Target
from hytedata.sync.text_approval import published_of

ALL = "ALL"

T = TypeVar("T", ReviewedText, ListedText)


@dataclass(frozen=True)
class Request:
    """What a person wants to approve.

    Attributes:
        keys: Items (`site:123`), single texts (`site:123.summary.fi`) or `ALL`.
        listed: Texts of a list that was written earlier and read back; None for those of today.
            Without *keys* those count that are marked in it.
        who: The person.
    """

    keys: tuple[str, ...] = ()
    listed: tuple[ListedText, ...] | None = None
    who: str = ""


@dataclass(frozen=True)
class TextsResult:
    """What was read, and what was approved.

    Attributes:
        review: The texts as they stand after the approval.
        approved: How many texts were approved now.
        refused: Texts that were not approved although they were asked for, and why.
    """

    review: TextsReview
    approved: int = 0
    refused: tuple[str, ...] = ()


def read_texts(
    config: Config,
    organisation: Organisation,
    environ: Mapping[str, str],
    tell: OnProgress = silent,
    *,
    request: Request | None = None,
) -> TextsResult:
    """Read every text that would be published, and approve what *request* asks for.

    Nothing is written to PTV. Approved are the words that were read now; those of an earlier list
    only where they are still the same.

    Raises:
        ConfigError: User name or password is missing.
        SourceUnavailable: Lipas or PTV cannot be read at all.
        IdentityDoubt: The items were published by another login.
        InputError: *request* names something that has no texts; nothing is approved then.
        StoreError: The store cannot be used.
    """
    with (
        open_store(config) as store,
        open_source(config) as source,
        open_target(config, organisation, environ, store) as target,
    ):
        check_login(target.login, store.all_links(organisation.id))
        return texts_with(config, organisation, source, target, store, tell, request=request)


def texts_with(
    config: Config,
    organisation: Organisation,
    source: SiteSource,
    target: Target,
    store: Store,
    tell: OnProgress = silent,
    *,
    request: Request | None = None,
) -> TextsResult:
    """Do the same with what *source*, *target* and *store* say; everything is read whole."""
    read = read_both(config, organisation, source, target, Steps(), tell)
    published = published_of(read.state, store.links(organisation.id, target.login))
    complete = read.source.complete and read.state.completeness.complete

    def now() -> TextsReview:
        approvals = Approvals(store.approved_texts(organisation.id))
        return review(organisation, read.desired, published, approvals, complete=complete)

    found = now()
    if request is None:
        return TextsResult(found)
    wanted, refused = choose(found, request)
    approved = _approve(store, organisation.id, wanted, request.who)
    return TextsResult(now() if approved else found, approved, tuple(refused))


def choose(found: TextsReview, request: Request) -> tuple[list[ReviewedText], list[str]]:
    """Return the texts that *request* approves and that are not yet, and what is refused.

    Raises:
        InputError: A key names no text.
    """
    if request.listed is None:
        return _named(list(found.texts), request.keys, found.name), []
    listed = [one for one in request.listed if request.keys or one.approve]
    chosen = _named(listed, request.keys, "the list") if request.keys else listed
    texts = {(text.key, text.path): text for text in found.texts}
    wanted: list[ReviewedText] = []
    refused: list[str] = []
    for one in chosen:
        text = texts.get((one.key, one.path))
        why = "is not among the texts any more" if text is None else one.differs_from(text)
        if text is None or why:
            refused.append(f"line {one.line}: {one.key}.{one.path} {why}")
        else:
            wanted.append(text)
    return wanted, refused


def _named(texts: Sequence[T], keys: Iterable[str], where: str) -> list[T]:
    wanted = set(keys)
    if any(key.upper() == ALL for key in wanted):
        return list(texts)
    known = {text.key for text in texts} | {f"{text.key}.{text.path}" for text in texts}
    if unknown := sorted(wanted - known):
        raise InputError(
            f"--approve {', '.join(unknown)}: {where} has no such text; a key is such as site:123, "
            "subcategory:1100, site:123.summary.fi, or ALL; nothing was approved"
        )
    return [text for text in texts if {text.key, f"{text.key}.{text.path}"} & wanted]


def _approve(store: Store, organisation: str, texts: Iterable[ReviewedText], who: str) -> int:
    new = [
        TextApproval(text.key, text.path, text.text, who)
        for text in texts
        if text.state != "approved"
    ]
    if not new:
        return 0
    store.approve_texts(organisation, new)
    detail: dict[str, Json] = {"texts": len(new), "items": len({one.item for one in new})}
    store.audit("approve-texts", who=who, organisation=organisation, detail=detail)
    return len(new)
