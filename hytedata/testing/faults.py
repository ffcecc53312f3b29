"""What a check of an extension ends in: nothing, or all that its author has to mend."""

from collections.abc import Iterable


class ExtensionFaults(AssertionError):
    """An extension is not what hytedata can use; a test that runs the check fails by it.

    Attributes:
        faults: What is missing or wrong, one sentence each.
    """

    def __init__(self, what: str, faults: Iterable[str]) -> None:
        self.what, self.faults = what, tuple(faults)
        told = "\n".join(f"- {fault}" for fault in self.faults)
        super().__init__(f"{what}: {len(self.faults)} thing(s) to mend\n{told}")


def raise_faults(what: str, faults: Iterable[str]) -> None:
    """Raise all *faults* together; with none, nothing happens.

    Raises:
        ExtensionFaults: There are some.
    """
    found = tuple(dict.fromkeys(faults))
    if found:
        raise ExtensionFaults(what, found)


def told_error(error: BaseException) -> str:
    """Return an error as a part of a sentence."""
    return f"{type(error).__name__}: {error}"
