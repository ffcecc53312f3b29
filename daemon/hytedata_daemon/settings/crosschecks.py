"""What must hold between values of `[daemon]` that may each be right."""

from collections.abc import Iterator, Mapping

from hytedata.config import Config
from hytedata.config.problems import Problem, shown_value
from hytedata.models.common import Json
from hytedata_daemon.quiet_hours import shortest_gap
from hytedata_daemon.settings.rules import quiet_of
from hytedata_daemon.settings.tables import Daemon, Web
from hytedata_daemon.settings.values import is_loopback


def cross_checks(raw: Mapping[str, Json]) -> Iterator[Problem]:
    """Yield faults of the raw table, so that no other fault hides them."""
    jobs = raw.get("jobs")
    for name, job in jobs.items() if isinstance(jobs, dict) else ():
        yield from _two_times(job, ("daemon", "jobs", name))
        if isinstance(job, dict):
            yield from _two_times(job.get("full"), ("daemon", "jobs", name, "full"))
    web = raw.get("web")
    if isinstance(web, dict):
        yield from _proxy(web)
        yield from _public_address(web)


def _two_times(job: Json, path: tuple[str, ...]) -> Iterator[Problem]:
    if isinstance(job, dict) and "cron" in job and "every" in job:
        yield Problem(path, "has both cron and every; keep the one that is meant")


def _public_address(web: Mapping[str, Json]) -> Iterator[Problem]:
    if web.get("proxy_addresses") and "public_url" not in web:
        told = "is missing; name the address that people see, which cookies and forms are bound to"
        yield Problem(("daemon", "web", "public_url"), told)


def _proxy(web: Mapping[str, Json]) -> Iterator[Problem]:
    if web.get("proxy_addresses"):
        return
    if "proxy_user_header" in web:
        told = (
            f"{shown_value(web['proxy_user_header'])} could be sent by anybody; name the addresses "
            "of the proxy that sets it in proxy_addresses"
        )
        yield Problem(("daemon", "web", "proxy_user_header"), told)
    host = web.get("host", Web.model_fields["host"].default)
    if isinstance(host, str) and _is_reached_by_others(host):
        told = (
            f"{shown_value(host)} is reached by others, without encryption; use 127.0.0.1, or name "
            "the reverse proxy with TLS that stands before it in proxy_addresses"
        )
        yield Problem(("daemon", "web", "host"), told)


def _is_reached_by_others(host: str) -> bool:
    try:
        return not is_loopback(host)
    except ValueError:
        return False  # no address at all, which is told of elsewhere


def rule_checks(daemon: Daemon) -> Iterator[Problem]:
    """Yield jobs that quiet hours leave no time to run in."""
    for name, job in daemon.jobs.by_name().items():
        gap = shortest_gap(quiet_of(daemon, job))
        if gap is not None and gap <= job.longest_jitter:
            left = f"{int(gap.total_seconds()) // 60} min in a row"
            told = (
                f"its jitter of {job.jitter} needs more than the {left} that quiet hours leave; "
                "shorten one of them"
            )
            yield Problem(("daemon", "jobs", name), told)


def notice_checks(config: Config, daemon: Daemon) -> Iterator[Problem]:
    """Yield channels whose name is taken, or that name an organisation that is not there."""
    known, names = {one.id for one in config.organisation}, set[str]()
    for number, channel in enumerate(daemon.notices.channel):
        path = ("daemon", "notices", "channel", number)
        if channel.name in names:
            yield Problem((*path, "name"), f"{channel.name!r} is there twice; give each its own")
        names.add(channel.name)
        for one in channel.organisations:
            if one not in known:
                told = f"{shown_value(one)} is the id of no [[organisation]] of this file"
                yield Problem((*path, "organisations"), told)
