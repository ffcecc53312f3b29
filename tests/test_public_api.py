"""What `hytedata` offers, and what importing it costs."""

import ast
import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import hytedata


def fresh(code: str) -> object:
    """Run *code* in a new interpreter; it prints JSON."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    found: object = json.loads(done.stdout)
    return found


def test_the_names_are_sorted_and_each_is_there() -> None:
    assert dir(hytedata) == sorted(hytedata.__all__)
    assert all(getattr(hytedata, name) is not None for name in hytedata.__all__)


def test_every_public_class_that_has_been_used_is_listed() -> None:
    for name in hytedata.__all__:
        getattr(hytedata, name)

    public = {name for name, value in vars(hytedata).items() if inspect.isclass(value)}

    assert public <= set(hytedata.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="PtvKlient"):
        getattr(hytedata, "PtvKlient")  # noqa: B009 - the name is wrong on purpose


def test_a_name_whose_library_is_missing_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(hytedata._HOME, "Lacking", "hytedata_lacking")
    monkeypatch.setattr(hytedata, "_import_module", _lacks("numpy"))

    with pytest.raises(ModuleNotFoundError, match=r"numpy, which is not installed: pip install"):
        hytedata.__getattr__("Lacking")


def test_a_module_of_ours_that_is_missing_is_told_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(hytedata._HOME, "Lacking", "hytedata_lacking")
    monkeypatch.setattr(hytedata, "_import_module", _lacks("hytedata.places"))

    with pytest.raises(ModuleNotFoundError, match=r"^gone$"):
        hytedata.__getattr__("Lacking")


def _lacks(module: str) -> Callable[[str], object]:
    def load(_: str) -> object:
        raise ModuleNotFoundError("gone", name=module)

    return load


def test_importing_loads_neither_clients_nor_heavy_libraries() -> None:
    loaded = fresh("import hytedata, sys, json; print(json.dumps(sorted(sys.modules)))")

    assert isinstance(loaded, list)
    assert not {"pandas", "geopandas", "httpx", "pydantic", "sqlalchemy", "shapely"} & set(loaded)


def test_the_clients_need_no_library_for_geometry_or_tables() -> None:
    loaded = fresh(
        "import sys, json; from hytedata import LipasClient, PtvClient;"
        "LipasClient(contact='a@b.example'); PtvClient(contact='a@b.example');"
        "print(json.dumps(sorted(sys.modules)))"
    )

    assert isinstance(loaded, list)
    assert not {"pandas", "geopandas", "sqlalchemy", "shapely"} & set(loaded)


def test_the_command_starts_without_libraries_for_geometry_and_tables() -> None:
    loaded = fresh("import hytedata.cli, sys, json; print(json.dumps(sorted(sys.modules)))")

    assert isinstance(loaded, list)
    assert not {"pandas", "geopandas", "shapely", "pyproj", "xlsxwriter"} & set(loaded)


def test_every_public_class_and_function_says_what_it_is() -> None:
    for name in hytedata.__all__:
        value = getattr(hytedata, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert (value.__doc__ or "").strip(), name


def test_the_typed_example_uses_every_name() -> None:
    example = Path(__file__).resolve().parents[1] / "examples" / "typed" / "every_name.py"
    tree = ast.parse(example.read_text(encoding="utf-8"))

    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "hytedata"
        for alias in node.names
    }
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}

    assert set(hytedata.__all__) - {"__version__"} == imported
    assert imported <= used
