"""Lipas as a configuration names it."""

from pathlib import Path

import pytest

from hytedata import ConfigError, load_config, open_lipas
from hytedata.sandbox import Sandbox


def test_the_client_asks_the_lipas_of_the_configuration(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "hytedata.toml"
    file.write_text(sandbox.config_toml(), encoding="utf-8")

    with open_lipas(load_config(file, environ={})) as lipas:
        site = lipas.sites.get(sandbox.world.landmarks["clean"])

    assert site.municipality == "889"


def test_a_file_in_place_of_lipas_is_no_lipas(tmp_path: Path) -> None:
    (tmp_path / "sites.json").write_text("[]", encoding="utf-8")
    file = tmp_path / "hytedata.toml"
    file.write_text('contact = "a@kunta.example"\nlipas.file = "sites.json"\n', encoding="utf-8")

    with pytest.raises(ConfigError, match=r"lipas\.file"):
        open_lipas(load_config(file, environ={}))
