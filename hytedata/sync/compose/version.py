"""The version of the templates and tables, for a plan's `mapping` fingerprint."""

import hashlib
from functools import cache
from importlib.resources import files

_PACKAGES = ("hytedata.sync.compose", "hytedata.content", "hytedata.codes")


@cache
def mapping_version() -> str:
    """Return a hash of all that decides how facts become texts and which texts may stand.

    It covers the code and data files of composing, of the text rules and of the code lists, so
    a plan shows that it was made with other words than those of today.
    """
    digest = hashlib.blake2b(digest_size=16)
    for package in _PACKAGES:
        root = files(package)
        folders = (root, root.joinpath("data"))
        found = [
            entry
            for folder in folders
            if folder.is_dir()
            for entry in folder.iterdir()
            if entry.name.endswith((".py", ".json", ".csv"))
        ]
        for entry in sorted(found, key=lambda one: one.name):
            digest.update(f"{package}/{entry.name}\0".encode())
            digest.update(entry.read_bytes())
    return digest.hexdigest()
