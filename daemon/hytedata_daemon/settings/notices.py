"""The tables `[daemon.notices]`: who is told what, how and when."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from hytedata.config.table import Table
from hytedata.config.tables import VariableName
from hytedata.config.values import FilePath
from hytedata.quality.rule import RuleLanguage
from hytedata_daemon.settings.values import (
    CredentialName,
    Interval,
    Port,
    QuietSpan,
    check_time,
)

RuleName: TypeAlias = Literal[
    "plan-waits",
    "limit-exceeded",
    "login-refused",
    "identity-doubt",
    "read-failed",
    "apply-failed",
    "work-failed",
    "config-broken",
    "daemon-dead",
    "store-failed",
    "store-full",
    "weekly-errors",
]
"""What people can be told of."""

MailSecurity: TypeAlias = Literal["none", "starttls", "tls"]

ChannelName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
MailAddress = Annotated[str, StringConstraints(pattern=r"^[^@\s,;<>\"]+@[A-Za-z0-9.-]+$")]
HostName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$")]
TimeOfDay = Annotated[str, AfterValidator(check_time)]

_URLS = ("url_env", "url_file", "url_credential")


class Channel(Table):
    """One way to tell somebody: a mail address, a Teams or Slack channel, a webhook.

    Attributes:
        name: What it is called in logs, metrics and messages.
        url_env: Environment variable with the channel's address, as apprise reads it. It holds
            secrets, so it is never in the file itself.
        url_file: File with that address.
        url_credential: systemd credential with that address.
        mail_to: Instead of an address: mail to these, by a server that needs no login.
        mail_from: Who it comes from.
        mail_server: The server.
        mail_port: Its port.
        mail_security: `starttls`, `tls` from the first byte, or `none` within one's own network.
        language: Of what is told.
        organisations: Ids of the organisations that it is told about; none means all, and what
            concerns everybody besides.
        rules: What it is told of; none means everything.
        through_quiet_hours: Rules that do not wait for the end of quiet hours.
        at_most_every: At most one message in so long; what comes up meanwhile is told in one.
        daily_at: One message a day at this time instead, such as `08:00`.
    """

    name: ChannelName
    url_env: VariableName | None = None
    url_file: FilePath | None = None
    url_credential: CredentialName | None = None
    mail_to: tuple[MailAddress, ...] = ()
    mail_from: MailAddress | None = None
    mail_server: HostName | None = None
    mail_port: Port = 25
    mail_security: MailSecurity = "starttls"
    language: RuleLanguage = "fi"
    organisations: tuple[str, ...] = ()
    rules: tuple[RuleName, ...] = ()
    through_quiet_hours: tuple[RuleName, ...] = ()
    at_most_every: Interval = "1h"
    daily_at: TimeOfDay | None = None

    @model_validator(mode="after")
    def _has_one_way(self) -> Self:
        ways = [name for name in _URLS if getattr(self, name) is not None]
        if self.mail_to:
            ways.append("mail_to")
        if len(ways) != 1:
            raise ValueError(f"needs one of {', '.join(_URLS)} and mail_to")
        if self.mail_to and (self.mail_from is None or self.mail_server is None):
            raise ValueError("mail_to needs mail_from and mail_server beside it")
        return self


class Notices(Table):
    """Whom the daemon tells what; nobody where there is no channel.

    Attributes:
        quiet_hours: Hours such as `21:00-06:00` in which nobody is told anything.
        read_failed_after: How long an upstream must have been unreadable before that is told.
        channel: The ways to tell.
    """

    quiet_hours: tuple[QuietSpan, ...] = ("21:00-06:00",)
    read_failed_after: Interval = "24h"
    channel: Annotated[tuple[Channel, ...], Field(max_length=50)] = ()
