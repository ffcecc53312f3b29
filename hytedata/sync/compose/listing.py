"""Lists in sentences of a plain length: a long list becomes several sentences."""

from collections.abc import Callable, Iterator, Sequence

MOST_WORDS = 20
"""Words of a sentence that is easy to read."""

Joined = Callable[[Sequence[str]], str]


def told_in_turn(first: str, further: str, entries: Sequence[str], joined: Joined) -> Iterator[str]:
    """Yield sentences that tell all *entries*, each of at most `MOST_WORDS` words where it can be.

    Args:
        first: Frame of the first sentence, with `{}` for its part of the list.
        further: Frame of those that follow.
        entries: What is told, in its order.
        joined: Makes a list of some entries: `a, b and c`.
    """
    if not entries:
        return
    whole = first.format(joined(entries))
    if words_in(whole) <= MOST_WORDS:  # nearly always, and then all is done
        yield whole
        return
    frame, part = first, list[str]()
    for entry in entries:
        if part and words_in(frame.format(joined([*part, entry]))) > MOST_WORDS:
            yield frame.format(joined(part))
            frame, part = further, []
        part.append(entry)
    yield frame.format(joined(part))


def words_in(text: str) -> int:
    """Count words as they are written apart."""
    return text.count(" ") + 1
