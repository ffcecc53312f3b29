"""What a command says when a package that it needs is not installed."""

from typing import Final

_INSTALL: Final = "pip install 'hytedata[calendars,maps,reports,sandbox,store]'"


def missing_package(error: BaseException) -> str | None:
    """Return the package whose absence ended in *error*, or in what caused it.

    None where there is none, or one of ours: then hytedata's own installation is broken.
    """
    cause = error if isinstance(error, ModuleNotFoundError) else error.__cause__
    name = cause.name if isinstance(cause, ModuleNotFoundError) else None
    package = (name or "").partition(".")[0]
    return None if package in {"", "hytedata", "hytedata_daemon"} else package


def needs(command: str, package: str) -> str:
    """Return what is said of a command that needs *package*, with what mends it."""
    return (
        f"{command} needs packages that are not installed, {package} among them; "
        f"install what the commands use: {_INSTALL}"
    )
