"""The pages on examples show the files that are run, and leave none out."""

import re
import tomllib
from pathlib import Path

from hytedata import load_config

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
README = (EXAMPLES / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_code_of_the_page_is_the_code_of_the_files() -> None:
    shown = dict(re.findall(r"^`(\w+\.py)`\n\n```python\n(.*?)```$", PAGE, re.DOTALL | re.M))

    files = {name: (EXAMPLES / name).read_text(encoding="utf-8") for name in shown}
    assert len(shown) == PAGE.count("```python") == 6
    assert shown == files


def test_every_example_is_in_the_readme() -> None:
    told = set(re.findall(r"^\| `([\w.]+/?)` \|", README, re.M))

    files = {one.name for one in EXAMPLES.glob("*.py")}
    folders = {f"{one.name}/" for one in EXAMPLES.iterdir() if any(one.glob("**/*.py"))}
    assert told == files | folders


def test_the_readme_and_the_files_ask_for_the_same_and_for_what_there_is() -> None:
    rows = re.findall(r"^\| `(\w+\.py)` \| [^|]+ \| `([^`]+)` \|", README, re.M)

    for name, asked in rows:
        text = (EXAMPLES / name).read_text(encoding="utf-8")
        assert "pip install" not in text or f"`pip install {asked}`" in text, name
        extras = {it for one in re.findall(r"hytedata\[([\w,]+)\]", asked) for it in one.split(",")}
        assert extras <= set(PROJECT["optional-dependencies"])


def test_the_line_of_configuration_is_enough(tmp_path: Path) -> None:
    (line,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    file = tmp_path / "hytedata.toml"
    file.write_text(line, encoding="utf-8")

    assert load_config(file, environ={}).contact == "me@kunta.example"
