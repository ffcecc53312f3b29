"""What keeps a page from being shown, as a value with its words: each becomes a page of its own."""

from typing import NoReturn


class PageProblem(Exception):
    """A page cannot be shown, or a decision cannot be taken.

    Attributes:
        status: Of HTTP.
        key: Of the words `problem.…` that say what is wrong and what to do.
        told: Parameters of the words.
        way: Address of a page to go on with.
    """

    def __init__(self, status: int, key: str, *, way: str = "/", **told: str) -> None:
        super().__init__(f"{status} {key}")
        self.status, self.key, self.way, self.told = status, key, way, told


def refuse_query(name: str, value: str, allowed: str) -> NoReturn:
    """Say that a parameter of the address is not understood.

    Raises:
        PageProblem: Always.
    """
    raise PageProblem(400, "query", name=name, value=value[:60], allowed=allowed)
