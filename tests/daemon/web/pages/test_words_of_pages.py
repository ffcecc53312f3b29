"""Every text that a page asks for is there, and is no markup by itself."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest

from hytedata.models.plan import SKIP_REASONS
from hytedata.quality.rule import RuleLanguage
from hytedata.runs.history import REVERT
from hytedata.store import Store
from hytedata.sync.policy import Limits
from hytedata_daemon.outcome import CODES
from hytedata_daemon.web.pages.decision import DECISIONS
from hytedata_daemon.words import words
from tests.daemon.web.pages.site import Client

ASKED = re.compile(r"""\b(?:t|said)\(\s*["']([a-z-]+\.[a-z_-]+[a-z_])["']\s*[,)]""")
IN_CODE = re.compile(r"""\b(?:told|asked\.t|self\._words|words)\("([a-z-]+\.[a-z_-]+[a-z_])\"""")
PROBLEM = re.compile(r"""(?:PageProblem\(\d+|problem_page\(request, \d+), "([a-z-]+)\"""")


def sources(folder: str, ending: str) -> str:
    found = files("hytedata_daemon.web").joinpath(folder).iterdir()
    return "\n".join(one.read_text(encoding="utf-8") for one in found if one.name.endswith(ending))


def test_every_text_that_templates_and_code_ask_for_is_there() -> None:
    code = sources("pages", ".py")
    asked = set(ASKED.findall(sources("templates", ".j2"))) | set(IN_CODE.findall(code))
    problems = {
        f"problem.{key}{end}" for key in ("decided", "decided-you") for end in ("", "-mend")
    }
    problems |= {f"problem.{key}{end}" for key in PROBLEM.findall(code) for end in ("", "-mend")}

    missing = sorted((asked | problems) - words("fi").entries.keys())

    assert len(asked) > 100
    assert missing == []


def test_each_reason_for_leaving_an_item_alone_has_words_and_a_remedy() -> None:
    keys = {f"{table}.{reason}" for table, reason in product(("skip", "skip-mend"), SKIP_REASONS)}

    assert sorted(keys - words("fi").entries.keys()) == []


def test_each_safety_limit_has_a_name() -> None:
    keys = {f"limit.{name}" for name in Limits.model_fields}

    assert sorted(keys - words("fi").entries.keys()) == []


def test_each_code_of_an_outcome_has_words() -> None:
    keys = {f"code.{code}" for code in CODES if code}

    assert sorted(keys - words("fi").entries.keys()) == []


def test_each_kind_of_entry_that_code_writes_to_the_audit_log_has_words() -> None:
    kinds = set(written_entries())

    assert {"apply", "revert", "reject-plan", "signed-in", "account-enabled"} <= kinds
    assert "store-restored" in kinds
    assert sorted({f"audit.{kind}" for kind in kinds} - words("fi").entries.keys()) == []


def written_entries() -> Iterator[str]:
    """Yield what is given first to whatever writes to the audit log, in all code of ours."""
    for package in ("hytedata", "hytedata_daemon"):
        folder = Path(str(files(package)))
        for path in folder.rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            if "audit" not in source and "note(" not in source:
                continue
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call):
                    yield from kinds_of(node)


def kinds_of(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", "") or getattr(call.func, "id", "")
    if name == "note" and isinstance(call.func, ast.Attribute):
        return  # another one, of writes
    place = {"audit": 0, "audit_rarely": 0, "_audit": 1, "note": 2}.get(name)
    if place is None or len(call.args) <= place:
        return
    what = call.args[place]
    if isinstance(what, ast.JoinedStr):
        yield from (f"{decision}-plan" for decision in DECISIONS)
    elif isinstance(what, ast.Name) and what.id == "REVERT":
        yield REVERT
    for one in (what.body, what.orelse) if isinstance(what, ast.IfExp) else (what,):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def test_what_the_audit_log_says_is_shown_in_words_or_marked_as_foreign(
    client: Client, store: Store
) -> None:
    store.audit("account-role-set", who="root", detail={"role": "viewer", "organisations": ["x"]})
    store.audit("brand-new", who="root", detail={"moon": "down"})

    told = client.get("/log").text

    assert "Muutti käyttäjän oikeuksia" in told
    assert "rooli: lukija" in told
    assert '<span lang="en">brand-new</span>' in told
    assert '<span lang="en">moon</span>: down' in told


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_text_is_markup(language: RuleLanguage) -> None:
    # Sentences are put together with elements in them, and are not escaped themselves.
    found = [key for key, text in words(language).entries.items() if re.search("[<>&]", str(text))]

    assert found == []
