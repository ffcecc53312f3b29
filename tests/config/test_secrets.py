import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from hytedata.config import Config
from hytedata.errors import ConfigError

Load = Callable[..., Config]

CONTACT = 'contact = "tietohallinto@kunta.example"\n'
ORGANISATION = """
[[organisation]]
id = "00000000-0000-4000-8000-000000000889"
name = "Mallilan kunta"
municipalities = ["889"]
username = "mallila"
"""


def private(file: Path, content: bytes, mode: int = 0o600) -> Path:
    file.write_bytes(content)
    os.chmod(file, mode)
    return file


def refusal(config: Config, environ: dict[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        config.password(config.organisation[0], environ or {})
    (told,) = caught.value.problems
    return told


def test_a_password_comes_from_the_environment_when_it_is_needed(load: Load) -> None:
    config = load(CONTACT + ORGANISATION + 'password_env = "PW"\n')

    password = config.password(config.organisation[0], {"PW": "s3cret"})

    assert password.get_secret_value() == "s3cret"
    assert "s3cret" not in repr(password)
    assert "s3cret" not in str(password)


def test_a_password_file_is_read_beside_the_configuration(load: Load, tmp_path: Path) -> None:
    private(tmp_path / "pw", b"  s3cret \n")
    config = load(CONTACT + ORGANISATION + 'password_file = "pw"\n')

    password = config.password(config.organisation[0], {})

    assert password.get_secret_value() == "  s3cret "


def test_only_one_line_break_is_taken_off(load: Load, tmp_path: Path) -> None:
    private(tmp_path / "pw", b"s3cret\n\n")
    config = load(CONTACT + ORGANISATION + 'password_file = "pw"\n')

    assert config.password(config.organisation[0], {}).get_secret_value() == "s3cret\n"


def test_a_missing_variable_is_named(load: Load) -> None:
    told = refusal(load(CONTACT + ORGANISATION + 'password_env = "PW_MALLILA"\n'))

    assert told.startswith("organisation[0].password_env: ")
    assert "PW_MALLILA is not set" in told


def test_an_empty_variable_is_no_password(load: Load) -> None:
    told = refusal(load(CONTACT + ORGANISATION + 'password_env = "PW"\n'), {"PW": "\n"})

    assert "PW is empty" in told


def test_a_password_that_is_named_nowhere_says_where_it_may_be(load: Load) -> None:
    told = refusal(load(CONTACT + ORGANISATION))

    assert "password_env" in told
    assert "password_file" in told


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o602])
def test_a_password_file_open_to_all_is_refused(load: Load, tmp_path: Path, mode: int) -> None:
    file = private(tmp_path / "pw", b"s3cret\n", mode)

    told = refusal(load(CONTACT + ORGANISATION + 'password_file = "pw"\n'))

    assert f"chmod 600 {file}" in told
    assert "s3cret" not in told


def test_a_password_file_that_is_not_there_is_named(load: Load, tmp_path: Path) -> None:
    told = refusal(load(CONTACT + ORGANISATION + 'password_file = "pw"\n'))

    assert f"{tmp_path / 'pw'} does not exist" in told


def test_a_folder_is_no_password_file(load: Load, tmp_path: Path) -> None:
    (tmp_path / "pw").mkdir(mode=0o700)

    told = refusal(load(CONTACT + ORGANISATION + 'password_file = "pw"\n'))

    assert "cannot be read" in told


def test_a_password_file_in_another_encoding_does_not_leak(load: Load, tmp_path: Path) -> None:
    private(tmp_path / "pw", "sålöseni".encode("latin-1"))
    config = load(CONTACT + ORGANISATION + 'password_file = "pw"\n')

    with pytest.raises(ConfigError, match="UTF-8") as caught:
        config.password(config.organisation[0], {})

    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_the_key_of_the_newer_api_may_be_missing(load: Load) -> None:
    assert load(CONTACT).ptv_api_key({}) is None


def test_the_key_of_the_newer_api_is_taken_from_the_environment_first(
    load: Load, tmp_path: Path
) -> None:
    private(tmp_path / "key", b"from-file\n")
    config = load(CONTACT + '[ptv]\napi_key_file = "key"\n')

    from_file = config.ptv_api_key({})
    from_environment = config.ptv_api_key({"HYTEDATA_PTV_API_KEY": "from-environment"})

    assert from_file == SecretStr("from-file")
    assert from_environment == SecretStr("from-environment")


def test_what_is_printed_hides_what_looks_like_a_secret(load: Load) -> None:
    config = load(CONTACT, {"HYTEDATA_CONTACT": "a@b.example"})
    daemon = {"mail": {"host": "smtp.example", "password": "s3cret", "password_env": "PW"}}

    shown = config.model_copy(update={"daemon": daemon}).redacted()

    assert shown["daemon"] == {
        "mail": {"host": "smtp.example", "password": "(hidden)", "password_env": "PW"}
    }


# --- fingerprint ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "setting",
    [
        'policy = "full"',
        "limits.archive.count = 3",
        'fields.summary = "target"',
        'owners = ["city"]',
    ],
)
def test_the_fingerprint_moves_with_what_a_plan_depends_on(load: Load, setting: str) -> None:
    before = load(CONTACT + ORGANISATION)
    after = load(CONTACT + ORGANISATION + setting + "\n")

    changed = after.fingerprint(after.organisation[0])

    assert changed != before.fingerprint(before.organisation[0])


@pytest.mark.parametrize(
    "setting", ['approval = "always"', 'password_env = "A"', 'password_file = "b"']
)
def test_the_fingerprint_stays_where_only_secrets_and_approval_move(
    load: Load, setting: str
) -> None:
    before = load(CONTACT + ORGANISATION)
    after = load(CONTACT + ORGANISATION + setting + "\n")

    same = after.fingerprint(after.organisation[0])

    assert same == before.fingerprint(before.organisation[0])


def test_the_fingerprint_knows_the_register_from_the_training_one(load: Load) -> None:
    before = load(CONTACT + ORGANISATION)
    after = load(CONTACT + '[ptv]\nurl = "https://training.example/api"\n' + ORGANISATION)

    moved = after.fingerprint(after.organisation[0])

    assert moved != before.fingerprint(before.organisation[0])


@pytest.mark.parametrize("prefix", ["", "hytedata_"])
def test_what_systemd_handed_over_is_the_password_that_is_named_nowhere(
    load: Load, tmp_path: Path, prefix: str
) -> None:
    config = load(CONTACT + ORGANISATION)
    private(tmp_path / f"{prefix}ptv-password-{config.organisation[0].id}", b"s3cret\n")

    password = config.password(config.organisation[0], {"CREDENTIALS_DIRECTORY": str(tmp_path)})

    assert password == SecretStr("s3cret")


def test_a_named_place_goes_before_what_systemd_handed_over(load: Load, tmp_path: Path) -> None:
    config = load(CONTACT + ORGANISATION + 'password_env = "PW"\n')
    private(tmp_path / f"ptv-password-{config.organisation[0].id}", b"other\n")

    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path), "PW": "s3cret"}

    assert config.password(config.organisation[0], environ) == SecretStr("s3cret")


def test_systemd_hands_over_the_key_of_the_newer_interface_too(load: Load, tmp_path: Path) -> None:
    private(tmp_path / "hytedata_ptv-api-key", b"key\n")

    found = load(CONTACT).ptv_api_key({"CREDENTIALS_DIRECTORY": str(tmp_path)})

    assert found == SecretStr("key")
