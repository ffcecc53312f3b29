"""A site's own comment as part of its Finnish description: what may stay, and what may not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hytedata.content import check_text
from hytedata.sync.compose.results import LeftOut
from hytedata.sync.compose.sentences import is_finnish, split_sentences

# A hyphen before a digit is a minus, and no list for Markdown without a space.
_BULLET = re.compile(r"\s*[-*+•–—·]+(?:\s+|(?=[^\W\d]))")
_NUMBERED = re.compile(r"(\d{1,3}[.)])\s+")
_MARKS = re.compile(r"(?:[\s#>=~_|•]|[-*+–—·]+(?:\s|(?=[^\W\d]|[-*+–—·#>]|\Z)))+")
_EMPHASIS_MARKS = re.compile(r"\*+|__+")
_NOTHING = re.compile(r"[\W_]*")
_FIELD = "comment"


@dataclass(frozen=True)
class TakenComment:
    """What of a comment goes into the description.

    Attributes:
        text: Paragraphs parted by an empty line, lines by a line break; may be empty.
    """

    text: str
    left_out: tuple[LeftOut, ...] = ()


@dataclass
class _Taking:
    room: int
    left_out: list[LeftOut]

    def keep(self, sentences: list[str], *, bullets: bool = False) -> list[str]:
        """Return the sentences that no rule objects to, as far as there is room."""
        kept = []
        for sentence in sentences:
            rule = _objection(sentence) or ("F8" if len(sentence) + 2 > self.room else "")
            if rule:
                self.left_out.append(LeftOut(_FIELD, sentence, rule))
                # After a lack of room nothing more is taken, or the text would have holes.
                self.room = 0 if rule == "F8" else self.room
            else:
                kept.append(sentence.rstrip(" .,;") if bullets else sentence)
                self.room -= len(sentence) + 2
        return kept


def take_comment(comment: str, *, room: int) -> TakenComment:
    """Take from a site's *comment* what may stand in a Finnish description.

    Each sentence that breaks a rule (S1-S6, T6) and each line that is not Finnish is left out and
    reported. Line starts that Markdown would read as lists or headings are defused.

    Args:
        comment: Free text with line breaks, as the source states it.
        room: How many characters the text may have.
    """
    taking = _Taking(room, [])
    paragraphs = [
        paragraph
        for block in re.split(r"\n\s*\n", comment.replace("\r\n", "\n").replace("\r", "\n"))
        if (paragraph := "\n".join(_lines(block, taking)))
    ]
    return TakenComment("\n\n".join(paragraphs), tuple(taking.left_out))


def _lines(block: str, taking: _Taking) -> Iterator[str]:
    heading, items = "", list[str]()
    for raw in block.split("\n"):
        if bullet := _BULLET.match(raw):
            items += taking.keep(
                _finnish([_defused(_tidy(raw[bullet.end() :]))], taking), bullets=True
            )
            continue
        yield from _listed(heading, items)
        heading, items = "", []
        line = _defused(_tidy(raw))
        if line.endswith(":"):
            heading = " ".join(taking.keep(_finnish([line], taking)))
        elif kept := taking.keep(_finnish(split_sentences(line), taking)):
            yield _finished(" ".join(kept))
    yield from _listed(heading, items)


def _listed(heading: str, items: list[str]) -> Iterator[str]:
    """Write a list as one sentence: PTV keeps line breaks, and a hyphen would begin a list."""
    if items:
        yield _finished(f"{heading} {', '.join(items)}".strip())


def _tidy(line: str) -> str:
    folded = " ".join(line.split())
    tidied = re.sub(r" +([,.;:!?])", r"\1", folded)
    return "" if _NOTHING.fullmatch(tidied) else tidied


def _defused(line: str) -> str:
    """Take away what Markdown would read as the start of a list, heading or quotation."""
    marks = _MARKS.match(line)
    stripped = line[marks.end() :] if marks else line
    return _NUMBERED.sub(r"\1", stripped, count=1) if _NUMBERED.match(stripped) else stripped


def _finished(line: str) -> str:
    # What stood before it may have been left out, so the line is looked at once more. A mark that
    # is none in its own sentence can make bold or italics with one of the next.
    start = _defused(_tidy(_EMPHASIS_MARKS.sub("", line)))
    text = start[:1].upper() + start[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text.rstrip(' ,;:-–')}."


def _finnish(sentences: list[str], taking: _Taking) -> list[str]:
    if is_finnish(" ".join(sentences)):
        return [sentence for sentence in sentences if sentence]
    taking.left_out += [LeftOut(_FIELD, sentence, "not-finnish") for sentence in sentences]
    return []


def _objection(sentence: str) -> str:
    found = check_text(sentence, language="fi")
    return found[0].rule if found else ""
