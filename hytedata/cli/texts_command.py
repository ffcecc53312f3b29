"""`hytedata sync texts`: read every text as proof, and approve what may be published."""

import os
import shlex
from pathlib import Path

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option, organisation_option
from hytedata.cli.organisations import chosen_organisations, user_name
from hytedata.cli.out_path import OutPath
from hytedata.cli.screen import notes, print_json, progress, say
from hytedata.cli.texts_text import summary_of, texts_text
from hytedata.config import Config, Organisation, load_config
from hytedata.errors import ConfigError, InputError
from hytedata.models.clock import utc_now
from hytedata.runs.texts import Request, TextsResult, read_texts
from hytedata.runs.texts_list import encode_list, read_list
from hytedata.runs.texts_page import page_of
from hytedata.runs.texts_review import TextsReview

_PAGES = frozenset({".html", ".htm"})


@click.command(
    epilog="""\b
Examples:
  hytedata sync texts -c hytedata.toml -o ID --out texts.html     for reading, also on a phone
  hytedata sync texts -c hytedata.toml -o ID --approve site:123 --approve subcategory:1100
  hytedata sync texts -c hytedata.toml -o ID --out texts.csv      (write x into the column approve)
  hytedata sync texts -c hytedata.toml -o ID --in texts.csv

\b
Exit codes:
  0  read, or approved
  2  failed, or some texts were not approved: they are listed with the reason
  3  Lipas or PTV was read incompletely: texts may be missing
  4  usage or configuration, or nothing has such texts
  5  the items of the organisation were published by another login"""
)
@config_option
@organisation_option
@click.option("--out", type=OutPath(), help="Write the texts there: .html or .csv.")
@click.option(
    "--in", "given", type=click.Path(path_type=Path), help="Read a list back that --out wrote."
)
@click.option(
    "--approve",
    "keys",
    metavar="ALL|KEY",
    multiple=True,
    help="Approve all texts, those of an item, or one (site:123.summary.fi); may be repeated.",
)
@click.option("--who", help="Who approves; your user name where it is left out.")
@click.option("--all", "everything", is_flag=True, help="Show approved texts too.")
@json_option
def texts(
    file: Path,
    organisation: str | None,
    out: Path | None,
    given: Path | None,
    keys: tuple[str, ...],
    who: str | None,
    everything: bool,
    as_json: bool,
) -> int:
    """Show every text that would be published, and keep what a person approves.

    Approved are the words that this run reads; with --in only those that are still as the list
    has them. Nothing is written to PTV.
    """
    settings = load_config(file, environ=os.environ)
    chosen = _the_one(settings, organisation)
    if out is not None:
        _require_place(out)
    request = _request(given, keys, who)
    with progress() as tell:
        result = read_texts(settings, chosen, os.environ, tell, request=request)
    if out is not None:
        command = f"hytedata sync texts -c {shlex.quote(str(file))} -o {chosen.id}"
        _write(out, _content(out, result.review, command))
    if as_json:
        print_json(_document(result))
    else:
        _tell(result, out, everything=everything, approving=request is not None)
    for refused in result.refused:
        notes().print(f"not approved: {refused}", markup=False, style="red")
    if not result.review.complete:
        notes().print("Lipas or PTV was read INCOMPLETELY: texts may be missing", style="red")
        return Exit.INCOMPLETE
    return Exit.FAILED if result.refused else Exit.DONE


def _request(given: Path | None, keys: tuple[str, ...], who: str | None) -> Request | None:
    if given is None and not keys:
        return None
    named = (who or "").strip() or user_name()
    return Request(keys, read_list(given) if given else None, named)


def _tell(result: TextsResult, out: Path | None, *, everything: bool, approving: bool) -> None:
    if approving:
        say(f"{result.approved} text(s) approved")
    if out is not None or approving:
        say(summary_of(result.review))
    else:
        for line in texts_text(result.review, everything=everything):
            say(line)
    if out is not None:
        say(f"written to {out}")


def _document(result: TextsResult) -> dict[str, object]:
    found = result.review
    return {
        "organisation": found.organisation,
        "require_approval": found.required,
        "complete": found.complete,
        "counts": found.counts(),
        "approved": result.approved,
        "refused": list(result.refused),
        "blocked": [
            {"key": skip.source.id, "name": skip.title, "detail": skip.detail}
            for skip in found.blocked
        ],
        "faults": list(found.faults),
        "unused": list(found.unused),
        "texts": [
            {
                "key": text.key,
                "field": text.field,
                "language": text.language,
                "text": text.text,
                "origin": text.origin or "composed",
                "status": text.state,
                "id": text.id,
            }
            for text in found.texts
        ],
    }


def _content(out: Path, found: TextsReview, command: str) -> bytes:
    if out.suffix.lower() in _PAGES:
        return page_of(found, made_at=utc_now(), command=command).encode()
    return encode_list(found)


def _require_place(out: Path) -> None:
    """Refuse a place that cannot be written before minutes are spent on reading."""
    if out.suffix.lower() not in _PAGES | {".csv"}:
        raise InputError(f"--out {out}: name a file that ends in .html or .csv")
    if not out.parent.is_dir():
        raise InputError(f"--out {out}: the folder {out.parent} does not exist; make it")
    if out.is_dir():
        raise InputError(f"--out {out}: that is a folder; name a file in it")


def _write(out: Path, content: bytes) -> None:
    partial = out.with_name(f".{out.name}.part")
    try:
        partial.write_bytes(content)
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError(f"--out {out} cannot be written: {error.strerror}") from error


def _the_one(settings: Config, organisation: str | None) -> Organisation:
    """Return the organisation that is meant: texts are approved for one."""
    chosen = chosen_organisations(settings, organisation)
    if len(chosen) == 1:
        return chosen[0]
    known = ", ".join(f"{one.id} ({one.name})" for one in chosen)
    raise ConfigError(settings.file, [f"--organisation: name one; the file has: {known}"])
