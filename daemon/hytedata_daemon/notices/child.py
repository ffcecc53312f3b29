"""Send one message by apprise, in a process of its own, and say in JSON how that went.

Apprise takes some 40 MB once it is loaded, logs what it sends, and reads proxies and certificates
from the environment of its process. So it is loaded here only, for the few seconds that a message
takes: what is read from standard input are the addresses, the message and a time limit. Nothing
else of hytedata is imported, and no address is ever printed.
"""

import json
import logging
import re
import sys
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from apprise import NotifyBase

Asked: TypeAlias = dict[str, str]

_STATUS: Final = re.compile(r"error=(\d{3})\b")
_MAIL: Final = frozenset({"mailto", "mailtos"})


class _Reasons(logging.Handler):
    """Keeps of apprise's log what an upstream answered: a number, and no text."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.statuses: list[str] = []
        self.connections = False

    def emit(self, record: logging.LogRecord) -> None:
        """Look at one line."""
        text = record.getMessage()
        self.statuses += _STATUS.findall(text)
        self.connections |= "onnection" in text


def send(url: str, message: Asked, timeout_s: float) -> str:
    """Send to one address; returns "" where that went well, or why it did not, without secrets."""
    import apprise

    reasons = _Reasons()
    log = logging.getLogger("apprise")
    log.handlers[:], log.propagate = [reasons], False
    log.setLevel(logging.DEBUG)
    asset = apprise.AppriseAsset(
        app_id="hytedata",
        app_desc="hytedata",
        app_url="",
        async_mode=False,
        storage_mode="memory",
        service_timeout=timeout_s,
        http_redirects=False,
        image_url_mask="",
        image_url_logo="",
    )
    try:
        plugin = apprise.Apprise.instantiate(url, asset=asset)
    except TypeError:
        plugin = None
    if plugin is None:
        return "its address is none that apprise knows"
    if not plugin.verify_certificate:
        return "its address says verify=no, but certificates are always verified; take that out"
    plugin.socket_connect_timeout = plugin.socket_read_timeout = min(timeout_s, 15.0)
    shape, body_format = _shape(plugin, url, message)
    sender = apprise.Apprise(asset=asset)
    sender.add(plugin)
    sent = sender.notify(
        title=message["subject"],
        body=message[shape],
        body_format=apprise.NotifyFormat(body_format),
        notify_type=apprise.NotifyType(message["kind"]),
    )
    return "" if sent else _why(reasons)


def _shape(plugin: "NotifyBase", url: str, message: Asked) -> tuple[str, str]:
    """Return which shape of a message a service shows best, and how that is written."""
    import apprise

    if url.split(":", 1)[0].lower() in _MAIL:
        return "html", "html"
    if plugin.notify_format == "markdown":
        # Teams: it shows no line breaks of plain text. Apprise's limit is a guess there.
        return "markdown", "markdown"
    if len(message["text"]) > plugin.body_maxlen:
        plugin.overflow_mode = apprise.OverflowMode.TRUNCATE
        return "short", "text"
    return "text", "text"


def _why(reasons: _Reasons) -> str:
    if reasons.statuses:
        return f"it answered {reasons.statuses[-1]}"
    if reasons.connections:
        return "it could not be reached"
    return "it did not take the message"


def main() -> None:
    """Read what is asked for, send, answer."""
    asked = json.load(sys.stdin)
    answers = [send(url, asked["message"], float(asked["timeout_s"])) for url in asked["urls"]]
    json.dump({"why": answers}, sys.stdout)


if __name__ == "__main__":
    main()
