"""Read `hytedata.toml` for the daemon: the library's tables, then `[daemon]`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from hytedata.config import Config, load_config
from hytedata.config.problems import Problem, from_validation
from hytedata.config.shape import Step
from hytedata.errors import ConfigError
from hytedata.models.common import Json
from hytedata_daemon.settings.crosschecks import cross_checks, notice_checks, rule_checks
from hytedata_daemon.settings.tables import Daemon

TABLE: Final = "daemon"
_SQLITE: Final = "sqlite:///"


@dataclass(frozen=True)
class Settings:
    """What the daemon is told to do.

    Attributes:
        config: The library's part of the file.
        daemon: The daemon's own.
    """

    config: Config
    daemon: Daemon

    @property
    def backup_folder(self) -> Path:
        """Where backups go: as configured, else `backups` in the folder of the data."""
        return self.daemon.backup.folder or self.data_folder / "backups"

    @property
    def reports_folder(self) -> Path:
        """Where reports of quality go: as configured, else `reports` in the folder of the data."""
        return self.daemon.reports or self.data_folder / "reports"

    @property
    def data_folder(self) -> Path:
        """The folder of a store in SQLite, which the service can write; else the configuration's.

        The service may not write where its configuration is. A store in PostgreSQL has no folder.
        """
        store = self.config.store
        if store.startswith(_SQLITE):
            return Path(store.removeprefix(_SQLITE)).absolute().parent
        return Path(self.config.file).absolute().parent


def load_settings(path: Path, *, environ: Mapping[str, str]) -> Settings:
    """Read the configuration with its table `[daemon]`.

    Single values of it, too, can be set by environment: `HYTEDATA_DAEMON__WEB__PORT`. A job's name
    has `_` instead of `-` there: `HYTEDATA_DAEMON__JOBS__READ_LIPAS__CRON`.

    Args:
        path: The file. Relative paths in it are relative to its folder.
        environ: The environment, such as `os.environ`.

    Raises:
        ConfigError: The file is missing or wrong. Of `[daemon]` every fault is told, once the rest
            of the file is right.
    """
    config = load_config(path, environ=environ)
    raw = _with_hyphens(config.daemon)
    problems = list(cross_checks(raw))
    try:
        daemon = _validate(raw, path)
    except ValidationError as exc:
        told = {problem.path for problem in problems}
        found = from_validation(exc, root=Daemon, table=(TABLE,))
        problems += (problem for problem in found if problem.path not in told)
        raise _error(path, problems, environ) from exc
    if problems := problems or [*rule_checks(daemon), *notice_checks(config, daemon)]:
        raise _error(path, problems, environ)
    return Settings(config, daemon)


def _validate(raw: Mapping[str, Json], path: Path) -> Daemon:
    # By way of JSON, where a strict check takes a list for a tuple; as the library does.
    context = {"file": str(path), "folder": path.absolute().parent}
    return Daemon.model_validate_json(json.dumps(raw), context=context)


def _with_hyphens(raw: Mapping[str, Json]) -> Mapping[str, Json]:
    """Spell names of jobs with hyphens: a variable's name cannot hold any.

    Where a job is there in both spellings the one from the environment, with `_`, wins.
    """
    jobs = raw.get("jobs")
    if not isinstance(jobs, dict):
        return raw
    spelt: dict[str, Json] = {}
    for name in sorted(jobs):  # `-` sorts before `_`
        given, hyphened = jobs[name], name.replace("_", "-")
        spelt[hyphened] = _merged(spelt.get(hyphened), given)
    return {**raw, "jobs": spelt}


def _merged(under: Json, over: Json) -> Json:
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over
    return {**under, **{key: _merged(under.get(key), value) for key, value in over.items()}}


def _error(path: Path, problems: list[Problem], environ: Mapping[str, str]) -> ConfigError:
    ordered = sorted(problems, key=lambda problem: problem.order)
    variables = {one.path: _variable(one.path) for one in ordered}
    known = {key: name for key, name in variables.items() if name in environ}
    return ConfigError(str(path), list(dict.fromkeys(one.line(known) for one in ordered)))


def _variable(path: tuple[Step, ...]) -> str:
    return "HYTEDATA_" + "__".join(str(step).replace("-", "_").upper() for step in path)
