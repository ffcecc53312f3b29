"""Texts on a terminal: what waits first, each with what a person has to know of it."""

from collections.abc import Iterable, Iterator

from hytedata.runs.texts_review import ReviewedItem, ReviewedText, TextsReview

_STATES = {"new": "waiting", "changed": "changed", "approved": "approved"}


def texts_text(found: TextsReview, *, everything: bool) -> Iterator[str]:
    """Yield lines; without *everything* only what waits is shown in full."""
    for item in found.items:
        shown = item.texts if everything else tuple(_waiting(item.texts))
        if shown:
            yield from _item(item, shown)
    for skip in found.blocked:
        yield f"{skip.title}  {skip.source.id}: not published, {skip.detail}"
    if found.faults:
        yield "Own texts with objections:"
        yield from (f"  {fault}" for fault in found.faults)
    if found.unused:
        yield "Own texts that nothing published uses:"
        yield from (f"  {path}" for path in found.unused)
    yield summary_of(found)


def summary_of(found: TextsReview) -> str:
    """Say in one line how many texts stand how."""
    counts = found.counts()
    told = ", ".join(f"{counts[state]} {word}" for state, word in _STATES.items())
    tail = "" if found.required else "; texts.require_approval is not set, all are published"
    return f"{found.name}: {sum(counts.values())} texts of {len(found.items)} items ({told}){tail}"


def _waiting(texts: Iterable[ReviewedText]) -> Iterator[ReviewedText]:
    return (text for text in texts if text.state != "approved")


def _item(item: ReviewedItem, texts: Iterable[ReviewedText]) -> Iterator[str]:
    yield f"{item.title}  {item.key}"
    for text in texts:
        origin = f", own text: {text.origin}" if text.origin else ""
        yield f"  {text.path} ({_STATES[text.state]}, {len(text.text)} characters{origin})"
        yield from (f"    {line}" for line in text.text.split("\n") if line)
        if text.state == "changed" and text.approval:
            yield f"    approved before by {text.approval.who}:"
            yield from (f"    | {line}" for line in text.approval.text.split("\n") if line)
    yield ""
