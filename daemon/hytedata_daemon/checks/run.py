"""All checks in their order; none of them keeps another from being made."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from hytedata.errors import ConfigError, HytedataError
from hytedata.models.clock import utc_now
from hytedata_daemon.checks.files import (
    Free,
    backups,
    configuration_file,
    free_bytes,
    store_folder,
    who_checks,
)
from hytedata_daemon.checks.found import Check, Group, Report, failed, fine
from hytedata_daemon.checks.logins import Login, logins_of, secrets_of, try_login
from hytedata_daemon.checks.machine import credentials, machine
from hytedata_daemon.checks.pages import pages, sign_in
from hytedata_daemon.checks.store import is_used, store
from hytedata_daemon.checks.together import together
from hytedata_daemon.checks.upstreams import Read, Seen, clock, look, reads_of, trusted
from hytedata_daemon.settings import Settings, load_settings

Now: TypeAlias = Callable[[], datetime]
MoreChecks: TypeAlias = Callable[[Settings, Mapping[str, str]], Iterable[Check]]
"""Checks of another part of the daemon."""

LIMIT_S = 20.0
"""So long an upstream may take."""
_GRACE_S = 5.0


def run_checks(
    path: Path,
    environ: Mapping[str, str],
    *,
    more: Sequence[MoreChecks] = (),
    limit_s: float = LIMIT_S,
    now: Now = utc_now,
    free: Free = free_bytes,
) -> Report:
    """Look at everything that the daemon needs, and say what to do where it is not there.

    Writes nothing to any register, and asks each upstream once.

    Args:
        path: The configuration file.
        environ: The environment that the daemon will have.
        more: Checks of other parts, such as the channels of notices.
        limit_s: Seconds for each upstream; all are asked at once.
        now: Gives the time, aware.
        free: Gives the free bytes of a folder's disk.
    """
    here = [*configuration_file(path), *machine(environ, now()), *who_checks()]
    try:
        settings = load_settings(path, environ=environ)
    except ConfigError as error:
        return Report(now(), (*_refused(error), *_in_order(here)))
    named = ", ".join(one.name for one in settings.config.organisation) or "no organisation"
    here.insert(0, fine("configuration", "file", f"{path} is valid: {named}"))
    here += _guarded("configuration", lambda: trusted(settings.config))
    here += credentials(settings, environ)
    here += [*store_folder(settings, free), *backups(settings, free)]
    here += _guarded("store", lambda: store(settings, environ, now))
    running = is_used(settings, now)
    here += _guarded("pages", lambda: pages(settings, is_running=running))
    here += _guarded("pages", lambda: sign_in(settings, now))
    for other in more:
        here += _guarded("notices", partial(other, settings, environ))
    return _with_network(here, settings, environ, limit_s, now)


def _with_network(
    here: list[Check],
    settings: Settings,
    environ: Mapping[str, str],
    limit_s: float,
    now: Now,
) -> Report:
    config = settings.config
    reads = list(reads_of(config, environ))
    logins = list(logins_of(config, environ))
    tasks = [partial(_seen, one, settings, environ, limit_s, now) for one in (*reads, *logins)]

    def late(place: int) -> Seen:
        one = (*reads, *logins)[place]
        group: Group = "upstreams" if place < len(reads) else "logins"
        seen = f"gave no answer within {limit_s:.0f} s"
        return Seen(failed(group, _name(one), seen, "wait, then check again"))

    found = together(tasks, limit_s=limit_s + _GRACE_S, late=late)
    checks = [*here, clock(found), *(one.check for one in found)]
    return Report(now(), _in_order(checks)).without(secrets_of(logins))


def _seen(
    one: Read | Login | Check,
    settings: Settings,
    environ: Mapping[str, str],
    limit_s: float,
    now: Now,
) -> Seen:
    if isinstance(one, Read):
        return look(one, settings.config, environ, limit_s=limit_s, now=now)
    if isinstance(one, Login):
        return Seen(try_login(one, settings.config, limit_s=limit_s))
    return Seen(one)


def _name(one: Read | Login | Check) -> str:
    return ", ".join(one.names) if isinstance(one, Login) else one.name


def _refused(error: ConfigError) -> Iterator[Check]:
    for problem in error.problems:
        do = f"mend it in {error.file}; the rest is checked once it can be read"
        yield failed("configuration", "file", problem, do, blocks=True)


def _guarded(group: Group, checks: Callable[[], Iterable[Check]]) -> Iterator[Check]:
    """Yield checks; an error in one of them is told, and the others go on."""
    try:
        yield from checks()
    except (HytedataError, OSError) as error:
        yield failed(group, "check", str(error), "mend that, then check again")


def _in_order(checks: Iterable[Check]) -> tuple[Check, ...]:
    order = ("configuration", "machine", "store", "pages", "upstreams", "logins", "notices")
    return tuple(sorted(checks, key=lambda one: order.index(one.group)))
