"""The evidence of one case on the page: ids, bodies, fields read back, log entries."""

from collections.abc import Iterator
from html import escape
from typing import Final

import msgspec

from hytedata.models.common import Json
from hytedata.runs.acceptance.evidence import (
    CaseResult,
    FieldCheck,
    LogEntry,
    ReadBack,
    Sent,
    Verdict,
)

_KINDS: Final = {"service": "Palvelu", "service-location": "Palvelupaikka"}
_VERDICTS: Final[dict[Verdict, str]] = {
    "same": "sama",
    "rewritten": "PTV muotoili uudelleen",
    "not-told": "ei näy julkisesti",
    "different": "poikkeaa",
}


def evidence_of(result: CaseResult, run: str) -> Iterator[str]:
    """Yield all that a case left behind; nothing where it left nothing."""
    if result.notes:
        yield '<ul class="notes">'
        yield from (f"<li>{escape(note)}</li>" for note in result.notes)
        yield "</ul>"
    yield from _items(result)
    yield from _sent(result)
    for number, back in enumerate(result.read):
        yield from _read(result, number, back)
    yield from _log(result, run)


def _items(result: CaseResult) -> Iterator[str]:
    if not result.made and not result.linked:
        return
    yield "<h4>PTV-tunnisteet</h4><ul class='ids'>"
    for made in result.made:
        yield (
            f"<li>{_KINDS[made.kind]} <code>{escape(made.ptv_id)}</code><br>"
            f'<span class="soft">{escape(made.name)}, lähdetunniste '
            f"<code>{escape(made.source_id)}</code></span></li>"
        )
    for linked in result.linked:
        yield (
            f"<li>Liitos <code>{escape(linked.service_id)}</code> ja "
            f"<code>{escape(linked.channel_id)}</code></li>"
        )
    yield "</ul>"


def _sent(result: CaseResult) -> Iterator[str]:
    if not result.sent:
        return
    yield "<h4>Lähetetty</h4>"
    for one in result.sent:
        shown = " open" if result.outcome == "failed" and one.answer is not None else ""
        yield f"<details{shown}><summary><code>{escape(one.line)}</code> {_status(one)}</summary>"
        yield _json(one.body, f"Lähetetty sisältö, pyyntö {one.number}")
        if one.answer is not None:
            yield "<p>PTV vastasi:</p>"
            yield _json(one.answer, f"PTV:n vastaus, pyyntö {one.number}")
        yield "</details>"


def _read(result: CaseResult, number: int, back: ReadBack) -> Iterator[str]:
    if not number:
        yield "<h4>Luettu takaisin</h4>"
    differ = len(back.differences)
    told = f"{differ} poikkeaa" if differ else "vastaa lähetettyä"
    if not back.fields:
        told = "ei löytynyt"
    bad = bool(differ) or not back.fields
    yield f"<details{' open' if bad else ''}><summary>{escape(back.what)}: {told}"
    yield f" ({len(back.fields)} kenttää)</summary>" if back.fields else "</summary>"
    if back.fields:
        caption = f"{result.number} {back.what}, kentittäin"
        yield f'<table class="fields"><caption class="hidden">{escape(caption)}</caption>'
        yield '<thead><tr><th scope="col">Kenttä</th><th scope="col">Arvo</th></tr></thead><tbody>'
        ordered = sorted(back.fields, key=lambda one: one.verdict != "different")
        yield from (_field(one) for one in ordered)
        yield "</tbody></table>"
    if back.document is not None:
        yield '<details class="raw"><summary>PTV:n vastaus kokonaan</summary>'
        yield _json(back.document, f"{result.number} {back.what}, PTV:n vastaus")
        yield "</details>"
    yield "</details>"


def _field(check: FieldCheck) -> str:
    verdict = f'<span class="verdict-word is-{check.verdict}">{_VERDICTS[check.verdict]}</span>'
    path = f'<th scope="row"><code>{_breakable(check.path)}</code></th>'
    if check.verdict == "same":
        return f"<tr>{path}<td>{_value(check.sent)} {verdict}</td></tr>"
    return (
        f'<tr class="is-{check.verdict}">{path}<td>{verdict}'
        f'<br><span class="soft">lähetetty</span> {_value(check.sent)}'
        f'<br><span class="soft">luettu</span> {_value(check.read)}</td></tr>'
    )


def _log(result: CaseResult, run: str) -> Iterator[str]:
    if not result.log:
        return
    yield f"<h4>Loki</h4><details><summary>{_entries(len(result.log))}</summary>"
    yield f'<p class="soft">Ajo {escape(run)}, kohta {result.number}. Ajat UTC.</p><ol class="log">'
    yield from (_entry(entry) for entry in result.log)
    yield "</ol></details>"


def _entry(entry: LogEntry) -> str:
    status = str(entry.status) if entry.status is not None else "ei vastausta"
    with_token = ", tunnuksella" if entry.with_token else ""
    staged = f" <strong>Testi järjesti: {escape(entry.staged)}.</strong>" if entry.staged else ""
    problem = f' <span lang="en">{escape(entry.problem)}</span>' if entry.problem else ""
    return (
        f'<li value="{entry.number}"><time datetime="{entry.at}">{entry.at[11:23]}</time> '
        f"<code>{escape(entry.line)}</code> → <strong>{status}</strong> "
        f"({entry.ms} ms{with_token}){staged}{problem}</li>"
    )


def _entries(count: int) -> str:
    return "1 merkintä" if count == 1 else f"{count} merkintää"


def _status(one: Sent) -> str:
    return f"→ {one.status}" if one.status is not None else "→ ei vastausta"


def _value(value: Json) -> str:
    if value is None or value == "" or value == [] or value == {}:
        return '<span class="soft">tyhjä</span>'
    if isinstance(value, str):
        return f'<span class="value">{escape(value)}</span>'
    return f"<code>{escape(msgspec.json.encode(value).decode())}</code>"


def _json(value: Json, label: str) -> str:
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    # Reachable by keyboard: it scrolls.
    return f'<pre tabindex="0" role="region" aria-label="{escape(label)}">{escape(text)}</pre>'


def _breakable(path: str) -> str:
    """A path that may be broken at its joints, on a phone."""
    return escape(path).replace(".", ".<wbr>").replace("_", "_<wbr>")
