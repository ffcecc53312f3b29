"""What docs/daemon-sign-in.md says holds: its settings load, its words are the code's."""

import re
from pathlib import Path

import pytest

from hytedata.store import attempts, sessions
from hytedata_daemon.settings import load_settings
from hytedata_daemon.web import serving
from hytedata_daemon.web.security import forms, passwords

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "daemon-sign-in.md").read_text(encoding="utf-8")
CODE = "".join(
    file.read_text(encoding="utf-8")
    for file in (ROOT / "daemon" / "hytedata_daemon" / "web" / "security").glob("*.py")
)


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
def test_each_example_of_settings_loads(example: str, tmp_path: Path) -> None:
    file = tmp_path / "hytedata.toml"
    file.write_text(f'contact = "a@b.example"\n{example}', encoding="utf-8")

    web = load_settings(file, environ={}).daemon.web

    assert web.public_url == "https://hyte.kunta.example"


def test_each_word_of_the_audit_log_is_the_codes_own() -> None:
    section = PAGE.partition("## What is written down")[2].partition("##")[0]
    words = [word for word in re.findall(r"`([a-z-]+)`", section) if word != "audit"]

    assert len(words) > 15
    assert [word for word in words if f'"{word}"' not in CODE] == []


def test_its_numbers_are_those_of_the_code() -> None:
    assert f"{passwords.SHORTEST} to {passwords.LONGEST} characters" in PAGE
    assert f"{sessions.IDLE.seconds // 60} minutes" in PAGE
    assert sessions.LASTS.seconds // 3600 == 10
    assert "ten hours" in PAGE
    assert f"{attempts.FIRST_WAIT.seconds} seconds" in PAGE
    assert attempts.LONGEST_WAIT.seconds // 60 == 15
    assert "a quarter of an\nhour" in PAGE
    assert f"{attempts.KNOWN_FOR.days} days" in PAGE
    assert forms.LARGEST == 1 << 20
    assert "1 MiB" in PAGE
    assert f"{serving.RECEIVE_WITHIN_S:.0f} s for a request" in PAGE
