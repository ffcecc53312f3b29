"""`hytedata sync`: plan, apply, status, relink; the others have files of their own."""

import os
from collections.abc import Sequence
from pathlib import Path

import click
from rich.table import Table

from hytedata.cli.acceptance_command import acceptance
from hytedata.cli.adopt_command import adopt
from hytedata.cli.exits import Exit, exit_of, gravest
from hytedata.cli.history_command import history, revert
from hytedata.cli.options import config_option, json_option, organisation_option
from hytedata.cli.organisations import chosen_organisations, user_name
from hytedata.cli.out_path import OutPath
from hytedata.cli.outcome_text import outcome_text
from hytedata.cli.plan_text import print_plan
from hytedata.cli.screen import notes, print_json, progress, results, say
from hytedata.cli.texts_command import texts
from hytedata.config import load_config
from hytedata.errors import ConfigError, HytedataError
from hytedata.models.outcome import ApplyResult
from hytedata.models.plan import Plan
from hytedata.runs.apply import apply_saved
from hytedata.runs.plan import plan_organisation
from hytedata.runs.plan_files import read_plans, write_plans
from hytedata.runs.relink import relink as find_links
from hytedata.runs.status import OrganisationStatus
from hytedata.runs.status import status as read_status


@click.group()
def sync() -> None:
    """Publish Lipas sites to PTV, one way: make a plan, read it, apply it."""


sync.add_command(acceptance)
sync.add_command(adopt)
sync.add_command(history)
sync.add_command(revert)
sync.add_command(texts)


@sync.command(
    epilog="""\b
Examples:
  hytedata sync plan --config hytedata.toml --out plan.json
  hytedata sync plan -c hytedata.toml -o 00000000-0000-4000-8000-000000000889 --all
  hytedata sync plan -c hytedata.toml --json | jq .counts

\b
Exit codes:
  0  planned
  2  failed, wholly or for some organisations
  3  Lipas or PTV was read incompletely: the plan holds only what is safe then
  4  usage or configuration
  5  the store and PTV disagree on what is ours"""
)
@config_option
@organisation_option
@click.option(
    "--out",
    type=OutPath(),
    help="Where the plan goes; a folder where several organisations are planned.",
)
@click.option("--all", "everything", is_flag=True, help="Show every item.")
@json_option
def plan(
    file: Path, organisation: str | None, out: Path | None, everything: bool, as_json: bool
) -> int:
    """Read Lipas and PTV, and say what would be written. Writes nothing to PTV."""
    settings = load_config(file, environ=os.environ)
    chosen = chosen_organisations(settings, organisation)
    plans: list[Plan] = []
    codes: list[Exit] = []
    with progress() as tell:
        for one in chosen:
            try:
                plans.append(plan_organisation(settings, one, os.environ, tell))
            except ConfigError:
                raise
            except HytedataError as error:
                codes.append(_told(one.name, error))
    codes += [_verdict(made) for made in plans]
    written: list[Path] = []
    try:
        written = write_plans(plans, out, single=len(chosen) == 1) if out else []
    finally:
        # A file that cannot be written must not cost what was read.
        for made in plans:
            print_plan(made, notes() if as_json else results(), everything=everything)
        if as_json:
            documents = [made.model_dump(mode="json", by_alias=True) for made in plans]
            print_json(documents[0] if len(chosen) == 1 and documents else {"plans": documents})
    for path, made in zip(written, plans, strict=False):
        way_on = f" Apply it: hytedata sync apply {path} -c {file}" if made.changes else ""
        notes().print(f"Written to {path}.{way_on}", markup=False)
    return gravest(codes)


def _verdict(made: Plan) -> Exit:
    return Exit.DONE if made.source.complete and made.target.complete else Exit.INCOMPLETE


@sync.command(
    epilog="""\b
Examples:
  hytedata sync apply plan.json --config hytedata.toml
  hytedata sync apply plan.json -c hytedata.toml --approve 5f3c…   (the id that the plan shows)

\b
Exit codes:
  0  everything is in place
  2  some changes failed; they are listed with who can mend them
  4  usage, configuration, or the file is no plan
  5  a person must approve the plan first"""
)
@click.argument("path", metavar="PLAN", type=click.Path(path_type=Path))
@config_option
@click.option("--approve", metavar="ID", help="Id of the plan that you have read and let through.")
@json_option
def apply(path: Path, file: Path, approve: str | None, as_json: bool) -> int:
    """Write exactly what PLAN says (a file, or a folder of several).

    Applying a plan again goes on where it stopped.
    """
    settings = load_config(file, environ=os.environ)
    plans = read_plans(path)
    done: list[ApplyResult] = []
    codes: list[Exit] = []
    with progress() as tell:
        for made in plans:
            try:
                result = apply_saved(
                    settings, made, os.environ, tell, approved=approve, who=user_name()
                )
            except ConfigError:
                raise
            except HytedataError as error:
                codes.append(_told(made.organisation_name, error))
            else:
                done.append(result)
                codes.append(Exit.DONE if result.complete else Exit.FAILED)
    for result in done:
        (notes() if as_json else results()).print(outcome_text(result), soft_wrap=False)
    if as_json:
        documents = [result.model_dump(mode="json", by_alias=True) for result in done]
        print_json(documents[0] if len(plans) == 1 and documents else {"results": documents})
    return gravest(codes)


@sync.command(epilog="\b\nExample:\n  hytedata sync status --config hytedata.toml")
@config_option
@json_option
def status(file: Path, as_json: bool) -> int:
    """Show where each organisation stands: what is published, what is open, the last run."""
    rows = read_status(load_config(file, environ=os.environ))
    if as_json:
        print_json({"organisations": [row.model_dump(mode="json") for row in rows]})
    else:
        results().print(_status_table(rows))
    return Exit.DONE


def _status_table(rows: Sequence[OrganisationStatus]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("organisation")
    for title in ("published", "archived", "open writes"):
        table.add_column(title, justify="right")
    table.add_column("policy")
    table.add_column("last run")
    for row in rows:
        numbers = (str(n) for n in (row.published, row.archived, row.open_intents))
        table.add_row(row.name, *numbers, row.policy, row.last_run or "never")
    return table


@sync.command(epilog="\b\nExample:\n  hytedata sync relink -c hytedata.toml -o ID --confirm")
@config_option
@organisation_option
@click.option("--confirm", is_flag=True, help="Write the links that were found.")
@json_option
def relink(file: Path, organisation: str | None, confirm: bool, as_json: bool) -> int:
    """Find items in PTV that carry our source ids and are unknown to the store; link them."""
    settings = load_config(file, environ=os.environ)
    found: dict[str, list[str]] = {}
    with progress() as tell:
        for one in chosen_organisations(settings, organisation):
            links = find_links(settings, one, os.environ, tell, confirm=confirm, who=user_name())
            found[one.id] = [f"{link.source.id} → {link.kind} {link.ptv_id}" for link in links]
    if as_json:
        print_json({"confirmed": confirm, "links": found})
        return Exit.DONE
    for key, told in found.items():
        say(f"{key}: {len(told)} item(s) of ours that the store did not know")
        for line in told:
            say(f"  {line}")
    if any(found.values()):
        done = "The links are written." if confirm else "Write these links with --confirm."
        say(done)
    return Exit.DONE


def _told(organisation: str, error: HytedataError) -> Exit:
    """Tell one organisation's trouble; the others go on."""
    notes().print(f"{organisation}: {error}", markup=False, style="red")
    return exit_of(error)
