"""`hytedata sync adopt`: list what PTV has already, and take a person's decisions back."""

import os
from pathlib import Path

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option, organisation_option
from hytedata.cli.organisations import user_name
from hytedata.cli.out_path import OutPath
from hytedata.cli.screen import notes, print_json, progress, say
from hytedata.config import Config, Organisation, load_config
from hytedata.errors import ConfigError
from hytedata.runs.adopt import Candidates, list_candidates, take_decisions
from hytedata.runs.adoption_file import AdoptionFile


@click.command(
    epilog="""\b
Examples:
  hytedata sync adopt -c hytedata.toml -o ID --out adoptions.csv
  (fill in the column decision: adopt, reject, or nothing)
  hytedata sync adopt -c hytedata.toml -o ID --in adoptions.csv
  hytedata sync plan -c hytedata.toml -o ID     shows what the adoptions change

\b
Exit codes:
  0  listed, or taken
  2  failed; with --force-valid: some lines had faults and were left out
  3  Lipas or PTV was read incompletely: candidates may be missing
  4  usage or configuration, or the file has faults and nothing was taken
  5  the items of the organisation were published by another login"""
)
@config_option
@organisation_option
@click.option("--out", type=OutPath(), help="Write the candidates there, as CSV for Excel.")
@click.option(
    "--in", "given", type=click.Path(path_type=Path), help="Read the filled-in file back."
)
@click.option(
    "--force-valid", is_flag=True, help="With --in: take the good lines of a file with faults."
)
@click.option("--who", help="With --in: who decided; your user name where it is left out.")
@json_option
def adopt(
    file: Path,
    organisation: str | None,
    out: Path | None,
    given: Path | None,
    force_valid: bool,
    who: str | None,
    as_json: bool,
) -> int:
    """Match what PTV has already to the sites of Lipas, for a person to decide on.

    Nothing is written to PTV here: `sync plan` shows what the decisions change, `sync apply`
    writes it.
    """
    if (out is None) == (given is None):
        raise click.UsageError("give either --out FILE, to list, or --in FILE, to decide")
    settings = load_config(file, environ=os.environ)
    chosen = _the_one(settings, organisation)
    if given is not None:
        deciding = (who or "").strip() or user_name()
        taken = take_decisions(settings, chosen, given, who=deciding, force_valid=force_valid)
        return _tell_taken(taken, as_json=as_json)
    assert out is not None
    with progress() as tell:
        found = list_candidates(settings, chosen, os.environ, out, tell)
    return _tell_found(found, out, as_json=as_json)


def _tell_found(found: Candidates, out: Path, *, as_json: bool) -> int:
    adoption = found.adoption
    strong = sum(1 for one in adoption.pairings if one.standing == "strong")
    counts: dict[str, object] = {
        "file": str(out),
        "candidates": len(adoption.pairings),
        "strong": strong,
        "approved": len(adoption.approved),
        "name_clashes": len(adoption.clashes),
        "left_to_lipas": len(found.left_to_lipas),
        "complete": found.complete,
    }
    if as_json:
        print_json(counts)
    else:
        say(f"{len(adoption.pairings)} candidate(s), {strong} of them strong, written to {out}")
        if adoption.clashes:
            say(f"{len(adoption.clashes)} site(s) whose name another place in PTV has, at its end")
        if adoption.approved:
            say(f"{len(adoption.approved)} decided already: the next plan adopts them")
        if found.left_to_lipas:
            say(f"{len(found.left_to_lipas)} site(s) left out: Lipas publishes them itself")
    for side, verdict in (("Lipas", found.source), ("PTV", found.target)):
        if not verdict.complete:
            told = "; ".join(verdict.reasons)
            notes().print(f"{side} was read INCOMPLETELY: {told}", markup=False, style="red")
    return Exit.DONE if found.complete else Exit.INCOMPLETE


def _tell_taken(taken: AdoptionFile, *, as_json: bool) -> int:
    adopted = sum(1 for one in taken.decisions if one.decision == "adopt")
    rejected = len(taken.decisions) - adopted
    if as_json:
        faults = [{"line": one.line, "problem": one.problem} for one in taken.faults]
        print_json(
            {
                "adopt": adopted,
                "reject": rejected,
                "undecided": taken.undecided,
                "faults": faults,
            }
        )
    else:
        say(f"{adopted} to adopt, {rejected} rejected, {taken.undecided} left undecided")
    for fault in taken.faults:
        notes().print(f"left out: {fault}", markup=False, style="red")
    return Exit.FAILED if taken.faults else Exit.DONE


def _the_one(settings: Config, organisation: str | None) -> Organisation:
    """Return the organisation that is meant: decisions are of one."""
    chosen = [one for one in settings.organisation if organisation in (None, one.id)]
    if len(chosen) == 1:
        return chosen[0]
    known = ", ".join(f"{one.id} ({one.name})" for one in settings.organisation) or "none"
    what = f"{organisation}: not in the file" if organisation else "name one"
    raise ConfigError(settings.file, [f"--organisation: {what}; it has: {known}"])
