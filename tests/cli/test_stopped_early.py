"""Ctrl-C while the commands are still being loaded."""

import sys
from types import ModuleType

import pytest

from hytedata import cli


class _Interrupted(ModuleType):
    def __getattr__(self, name: str) -> object:
        raise KeyboardInterrupt


def test_an_interrupt_while_loading_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "hytedata.cli.app", _Interrupted("hytedata.cli.app"))

    with pytest.raises(SystemExit) as caught:
        cli.main(["formats"])

    assert caught.value.code == 2
    assert capsys.readouterr().err == "\nStopped.\n"
