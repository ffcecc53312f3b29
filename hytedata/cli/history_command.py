"""`hytedata sync history` and `hytedata sync revert`."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from hytedata.cli.exits import Exit
from hytedata.cli.history_text import history_text, revert_text
from hytedata.cli.options import config_option, json_option, organisation_option
from hytedata.cli.organisations import chosen_organisations, user_name
from hytedata.cli.out_path import OutPath
from hytedata.cli.screen import notes, print_json, progress, results
from hytedata.config import load_config
from hytedata.runs.history import history as read_history
from hytedata.runs.plan_files import write_plans
from hytedata.runs.revert import revert_run


@click.command(
    epilog="""\b
Examples:
  hytedata sync history -c hytedata.toml
  hytedata sync history -c hytedata.toml --item site:123 --all
  hytedata sync history -c hytedata.toml --run 12 --json
  hytedata sync history -c hytedata.toml --since 2026-03-01 --limit 500

\b
Exit codes:
  0  shown, also where there was nothing
  2  the store cannot be read
  4  usage or configuration"""
)
@config_option
@organisation_option
@click.option(
    "--item",
    metavar="ID",
    help="Only this item: site:123, subcategory:1100, or the PTV id of a service or channel.",
)
@click.option("--run", "run", type=click.IntRange(min=1), help="Only what this run wrote.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Only what was begun on this day (UTC) or later.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 100_000),
    default=100,
    show_default=True,
    help="At most so many writes per organisation.",
)
@click.option(
    "--before",
    type=click.IntRange(min=1),
    help="Go on below the write with this number, where an earlier page ended.",
)
@click.option("--all", "everything", is_flag=True, help="Show every field of every write.")
@json_option
def history(
    file: Path,
    organisation: str | None,
    item: str | None,
    run: int | None,
    since: datetime | None,
    limit: int,
    before: int | None,
    everything: bool,
    as_json: bool,
) -> int:
    """Show what was written to PTV: who, when, before and after. Newest first; calls no register.

    The run's number is what `sync revert` takes.
    """
    settings = load_config(file, environ=os.environ)
    chosen = chosen_organisations(settings, organisation)
    found = [
        read_history(
            settings,
            one,
            item=item,
            run=run,
            since=since.replace(tzinfo=UTC) if since else None,
            before=before,
            limit=limit,
        )
        for one in chosen
    ]
    if as_json:
        documents = [one.model_dump(mode="json", by_alias=True) for one in found]
        print_json(documents[0] if len(documents) == 1 else {"histories": documents})
        return Exit.DONE
    for one in found:
        results().print(history_text(one, everything=everything), soft_wrap=False)
    return Exit.DONE


@click.command(
    epilog="""\b
Examples:
  hytedata sync history -c hytedata.toml            shows the runs
  hytedata sync revert 12 -c hytedata.toml --out undo.json
  hytedata sync apply undo.json -c hytedata.toml

\b
Exit codes:
  0  planned, also where all is undone already
  2  failed
  3  PTV was read incompletely: the plan holds only what is safe then
  4  usage or configuration; there is no such run, or it wrote nothing
  5  the store and PTV disagree on what is ours, or another login wrote the run"""
)
@click.argument("run", metavar="RUN", type=click.IntRange(min=1))
@config_option
@organisation_option
@click.option("--out", type=OutPath(), help="Where the plan goes.")
@click.option("--all", "everything", is_flag=True, help="Show every item.")
@json_option
def revert(
    run: int,
    file: Path,
    organisation: str | None,
    out: Path | None,
    everything: bool,
    as_json: bool,
) -> int:
    """Make a plan that undoes RUN. Reads PTV and writes nothing to it.

    Apply the plan like any other. What a person or a later run changed since stays as it is.
    """
    settings = load_config(file, environ=os.environ)
    with progress() as tell:
        made = revert_run(settings, run, os.environ, tell, only=organisation, who=user_name())
    written: list[Path] = []
    try:
        written = write_plans([made], out, single=True) if out else []
    finally:
        shown = notes() if as_json else results()
        shown.print(revert_text(made, run, everything=everything), highlight=False, soft_wrap=False)
        if as_json:
            print_json(made.model_dump(mode="json", by_alias=True))
    for path in written:
        way_on = f" Apply it: hytedata sync apply {path} -c {file}" if made.changes else ""
        notes().print(f"Written to {path}.{way_on}", markup=False)
    return Exit.DONE if made.target.complete else Exit.INCOMPLETE
