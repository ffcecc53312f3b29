"""What is wrong with a record: problems, findings and their state from run to run."""

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

from pydantic import AwareDatetime

from hytedata.models.base import Model
from hytedata.models.common import Json, MunicipalityCode, Position, SourceRef

Severity: TypeAlias = Literal["error", "warning", "info"]
"""`error`: what DVV's content rules refuse (block), or what hides or falsifies a record.
`warning`: worth mending. `info`: told, and nobody is asked to act."""

FindingState: TypeAlias = Literal["new", "open", "fixed", "reopened", "waived", "gone", "unchecked"]
"""`gone`: its record is no longer there. `unchecked`: rule or record were not looked at this
time: such a finding is never taken for mended."""

SCHEMA: Final = 1
"""Of a finding as JSON; fields are only added."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a rule has against a record.

    Attributes:
        field: Path in our model's names: `summary.fi`, `phones.fi[0]`; "" for the whole record.
        value: What stands there, shortened; "" where it is personal data.
        params: For the message of the rule; plain values.
        about: Other records that it is about.
        position: Where, if not where the record is; EPSG:3067 metres.
    """

    field: str = ""
    value: str = ""
    params: Mapping[str, Json] = dataclasses.field(default_factory=dict)
    about: tuple[SourceRef, ...] = ()
    position: Position | None = None


class Finding(Model):
    """A problem with its identity, its addressee and its history.

    Attributes:
        id: Stays the same over runs and other words: of rule, source, kind, item, field and the
            other records that it is about.
        source: `ptv`, `lipas`, a calendar's name, or another project's.
        owner: Who is to mend it: an organisation's id, an owner code of Lipas, a publisher.
        municipality: Code; None where none is known.
        link: Page where it is mended, or "".
        first_seen, last_seen: Of the runs, UTC.
    """

    id: str
    rule: str
    severity: Severity
    source: str
    kind: str
    item_id: str
    field: str = ""
    value: str = ""
    params: Mapping[str, Json] = {}
    about: tuple[SourceRef, ...] = ()
    names: Mapping[str, str] = {}
    municipality: MunicipalityCode | None = None
    county: str | None = None
    owner: str | None = None
    position: Position | None = None
    link: str = ""
    state: FindingState = "new"
    first_seen: AwareDatetime | None = None
    last_seen: AwareDatetime | None = None

    @property
    def ref(self) -> SourceRef:
        """The record."""
        return SourceRef(source=self.source, kind=self.kind, id=self.item_id)


def finding_id(rule: str, ref: SourceRef, problem: Problem) -> str:
    """Return the identity of a problem: 20 letters and digits.

    Values and words are no part of it, so that a finding stays the same when its text is edited.
    """
    about = sorted((one.source, one.kind, one.id) for one in problem.about)
    told = repr((rule, ref.source, ref.kind, ref.id, problem.field, about))
    return hashlib.blake2b(told.encode(), digest_size=10).hexdigest()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A person's word that a finding, or a rule for an owner, is not to be told.

    Attributes:
        finding: Id of one finding; "" for all of `rule` at `owner`.
        rule: Code of a rule; "" where a finding is named.
        owner: Whose findings; "" for all owners'.
        until: After that it counts no more, aware; None for good.
    """

    who: str
    reason: str
    finding: str = ""
    rule: str = ""
    owner: str = ""
    until: datetime | None = None
    made_at: datetime | None = None
