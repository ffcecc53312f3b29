"""Pairs that may be one thing: what each side says, and what a person's word makes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from hytedata.errors import NotFound, RecordError
from hytedata.export.map.words import area_name
from hytedata.models.common import Json, SourceRef, first_text
from hytedata.models.link_decision import LinkDecision, Verdict
from hytedata.models.plan import Candidate, Plan
from hytedata.models.ptv import ServiceLocation
from hytedata.models.publication import ItemKind, SourceItem
from hytedata.models.sports_site import SportsSite
from hytedata.models.sync_state import Link
from hytedata.quality.rule import RuleLanguage
from hytedata.store import Store
from hytedata.sync.adopting.decisions import in_force

Answer: TypeAlias = Literal["adopt", "reject", "later"]
ANSWERS: Final[tuple[Answer, ...]] = ("adopt", "reject", "later")

_SITE: Final = "site:"


@dataclass(frozen=True)
class Side:
    """What one register says; empty where it is not known here."""

    name: str
    address: str = ""
    place: str = ""
    link: str = ""


@dataclass(frozen=True)
class Pair:
    """A candidate with both its sides.

    Attributes:
        decided: What a person answered since the plan was made; None: nothing.
    """

    candidate: Candidate
    kind: ItemKind
    ours: Side
    theirs: Side
    decided: Verdict | None = None

    @property
    def source(self) -> SourceItem:
        """The thing in Lipas."""
        return source_of(self.candidate)

    @property
    def key(self) -> str:
        """Names the pair in a form."""
        return f"{self.candidate.source.id}|{self.candidate.ptv_id}"


@dataclass
class Answers:
    """What a form's answers come to.

    Attributes:
        decisions: To be kept.
        faults: Names of pairs whose answers contradict each other or what is linked.
    """

    decisions: list[LinkDecision] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def source_of(candidate: Candidate) -> SourceItem:
    """Return the source item of a candidate."""
    return SourceItem(candidate.source.name, candidate.source.id)


def kind_of(candidate: Candidate) -> ItemKind:
    """Return whether it is about a service or a place."""
    return "channel" if candidate.source.id.startswith(_SITE) else "service"


def pairs_of(plan: Plan, decisions: Sequence[LinkDecision]) -> list[Pair]:
    """Return the candidates of a plan without their sides' addresses, see `with_sides`."""
    names = _names(plan)
    force = in_force(decisions)
    rejected, adopted = force.rejected, force.adopted
    found: list[Pair] = []
    for one in plan.candidates:
        key = (kind_of(one), source_of(one))
        held = adopted.get(key)
        verdict: Verdict | None = "reject" if (key, one.ptv_id) in rejected else None
        if held is not None and held.ptv_id == one.ptv_id:
            verdict = "adopt"
        name = names.get(one.source.id, one.source.id)
        found.append(Pair(one, key[0], Side(name), Side(one.name), verdict))
    return found


def with_sides(store: Store, pair: Pair, language: RuleLanguage) -> Pair:
    """Return a pair with what the catalogue knows of both sides."""
    ours = _site(store, pair, language) if pair.kind == "channel" else pair.ours
    theirs = _location(store, pair, language) if pair.kind == "channel" else pair.theirs
    return Pair(pair.candidate, pair.kind, ours, theirs, pair.decided)


def _names(plan: Plan) -> Mapping[str, str]:
    """Return names of source items, as the plan tells them anywhere."""
    named = [(one.source.id, one.name) for one in plan.skipped if one.name]
    named += [(one.source.id, one.name) for one in plan.changes]
    return dict(reversed(named))


def _site(store: Store, pair: Pair, language: RuleLanguage) -> Side:
    number = pair.candidate.source.id.removeprefix(_SITE)
    link = f"https://www.lipas.fi/liikuntapaikat/{number}" if number.isdecimal() else ""
    try:
        model = store.catalogue.get(
            SourceRef(source="lipas", kind="sports-site", id=number)
        ).model()
    except (NotFound, RecordError):
        return Side(pair.ours.name, link=link)
    if not isinstance(model, SportsSite):
        return Side(pair.ours.name, link=link)
    parts = (model.address, model.postal_code, model.postal_office)
    return Side(
        first_text(model.names, language) or pair.ours.name,
        " ".join(filter(None, parts)),
        area_name(model.municipality, "municipality", language),
        link,
    )


def _location(store: Store, pair: Pair, language: RuleLanguage) -> Side:
    ref = SourceRef(source="ptv", kind="service-channel", id=pair.candidate.ptv_id)
    try:
        record = store.catalogue.get(ref)
        model = record.model()
    except (NotFound, RecordError):
        return pair.theirs
    if not isinstance(model, ServiceLocation):
        return pair.theirs
    where = model.location.street
    told = (
        (first_text(where[0].street, language), where[0].detail, where[0].postal_code)
        if where
        else ()
    )
    return Side(
        pair.theirs.name,
        " ".join(filter(None, told)),
        ", ".join(area_name(one, "municipality", language) for one in record.municipalities),
    )


def answers_of(
    pairs: Sequence[Pair], given: Mapping[str, str], links: Sequence[Link], who: str
) -> Answers:
    """Return the decisions that a form's answers make.

    Two sites cannot take over one item, nor one site two, nor what is linked already: then none
    of the answers concerned is kept.

    Args:
        pairs: Candidates of the plan that stands.
        given: Key of a pair → answer; others than `adopt` and `reject` leave it for later.
        links: What is linked already.
        who: The person.
    """
    answered = [
        (pair, given[pair.key]) for pair in pairs if given.get(pair.key) in ("adopt", "reject")
    ]
    taken = {link.ptv_id for link in links} | {link.source.id for link in links}
    adopting = [pair for pair, answer in answered if answer == "adopt"]
    result = Answers()
    for pair, answer in answered:
        if answer == pair.decided:
            continue
        if answer == "adopt" and _clashes(pair, adopting, taken):
            result.faults.append(pair.ours.name)
            continue
        seen: dict[str, Json] = {
            "score": f"{100 * pair.candidate.score:.0f}",
            "reasons": "; ".join(pair.candidate.evidence),
            "ptv_name": pair.candidate.name,
        }
        verdict: Verdict = "adopt" if answer == "adopt" else "reject"
        result.decisions.append(
            LinkDecision(pair.source, pair.kind, pair.candidate.ptv_id, verdict, who, evidence=seen)
        )
    return result


def _clashes(pair: Pair, adopting: Sequence[Pair], taken: set[str]) -> bool:
    one = pair.candidate
    others = [it.candidate for it in adopting if it.key != pair.key]
    doubled = any(it.ptv_id == one.ptv_id or it.source == one.source for it in others)
    return doubled or one.ptv_id in taken or one.source.id in taken
