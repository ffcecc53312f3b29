"""A new configuration while the service runs: who is told what of it."""

import logging

from hytedata.errors import ConfigError
from hytedata_daemon.service.holder import OnConfigProblem, SettingsHolder
from hytedata_daemon.service.systemd import Notifier

log = logging.getLogger(__name__)


def reload(holder: SettingsHolder, notifier: Notifier, told: OnConfigProblem) -> str:
    """Read the configuration again; returns what is to be said of it from now on, or "".

    A broken file is no error here: the service goes on with the settings that it has.

    Args:
        holder: Has the settings in force.
        notifier: Is told that a reload begins; the caller says when it is over.
        told: Is told of a broken file, or that the file is in order.
    """
    notifier.reloading()
    try:
        reloaded = holder.reload()
    except ConfigError as exc:
        log.error("config_refused", extra={"file": exc.file, "problems": list(exc.problems)})
        _tell(told, exc)
        more = len(exc.problems) - 1
        tail = f" (and {more} more)" if more else ""
        return f"{exc.file} is broken, the settings before stay: {exc.problems[0]}{tail}"
    restart = list(reloaded.restart)
    log.info("config_reloaded", extra={"changed": reloaded.changed, "restart": restart})
    _tell(told, None)
    return f"restart to change {', '.join(restart)}" if restart else ""


def _tell(told: OnConfigProblem, problem: ConfigError | None) -> None:
    try:
        told(problem)
    except Exception:
        # A notice that cannot be kept, with a store that is away, must not end the service.
        log.exception("config_problem_not_told")
