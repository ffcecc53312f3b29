"""Channels of notices in the settings: one way each, no secret, known names."""

import re
from pathlib import Path
from typing import get_args

import pytest

from hytedata.errors import ConfigError
from hytedata_daemon.settings.credentials import channel_url
from hytedata_daemon.settings.notices import RuleName
from tests.daemon.conftest import Faults, Load

DOCUMENT = Path(__file__).parents[2] / "docs" / "daemon-notices.md"
CHANNEL = '[[daemon.notices.channel]]\nname = "it"\n'
MAIL = 'mail_to = ["a@kunta.example"]\n'


def test_nobody_is_told_unless_a_channel_is_named(load: Load) -> None:
    assert load().daemon.notices.channel == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CHANNEL, "needs one of url_env, url_file, url_credential and mail_to"),
        (f'{CHANNEL}url_env = "A"\nurl_file = "b"\n', "needs one of"),
        (CHANNEL + MAIL, "mail_to needs mail_from and mail_server beside it"),
        (f'{CHANNEL}url = "slack://a/b/c"\n', "url"),
        (f'{CHANNEL}url_env = "A"\n{CHANNEL}url_env = "B"\n', "'it' is there twice"),
        (f'{CHANNEL}url_env = "A"\norganisations = ["x"]\n', "'x' is the id of no"),
        (f'{CHANNEL}url_env = "A"\nrules = ["nonsense"]\n', "plan-waits"),
        (f'{CHANNEL}url_env = "A"\ndaily_at = "25:00"\n', "must be a time of day"),
        (f'{CHANNEL}url_env = "A"\nat_most_every = "1s"\n', "must be at least 1min"),
        ('[[daemon.notices.channel]]\nname = "Ä Ö"\nurl_env = "A"\n', "channel[0].name"),
        ('[daemon.notices]\nquiet_hours = ["22"]\n', "must be two times of day"),
        ('[daemon.monitoring]\nmetrics_addresses = ["0.0.0.0/0"]\n', "is everybody"),
    ],
)
def test_a_wrong_channel_is_told_with_what_is_allowed(faults: Faults, text: str, told: str) -> None:
    found = faults(text)

    assert any(told in one for one in found), found


def test_an_address_is_read_from_the_environment_a_file_or_a_credential(
    load: Load, tmp_path: Path
) -> None:
    secret = tmp_path / "teams"
    secret.write_text("slack://a/b/c\n", encoding="utf-8")
    secret.chmod(0o600)
    environ = {"TEAMS": "slack://a/b/c", "CREDENTIALS_DIRECTORY": str(tmp_path)}

    for way in ('url_env = "TEAMS"', f'url_file = "{secret}"', 'url_credential = "teams"'):
        settings = load(f"{CHANNEL}{way}\n")
        url = channel_url(settings, settings.daemon.notices.channel[0], environ)
        assert url.get_secret_value() == "slack://a/b/c"


def test_an_address_in_a_file_that_others_can_read_is_refused(load: Load, tmp_path: Path) -> None:
    secret = tmp_path / "teams"
    secret.write_text("slack://a/b/c", encoding="utf-8")
    secret.chmod(0o644)
    settings = load(f'{CHANNEL}url_file = "{secret}"\n')

    with pytest.raises(ConfigError, match="chmod 600"):
        channel_url(settings, settings.daemon.notices.channel[0], {})


def test_the_documents_example_can_be_used_with_its_comments_taken_off(load: Load) -> None:
    text = DOCUMENT.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    organisation = (
        '[[organisation]]\nid = "00000000-0000-4000-8000-000000000889"\n'
        'name = "Mallila"\nmunicipalities = ["889"]\n'
    )

    settings = load(organisation + re.sub(r"(?m)^# (?=\w+ = )", "", text))

    assert [one.name for one in settings.daemon.notices.channel] == ["it", "teams"]


def test_the_document_names_each_rule() -> None:
    table = DOCUMENT.read_text(encoding="utf-8").split("## What is told")[1]

    assert {rule for rule in get_args(RuleName) if f"`{rule}`" not in table} == set()
