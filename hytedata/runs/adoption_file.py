"""The file of adoption candidates: written for a person with a spreadsheet, read back from one.

Written as Excel in Finnish opens it by a double click: UTF-8 with a byte order mark, semicolons
between columns, whole numbers only (Finnish decimals have commas). A cell that a spreadsheet
would take for a formula begins with an apostrophe. Read back as spreadsheets save: UTF-8 or
UTF-16 with or without a mark, else Windows-1252; semicolons, commas or tabs; columns in any order,
with others between.
"""

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final
from uuid import UUID

from hytedata.errors import InputError
from hytedata.models.common import Json
from hytedata.models.link_decision import LinkDecision, Verdict
from hytedata.models.publication import ItemKind, SourceItem
from hytedata.models.sync_state import Link
from hytedata.sync.adopting import ItemKey, NameClash, Pairing

COLUMNS: Final = (
    "decision",
    "site",
    "site_name",
    "ptv_id",
    "ptv_name",
    "score",
    "strength",
    "distance_m",
    "reasons",
    "conflicts",
    "proposed_name",
    "ptv_document",
    "organisation",
)
NEEDED: Final = ("decision", "site", "ptv_id")
_EVIDENCE: Final = ("score", "strength", "distance_m", "reasons", "conflicts", "ptv_name")

_ADOPT: Final = frozenset({"adopt", "yes", "y", "kyllä", "k", "ja", "j"})
_REJECT: Final = frozenset({"reject", "no", "n", "ei", "e", "nej"})
_ALLOWED: Final = "adopt (yes, kyllä, ja), reject (no, ei, nej), or nothing"

_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001
_SITE: Final = re.compile(r"(?:(?P<kind>site|subcategory):)?(?P<number>[0-9]{1,12})")
_KINDS: Final[Mapping[str, ItemKind]] = {"site": "channel", "subcategory": "service"}
_LONGEST: Final = 10_000_000  # bytes; a file of 3 000 candidates has a tenth of that


@dataclass(frozen=True)
class Fault:
    """A line that cannot be used."""

    line: int
    problem: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.problem}"


@dataclass(frozen=True)
class AdoptionFile:
    """A file as read back: what was decided, how many lines are undecided, what is wrong."""

    decisions: tuple[LinkDecision, ...]
    undecided: int
    faults: tuple[Fault, ...] = ()


# --- writing -----------------------------------------------------------------------------------


def encode(
    pairings: Sequence[Pairing],
    clashes: Iterable[NameClash],
    *,
    organisation: str,
    api: str,
) -> bytes:
    """Write one line per pair, its decision empty; the surest pairs first.

    Args:
        pairings: What a person has to decide on.
        clashes: Names that something else has: told on a line of their own, nothing to decide.
        organisation: Its PTV id; a file of one is not taken for another.
        api: Address of PTV's API, below which an item can be looked at.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for pairing in pairings:
        writer.writerow(_row(_cells(pairing, api), organisation))
    for clash in clashes:
        writer.writerow(_row(_clash_cells(clash, api), organisation))
    return text.getvalue().encode("utf-8-sig")


def _row(cells: Mapping[str, str], organisation: str) -> list[str]:
    filled = {**cells, "organisation": organisation}
    return [harmless(filled.get(column, "")) for column in COLUMNS]


def _cells(pairing: Pairing, api: str) -> dict[str, str]:
    metres = pairing.distance_m
    return {
        "site": pairing.item.source.id,
        "site_name": pairing.item.title,
        "ptv_id": pairing.actual.id,
        "ptv_name": pairing.actual.title,
        "score": f"{100 * pairing.score:.0f}",
        "strength": pairing.standing,
        "distance_m": "" if metres is None else f"{metres:.0f}",
        "reasons": "; ".join(pairing.reasons),
        "conflicts": "; ".join(pairing.conflicts),
        "ptv_document": _document(api, pairing.actual.kind, pairing.actual.id),
    }


def _clash_cells(clash: NameClash, api: str) -> dict[str, str]:
    names = dict.fromkeys(clash.proposal.values())
    return {
        "site": clash.source.id,
        "site_name": clash.title,
        "ptv_id": clash.holder.id,
        "ptv_name": clash.holder.title,
        "strength": "name only",
        "conflicts": "PTV has this name for another place; the site cannot be published under it",
        "proposed_name": " / ".join(names),
        "ptv_document": _document(api, clash.holder.kind, clash.holder.id),
    }


def _document(api: str, kind: ItemKind, ptv_id: str) -> str:
    return f"{api}/v11/{'Service' if kind == 'service' else 'ServiceChannel'}/{ptv_id}"


def harmless(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula (names come from strangers)."""
    one_line = " ".join(cell.split())
    return f"'{one_line}" if one_line.startswith(_FORMULA) else one_line


# --- reading -----------------------------------------------------------------------------------


def decode(content: bytes, *, organisation: str, who: str, links: Collection[Link]) -> AdoptionFile:
    """Read a file that a person filled in.

    Args:
        content: The file.
        organisation: Whose decisions are taken; lines of another are faults.
        who: The person who decides.
        links: What is linked already: such sites and items cannot be adopted again.

    Raises:
        InputError: It is no such file at all: which columns are missing is told.
    """
    rows = _rows(_text(content))
    reader = _Reader(organisation, who, links)
    for line, cells in rows:
        reader.take(line, cells)
    return reader.result()


def _text(content: bytes) -> str:
    if len(content) > _LONGEST:
        raise InputError(f"the file has {len(content)} bytes: that is no list of candidates")
    if content.startswith(b"PK\x03\x04"):
        raise InputError("the file is an Excel workbook; save it as «CSV UTF-8» and give that")
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError("the file is no text in UTF-8, UTF-16 or Windows-1252; save it as «CSV UTF-8»")


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return ("utf-16",)
    return "utf-8-sig", "cp1252"


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield (line, column → cell) of each line that is not empty."""
    lines = list(StringIO(text, newline=""))
    told = 1 if lines and lines[0].lower().startswith("sep=") else 0
    head = lines[told] if len(lines) > told else ""
    delimiter = next((one for one in ";,\t" if _has_needed(_names(head, one))), None)
    if delimiter is None:
        headings = [_names(head, one) for one in ";,\t"]
        longest = max(headings, key=len)
        found = ", ".join(longest) or "nothing"
        raise InputError(
            f"the first line must name the columns {', '.join(NEEDED)}, with semicolons, commas "
            f"or tabs between; it has: {found}"[:500]
        )
    names = _names(head, delimiter)
    doubled = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
    if doubled:
        raise InputError(f"the column {doubled[0]} is there twice; take one away")
    yield from _below(lines, told, names, delimiter)


def _below(
    lines: Sequence[str], told: int, names: Sequence[str], delimiter: str
) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(lines[told + 1 :], delimiter=delimiter, strict=True)
    begins = told + 2
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                f"line {begins}: {error}; a quotation mark may be left open"
            ) from error
        if any(cell.strip() for cell in cells):
            yield begins, dict(zip(names, map(_bare, cells), strict=False))
        begins = told + 2 + reader.line_num


def _names(head: str, delimiter: str) -> list[str]:
    cells = next(csv.reader([head], delimiter=delimiter), [])
    return [cell.strip().strip("\ufeff").casefold() for cell in cells]


def _has_needed(names: Collection[str]) -> bool:
    return all(name in names for name in NEEDED)


def _bare(cell: str) -> str:
    """Take off the apostrophe that `harmless` put on."""
    plain = cell.strip()
    return plain[1:] if plain.startswith("'") and harmless(plain[1:]) != plain[1:] else plain


class _Reader:
    """Takes lines; a line is either a decision, undecided, or a fault with a reason."""

    def __init__(self, organisation: str, who: str, links: Collection[Link]) -> None:
        self._organisation, self._who = organisation, who
        self._linked = {(link.kind, link.source): link for link in links}
        self._taken = {link.ptv_id: link for link in links}
        self._lines: list[tuple[int, LinkDecision]] = []
        self._faults: list[Fault] = []
        self._undecided = 0

    def take(self, line: int, cells: Mapping[str, str]) -> None:
        """Take one line."""
        word = cells.get("decision", "")
        if not word:
            self._undecided += 1
            return
        read = self._decision(_verdict(word), cells)
        if isinstance(read, str):
            self._faults.append(Fault(line, read))
        else:
            self._lines.append((line, read))

    def result(self) -> AdoptionFile:
        """All that was read; lines that contradict each other are faults, all of them."""
        faulty = {fault.line: fault for fault in [*self._faults, *self._contradictions()]}
        kept = {
            (one.kind, one.source, one.ptv_id): one
            for line, one in self._lines
            if line not in faulty
        }
        faults = tuple(faulty[line] for line in sorted(faulty))
        return AdoptionFile(tuple(kept.values()), self._undecided, faults)

    def _decision(self, verdict: Verdict | None, cells: Mapping[str, str]) -> LinkDecision | str:
        if verdict is None:
            return f"decision: {cells['decision']!r} is not understood; write {_ALLOWED}"
        site = _SITE.fullmatch(cells.get("site", "").casefold())
        if site is None:
            return f"site: {cells.get('site', '')!r} is not like site:123 or subcategory:1100"
        ptv_id = _uuid(cells.get("ptv_id", ""))
        if ptv_id is None:
            return f"ptv_id: {cells.get('ptv_id', '')!r} is no id of PTV"
        whose = cells.get("organisation", "").casefold()
        if whose not in {"", self._organisation.casefold()}:
            return f"organisation: the line is of {whose}, and {self._organisation} was asked for"
        prefix = site["kind"] or "site"
        source = SourceItem("lipas", f"{prefix}:{int(site['number'])}")
        kind = _KINDS[prefix]
        if verdict == "adopt" and (problem := self._is_linked((kind, source), ptv_id)):
            return problem
        seen: dict[str, Json] = {key: cells[key] for key in _EVIDENCE if cells.get(key)}
        return LinkDecision(source, kind, ptv_id, verdict, self._who, evidence=seen)

    def _is_linked(self, key: ItemKey, ptv_id: str) -> str:
        link, taken = self._linked.get(key), self._taken.get(ptv_id)
        if link:
            return f"site: {key[1].id} is linked to {link.ptv_id} already"
        return f"ptv_id: {ptv_id} stands for {taken.source.id} already" if taken else ""

    def _contradictions(self) -> Iterator[Fault]:
        """Find two sites on one item, one site on two, and a pair decided both ways."""
        first: dict[tuple[str, object], tuple[int, LinkDecision]] = {}
        verdicts: dict[tuple[ItemKey, str], tuple[int, LinkDecision]] = {}
        for line, one in self._lines:
            key: ItemKey = (one.kind, one.source)
            earlier, before = verdicts.setdefault((key, one.ptv_id), (line, one))
            if before.decision != one.decision:
                yield from _both(earlier, line, "the pair is both adopted and rejected")
            if one.decision == "reject":
                continue
            earlier, before = first.setdefault(("site", key), (line, one))
            if before.ptv_id != one.ptv_id:
                yield from _both(earlier, line, f"{one.source.id} adopts two items of PTV")
            earlier, before = first.setdefault(("item", one.ptv_id), (line, one))
            if (before.kind, before.source) != key:
                yield from _both(earlier, line, f"two sites adopt {one.ptv_id}")


def _both(line: int, other: int, what: str) -> Iterator[Fault]:
    yield Fault(line, f"{what} (line {other} too)")
    yield Fault(other, f"{what} (line {line} too)")


def _verdict(cell: str) -> Verdict | None:
    if cell.casefold() in _ADOPT:
        return "adopt"
    return "reject" if cell.casefold() in _REJECT else None


def _uuid(text: str) -> str | None:
    try:
        return str(UUID(text))
    except ValueError:
        return None
