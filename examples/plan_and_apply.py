"""A municipality's plan in Python: read it, refuse what is unsafe, write only what was approved.

Needs `pip install 'hytedata[geo,store]'` and a municipality's `hytedata.toml` (docs/runbook.md).
`python plan_and_apply.py` prints a plan and its id, `python plan_and_apply.py ID` writes that one.
"""

import getpass
import os
import sys
from pathlib import Path

from hytedata import Plan, apply_saved, load_config, plan_organisation


def show(plan: Plan) -> None:
    """Print what would be written, what is left alone, and what a person must look at."""
    for change in plan.changes:
        print(f"{change.op} {change.kind}: {change.name} ({change.reason})")
    for item in plan.skipped:
        print(f"left alone: {item.name}: {item.detail}")
    for one in plan.blocked:
        print(f"BEYOND A LIMIT: {one.limit} is {one.value:g}, allowed {one.allowed:g}")


def main(approved: str | None = None) -> str:
    """Plan the first organisation of the configuration; returns what became of it."""
    config = load_config(Path("hytedata.toml"), environ=os.environ)
    plan = plan_organisation(config, config.organisation[0], os.environ)
    show(plan)
    if not (plan.source.complete and plan.target.complete):
        return "Nothing is written: Lipas or PTV was not read whole."
    if not plan.changes:
        return "Nothing is to be written."
    if approved != plan.id:
        return f"Nothing is written. To write exactly this: python plan_and_apply.py {plan.id}"
    done = apply_saved(config, plan, os.environ, approved=approved, who=getpass.getuser())
    return f"Written: {dict(done.counts)}"


print(main(*sys.argv[1:]))
