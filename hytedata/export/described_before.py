"""What a `datapackage.json` says that is there already, and whether an export wrote it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from hytedata.errors import InputError
from hytedata.models.common import Json

NAME: Final = "datapackage.json"
MARK: Final = "hytedata-export"
"""Name of the packages that exports write."""

Described = dict[str, Json]


def resources_before(file: Path) -> list[Described]:
    """Return the exports that a descriptor tells of and that are still there; none where it is not.

    Raises:
        InputError: It is there, and no export wrote it.
    """
    if not file.exists():
        return []
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        if found["name"] == MARK:
            return [one for one in found["resources"] if _is_there(file.parent, one)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _not_ours(file) from error
    raise _not_ours(file)


def _not_ours(file: Path) -> InputError:
    return InputError(f"{file} is there, and no export wrote it; write to another folder")


def _is_there(folder: Path, resource: Mapping[str, Json]) -> bool:
    path = resource["path"]
    return all((folder / str(one)).exists() for one in (path if isinstance(path, list) else [path]))
