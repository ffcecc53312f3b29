"""A group of commands that loads each when it is asked for: they need different packages.

`hytedata --version` loads none, and a command whose packages are not installed takes no other
command with it.
"""

from collections.abc import Mapping
from importlib import import_module

import click

from hytedata.cli.missing import missing_package, needs
from hytedata.errors import InputError, StoreError


class LateCommands(click.Group):
    """Commands by name; each is the variable of that name in its module.

    Args:
        modules: Name of a command → the module that has it.
        attributes: What `click.Group` takes.
    """

    def __init__(self, *, modules: Mapping[str, str], **attributes: object) -> None:
        super().__init__(**attributes)  # type: ignore[arg-type]
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command, or put one in its place that tells what it needs; None if unknown."""
        if cmd_name not in self._modules:
            return None
        try:
            found: click.Command = getattr(import_module(self._modules[cmd_name]), cmd_name)
        except (ModuleNotFoundError, StoreError) as error:
            package = missing_package(error)
            if package is None:
                raise
            return _that_tells(cmd_name, package)
        return found


def _that_tells(name: str, package: str) -> click.Command:
    def tell() -> None:
        raise InputError(needs(f"hytedata {name}", package))

    # Whatever is typed after it, and --help too, it says the same.
    anything = {"ignore_unknown_options": True, "allow_extra_args": True}
    return click.Command(
        name,
        callback=tell,
        help=f"(needs {package}, which is not installed)",
        add_help_option=False,
        context_settings=anything,
    )
