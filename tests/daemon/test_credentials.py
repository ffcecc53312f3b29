import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from hytedata.errors import ConfigError
from hytedata_daemon.settings import Settings
from hytedata_daemon.settings.credentials import SecretSource, read_secret

Load = Callable[..., Settings]

ID = "00000000-0000-4000-8000-000000000889"
ORGANISATION = f"""
[[organisation]]
id = "{ID}"
name = "Mallilan kunta"
municipalities = ["889"]
username = "mallila"
"""


def private(file: Path, content: str, mode: int = 0o600) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, encoding="utf-8")
    os.chmod(file, mode)
    return file


def handed_over(folder: Path, name: str, content: str, mode: int = 0o400) -> dict[str, str]:
    """Lay a credential down as systemd does; gives the environment that names its folder."""
    private(folder / "credentials" / name, content, mode)
    return {"CREDENTIALS_DIRECTORY": str(folder / "credentials")}


def refusal(source: SecretSource, environ: dict[str, str]) -> str:
    with pytest.raises(ConfigError) as caught:
        read_secret("hytedata.toml", source, environ)
    (told,) = caught.value.problems
    return told


def password(settings: Settings, environ: dict[str, str]) -> str:
    (organisation,) = settings.config.organisation
    return settings.config.password(organisation, environ).get_secret_value()


def test_a_secret_comes_from_where_the_configuration_says(tmp_path: Path) -> None:
    file = private(tmp_path / "KEY", "from-file\n")
    environ = handed_over(tmp_path, "KEY", "from-credential\n") | {"KEY": "from-env"}
    sources = {
        "from-env": SecretSource("a.key", variable="KEY"),
        "from-file": SecretSource("a.key", file=file),
        "from-credential": SecretSource("a.key", credential="KEY"),
    }

    found = {
        kind: read_secret("hytedata.toml", source, environ) for kind, source in sources.items()
    }

    assert found == {kind: SecretStr(kind) for kind in sources}
    assert not any(kind in repr(secret) for kind, secret in found.items())


def test_a_secret_that_is_named_nowhere_is_none() -> None:
    assert read_secret("hytedata.toml", SecretSource("a.key"), {}) is None


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o602])
def test_a_file_that_others_can_get_at_is_refused_with_the_way_to_mend_it(
    tmp_path: Path, mode: int
) -> None:
    file = private(tmp_path / "key", "s3cret", mode)

    told = refusal(SecretSource("a.key", file=file), {})

    assert told.startswith("a.key_file: ")
    assert f"chmod 600 {file}" in told
    assert "s3cret" not in told


def test_a_credential_that_others_can_get_at_is_refused(tmp_path: Path) -> None:
    environ = handed_over(tmp_path, "key", "s3cret", 0o444)

    told = refusal(SecretSource("a.key", credential="key"), environ)

    assert told.startswith("a.key_credential: every user of this machine")


@pytest.mark.parametrize("is_under_systemd", [True, False])
def test_a_credential_that_was_not_handed_over_says_what_the_unit_lacks(
    tmp_path: Path, is_under_systemd: bool
) -> None:
    environ = handed_over(tmp_path, "another", "x") if is_under_systemd else {}

    told = refusal(SecretSource("a.key", credential="key"), environ)

    assert "LoadCredential=key:FILE" in told


def test_a_variable_that_is_not_set_or_empty_is_told() -> None:
    source = SecretSource("a.key", variable="KEY")

    assert "the environment variable KEY is not set" in refusal(source, {})
    assert "KEY is empty" in refusal(source, {"KEY": "\n"})


def test_a_password_that_is_named_nowhere_is_looked_for_among_credentials(
    load: Load, tmp_path: Path
) -> None:
    environ = handed_over(tmp_path, f"ptv-password-{ID}", "s3cret\n")

    assert password(load(ORGANISATION), environ) == "s3cret"


def test_a_password_that_the_configuration_names_is_not_looked_for_elsewhere(
    load: Load, tmp_path: Path
) -> None:
    environ = handed_over(tmp_path, f"ptv-password-{ID}", "another") | {"PW": "s3cret"}

    assert password(load(ORGANISATION + 'password_env = "PW"\n'), environ) == "s3cret"


def test_a_password_that_is_nowhere_says_where_it_may_be(load: Load) -> None:
    with pytest.raises(ConfigError, match="password_env"):
        password(load(ORGANISATION), {})


def test_the_key_of_the_newer_api_may_be_a_credential(load: Load, tmp_path: Path) -> None:
    environ = handed_over(tmp_path, "ptv-api-key", "from-credential\n")
    config = load().config

    assert config.ptv_api_key(environ) == SecretStr("from-credential")
    assert config.ptv_api_key(environ | {"HYTEDATA_PTV_API_KEY": "env"}) == SecretStr("env")
    assert config.ptv_api_key({}) is None


def test_a_password_comes_from_a_folder_of_secrets_that_systemd_was_given_whole(
    load: Load, tmp_path: Path
) -> None:
    # What `LoadCredential=hytedata:/etc/hytedata/credentials` makes of the file ptv-password-ID.
    environ = handed_over(tmp_path, f"hytedata_ptv-password-{ID}", "salasana\n")

    found = password(load(ORGANISATION), environ)

    assert found == "salasana"
