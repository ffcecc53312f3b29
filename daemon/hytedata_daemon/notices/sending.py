"""Send a message by a channel: its address, its process, its time limit; nothing secret leaves."""

import json
import logging
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import quote, urlencode

from hytedata.errors import ConfigError, TransientError
from hytedata_daemon.notices import child
from hytedata_daemon.notices.messages import Message
from hytedata_daemon.settings import Settings
from hytedata_daemon.settings.credentials import channel_url
from hytedata_daemon.settings.notices import Channel

log: Final = logging.getLogger(__name__)

TIMEOUT_S: Final = 20.0
"""For one address; a connection that hangs is given up then."""

START_S: Final = 30.0
"""So much longer may the process take: to start on a busy machine."""

_MAIL_MODES: Final = {"none": "insecure", "starttls": "starttls", "tls": "ssl"}
# What the process needs of its parent's environment: no secret of ours is among it.
_KEPT: Final = (
    *("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR"),
    *("REQUESTS_CA_BUNDLE", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"),
    *("http_proxy", "https_proxy", "no_proxy", "all_proxy"),
)


class NotSent(TransientError):
    """A channel did not take a message; it is tried again later."""

    def __init__(self, channel: str, reason: str) -> None:
        super().__init__(f"the channel {channel} was not used: {reason}")
        self.channel, self.reason = channel, reason


class Send(Protocol):
    """Sends one message by one channel, or says why not."""

    def __call__(
        self,
        settings: Settings,
        channel: Channel,
        message: Message,
        environ: Mapping[str, str],
        *,
        kind: str,
    ) -> None:
        """Send it; *kind* is `info`, `warning`, `failure` or `success`.

        Raises:
            NotSent: It did not go out.
            ConfigError: The channel's address cannot be read.
        """
        ...


def send_by_process(
    settings: Settings,
    channel: Channel,
    message: Message,
    environ: Mapping[str, str],
    *,
    kind: str,
) -> None:
    """Send one message by apprise in a process of its own; see `child` for why.

    Where a mail has several addressees it went out once one of them took it, so that nobody gets
    it again and again for another's closed mailbox; the others are logged by their number.

    Raises:
        NotSent: It did not go out; says why, without the address.
        ConfigError: The channel's address cannot be read.
    """
    urls = addresses(settings, channel, environ)
    asked = {
        "urls": urls,
        "timeout_s": TIMEOUT_S,
        "message": {**asdict(message), "kind": kind},
    }
    limit = START_S + TIMEOUT_S * len(urls)
    reasons = _answers(channel, json.dumps(asked), environment(settings, environ), limit)
    refused = [reason for reason in reasons if reason]
    if len(refused) == len(reasons):
        raise NotSent(channel.name, refused[0] if refused else "it has no address")
    if refused:
        facts = {"channel": channel.name, "refused": len(refused), "reason": refused[0]}
        log.warning("notice_refused_by_some", extra=facts)


def addresses(settings: Settings, channel: Channel, environ: Mapping[str, str]) -> list[str]:
    """Return the channel's addresses for apprise: one, or one for each addressee of mail. Secret.

    Raises:
        ConfigError: The place of the address cannot be used.
    """
    if channel.mail_to:
        return [_mail_url(channel, one) for one in channel.mail_to]
    url = channel_url(settings, channel, environ).get_secret_value().strip()
    if "://" not in url:
        told = "holds no address such as apprise reads: json://host/path, workflows://…, slack://…"
        raise ConfigError(
            settings.config.file, [f"daemon.notices.channel {channel.name}: its url {told}"]
        )
    return [url]


def environment(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the process that sends: the proxy and certificates of settings."""
    kept = {name: environ[name] for name in _KEPT if name in environ}
    if settings.config.proxy is not None:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
            kept[name] = settings.config.proxy
    if settings.config.ca_bundle is not None:
        kept["SSL_CERT_FILE"] = kept["REQUESTS_CA_BUNDLE"] = str(settings.config.ca_bundle)
    return kept


def _mail_url(channel: Channel, to: str) -> str:
    options = {
        "from": channel.mail_from or "",
        "to": to,
        "smtp": channel.mail_server or "",
        "mode": _MAIL_MODES[channel.mail_security],
        # So that nobody's absence is answered to it.
        "+Auto-Submitted": "auto-generated",
    }
    scheme = "mailto" if channel.mail_security == "none" else "mailtos"
    host = quote(channel.mail_server or "")
    return f"{scheme}://{host}:{channel.mail_port}?{urlencode(options)}"


def _answers(channel: Channel, asked: str, environ: dict[str, str], limit_s: float) -> list[str]:
    try:
        ran = subprocess.run(
            # -P: the folder of that file holds modules of ours that are not meant to be found.
            [sys.executable, "-P", str(Path(child.__file__))],
            input=asked,
            # What it writes elsewhere could hold the address.
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environ,
            timeout=limit_s,
            text=True,
            check=False,
        )
        answers = json.loads(ran.stdout)["why"]
    except subprocess.TimeoutExpired:
        # Not chained: the error holds what was handed in.
        raise NotSent(channel.name, f"it took longer than {limit_s:.0f} s") from None
    except (OSError, ValueError, KeyError) as exc:
        reason = f"the sending process failed ({type(exc).__name__}); is apprise installed?"
        raise NotSent(channel.name, reason) from None
    return [str(one) for one in answers]
