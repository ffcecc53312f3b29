"""Which organisations a command is about, and who started it."""

import getpass

from hytedata.config import Config, Organisation
from hytedata.errors import ConfigError


def chosen_organisations(settings: Config, organisation: str | None) -> tuple[Organisation, ...]:
    """The organisations of the file, or the one with this PTV id.

    Raises:
        ConfigError: There is none, or none with the id.
    """
    chosen = tuple(one for one in settings.organisation if organisation in (None, one.id))
    if chosen:
        return chosen
    if organisation is None:
        problem = "[[organisation]]: there is none, and the sync publishes for organisations"
    else:
        known = ", ".join(f"{one.id} ({one.name})" for one in settings.organisation) or "none"
        problem = f"--organisation {organisation}: not in the file; it has: {known}"
    raise ConfigError(settings.file, [problem])


def user_name() -> str:
    """The user who started the command, for the audit log."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
