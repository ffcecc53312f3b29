import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import hytedata.store
from hytedata.store import Store
from hytedata.store.columns import Utc
from hytedata.store.schema import REVISIONS, VERSION_TABLE, metadata


def now() -> datetime:
    return datetime(2026, 3, 1, tzinfo=UTC)


def test_the_migrations_make_the_tables_that_the_code_uses(url: str) -> None:
    Store.open(url, now=now).close()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        differences = compare_metadata(context, metadata)

    engine.dispose()
    assert differences == []


def test_each_version_has_its_migration() -> None:
    settings = Config()
    folder = Path(hytedata.store.__file__).parent / "migrations"
    settings.set_main_option("script_location", str(folder))
    settings.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(settings)

    revisions = [script.revision for script in scripts.walk_revisions()]

    assert tuple(reversed(revisions)) == REVISIONS


def test_a_time_without_zone_is_refused() -> None:
    engine = create_engine("sqlite://")

    with pytest.raises(ValueError, match="has no time zone"):
        Utc().process_bind_param(datetime(2026, 3, 1), engine.dialect)  # noqa: DTZ001


WITHOUT = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "sqlalchemy":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
import hytedata.store
from hytedata.errors import StoreError
try:
    hytedata.store.Store
except StoreError as exc:
    sys.stdout.write(str(exc))
"""


def test_without_the_extra_the_way_to_install_it_is_told() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, timeout=60, check=True
    )

    assert "sqlalchemy, which is not installed" in done.stdout
    assert "pip install 'hytedata[store]'" in done.stdout


def test_sqlalchemy_is_loaded_when_the_store_is_first_used() -> None:
    script = "import sys, hytedata.store; print('sqlalchemy' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout == "False\n"


def test_a_store_that_compares_no_events_does_not_load_what_compares_them() -> None:
    script = "import sys; from hytedata.store import Store; print('rapidfuzz' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout == "False\n"


def test_the_package_offers_its_public_names_only() -> None:
    assert dir(hytedata.store) == ["Catalogue", "Store", "Upgraded"]
    with pytest.raises(AttributeError, match="no attribute 'Shop'"):
        _ = hytedata.store.Shop
