"""How the service stands, in one line for `systemctl status`, and its first line in the log."""

import socket
from collections.abc import Mapping

from hytedata_daemon.settings import Settings


def started(settings: Settings, listening: socket.socket) -> Mapping[str, object]:
    """Return the facts with which the service begins its log: no secret is among them."""
    jobs = [name for name, job in settings.daemon.jobs.by_name().items() if job.enabled]
    return {
        "config": settings.config.file,
        "store": settings.config.store,
        "organisations": len(settings.config.organisation),
        "calendars": len(settings.config.calendar),
        "jobs": jobs,
        "pages": address(listening),
    }


def summary(settings: Settings, listening: socket.socket, *, trouble: str, note: str) -> str:
    """Return the line: what is wrong comes first.

    Args:
        settings: Those in force.
        listening: The socket of the pages.
        trouble: Why no work is looked for now; "" where it is.
        note: What is to be said of the configuration; "" where nothing is.
    """
    number = len(settings.config.organisation)
    usual = f"{number} organisation{'' if number == 1 else 's'}, pages at {address(listening)}"
    return "; ".join(text for text in (trouble, note, usual) if text)


def address(listening: socket.socket) -> str:
    """Return where the pages are served, as a browser on this machine is given it."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
