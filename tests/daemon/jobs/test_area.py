from pathlib import Path

import pytest

from hytedata_daemon.jobs.area import counties_of, scope_of
from hytedata_daemon.settings import Settings, load_settings


def of(folder: Path, area: str, *municipalities: str) -> Settings:
    organisations = "".join(
        f"""
[[organisation]]
id = "00000000-0000-4000-8000-000000000{code}"
name = "{code}"
municipalities = ["{code}"]
"""
        for code in municipalities
    )
    file = folder / "hytedata.toml"
    told = f'contact = "it@kunta.test"\n[daemon]\n{area}\n{organisations}'
    file.write_text(told, encoding="utf-8")
    return load_settings(file, environ={})


def test_by_default_the_whole_county_of_each_organisation_is_read(tmp_path: Path) -> None:
    settings = of(tmp_path, "", "889", "205")

    scope = scope_of(settings)

    assert len(counties_of(settings.config)) == 2
    assert {"889", "205", "578"} <= set(scope.municipalities)  # 578 is Paltamo, in Kainuu
    assert "091" not in scope.municipalities
    assert scope.nationwide


def test_only_the_organisations_own_municipalities_may_be_read(tmp_path: Path) -> None:
    scope = scope_of(of(tmp_path, 'area = "municipality"', "889", "205"))

    assert scope.municipalities == ("205", "889")
    assert scope.nationwide


def test_the_whole_country_may_be_read(tmp_path: Path) -> None:
    assert scope_of(of(tmp_path, 'area = "country"', "889")).municipalities == ()


def test_without_organisations_the_whole_country_is_read(tmp_path: Path) -> None:
    assert scope_of(of(tmp_path, "")).municipalities == ()


@pytest.mark.parametrize("code", ["091", "478"])
def test_helsinki_and_aland_stand_for_counties_of_their_own(tmp_path: Path, code: str) -> None:
    scope = scope_of(of(tmp_path, "", code))

    assert code in scope.municipalities
    assert len(scope.municipalities) == (1 if code == "091" else 16)
