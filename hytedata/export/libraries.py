"""Libraries that single formats need: told before anything is read for them."""

from collections.abc import Mapping
from importlib.util import find_spec

from hytedata.errors import InputError


def check_libraries(what: str, needs: Mapping[str, str]) -> None:
    """Check that what *what* needs is installed, without loading it.

    Args:
        what: The format, as a sentence begins with it: `an XLSX file`.
        needs: The extra that brings each library, by the library's module.

    Raises:
        InputError: One is missing; says how to install it.
    """
    for module, extra in needs.items():
        if find_spec(module) is None:
            raise InputError(
                f"{what} needs {module}, which is not installed: pip install 'hytedata[{extra}]'"
            )
