"""Options that several commands share, and what they mean."""

from pathlib import Path

import click
from pydantic import ValidationError

from hytedata.config import Config
from hytedata.errors import InputError

config_option = click.option(
    "-c",
    "--config",
    "file",
    type=click.Path(path_type=Path),
    default=Path("hytedata.toml"),
    show_default=True,
    help="The configuration file.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
organisation_option = click.option(
    "-o", "--organisation", metavar="ID", help="Only this organisation of the file (its PTV id)."
)


def without_file(contact: str) -> Config:
    """Return the configuration of one who has no file: a contact, and defaults.

    Raises:
        InputError: *contact* is neither an e-mail address nor a page.
    """
    try:
        return Config.model_validate({"contact": contact})
    except ValidationError as error:
        raise InputError(
            f"--contact: {contact!r} is no e-mail address and no https:// page"
        ) from error
