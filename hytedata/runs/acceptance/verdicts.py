"""How a case says that it did not go as it should, or cannot be tried here."""


class Failed(Exception):
    """Something is otherwise than the case asks for.

    Attributes:
        reason: What, in Finnish.
        detail: More of it, as the program or PTV says it.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail = reason, detail


class NotHere(Exception):
    """The case needs something that this environment does not have.

    Attributes:
        reason: What, in Finnish.
    """

    def __init__(self, reason: str, english: str) -> None:
        super().__init__(reason)
        self.reason, self.english = reason, english
