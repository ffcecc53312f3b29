import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.install.containerfile import Image, build, steps_of
from tests.install.fresh_root import Supplies
from tests.install.parts import need_debian
from tests.install.roots import make_archive
from tests.install.wheels import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def image(made: Supplies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Image]:
    """What the Containerfile's steps make of the leanest Debian roots."""
    folder = tmp_path_factory.mktemp("image")
    yield build(
        steps_of((ROOT / "daemon/container/Containerfile").read_text(encoding="utf-8")),
        base=make_archive(need_debian(), folder / "slim.tar"),
        context=ROOT,
        folder=folder,
        environ={**made.environ, "PIP_NO_COMPILE": "1"},
        binds=[made.wheels],
    )
    shutil.rmtree(folder, ignore_errors=True)


def test_the_steps_of_the_image_make_a_service_that_runs_as_nobody_special(image: Image) -> None:
    assert image.run("/usr/bin/id", "-un").strip() == "hytedata"
    assert image.run("/opt/hytedata/bin/hytedata", "--version").startswith("hytedata")
    assert image.run("/usr/bin/test", "-x", image.entry[0]) == ""
    assert image.run("/usr/bin/test", "-w", "/var/lib/hytedata/backups") == ""
    assert "pg_dump" in image.run("/usr/bin/pg_dump", "--version")


def test_the_image_is_told_to_be_unwell_where_no_service_answers(image: Image) -> None:
    with pytest.raises(AssertionError):
        image.run(*image.health, extra=("--setenv=HYTEDATA_DAEMON__WEB__PORT=1",))


def test_the_image_holds_no_sources_and_nothing_of_this_machine(image: Image) -> None:
    assert not (image.root / "src").exists()
    kept = {path.name for path in (image.root / "opt/hytedata").iterdir()}
    assert {"bin", "share"} <= kept
    assert not list(Path(image.root, "etc").glob("pip.conf"))
