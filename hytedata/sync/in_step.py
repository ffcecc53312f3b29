"""Which sites stand as the last plan saw them: told from hashes, without normalising anything.

A channel is *in step* when a plan found that nothing has to be written for it. That verdict
depends on the site, on its published names (which other sites have a say in), on the rules, and
on what the target holds. The store notes a hash of the former and one of the latter; while both
are the same, so is the verdict, and so are the remarks on the site.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from re import match

import msgspec

from hytedata.models.common import Language
from hytedata.models.plan import Plan, content_hash
from hytedata.models.publication import (
    Desired,
    DesiredItem,
    Skip,
    SourceItem,
    TargetItem,
    TargetState,
    noted_version,
)
from hytedata.models.sports_site import AnySite, SiteHead
from hytedata.models.sync_state import Applied, Link
from hytedata.sync.mapping import Publisher, site_item
from hytedata.sync.names import Names

Remarks = tuple[Skip, ...]
"""Remarks on one published item, those that only its own site decides on."""


@dataclass(frozen=True)
class StepNotes:
    """What is noted of items that were found in step: for the store."""

    items: tuple[Applied, ...]
    remarks: Mapping[SourceItem, Remarks]
    heads: tuple[SiteHead, ...] = ()


class Noted(msgspec.Struct, frozen=True, gc=False):
    """What is noted of one site.

    Attributes:
        version: `noted_version` of its channel.
        remarks: Remarks on the site itself.
    """

    link: Link
    source_hash: str
    version: str
    remarks: Remarks


class Steps:
    """What the store noted, held against what is read now.

    Args:
        basis: Hash of the configuration and of all code and data that make fields of a site.
        links: Which target item stands for which site.
        noted: Per item the source hash and the target version (digest, full stop, version). What
            was noted under another basis is let go of.
        remarks: The remarks of those items that have some.

    Attributes:
        known: `content_hash` → head of each site that stands as long as its content does; `know`
            adds to them.
    """

    def __init__(
        self,
        basis: str = "",
        links: Iterable[Link] = (),
        noted: Mapping[SourceItem, tuple[str, str]] | None = None,
        remarks: Mapping[SourceItem, Remarks] | None = None,
    ) -> None:
        self.basis = basis
        noted, remarks = noted or {}, remarks or {}
        under_basis = f".{basis[:16]}."
        self._noted = {
            _number(link.source): Noted(link, *found, remarks.get(link.source, ()))
            for link in links
            if link.kind == "channel"
            and (found := noted.get(link.source))
            and under_basis in found[0]
        }
        self.known: dict[str, SiteHead] = {}
        self._familiar: frozenset[str] = frozenset()

    def know(self, heads: Iterable[SiteHead]) -> None:
        """Take heads that were noted; one that does not belong to its site's note is let go of."""
        self.known |= {head.content_hash: head for head in heads if self.may_stand(head)}

    def may_stand(self, site: SiteHead) -> bool:
        """Whether the site and the rules are those of its note; its names are told later."""
        noted = self._noted.get(site.lipas_id)
        return noted is not None and noted.source_hash.startswith(f"{site.content_hash[:32]}.")

    def versions(self, sites: Iterable[AnySite]) -> dict[str, str]:
        """PTV id → `noted_version` of the channels of those *sites* that may stand."""
        noted = (
            self._noted[site.lipas_id]
            for site in sites
            if isinstance(site, SiteHead)
            and (site.content_hash in self.known or self.may_stand(site))
        )
        return {one.link.ptv_id: one.version for one in noted}

    def saw(self, state: TargetState) -> None:
        """Take what the target holds now."""
        self._familiar = frozenset(item.id for item in state.items if item.familiar)

    def ptv_id(self, lipas_id: int) -> str | None:
        """The site's channel."""
        noted = self._noted.get(lipas_id)
        return noted.link.ptv_id if noted else None

    def is_familiar(self, lipas_id: int) -> bool:
        """Whether the site's channel came lightly: then it is as it was noted."""
        return self.ptv_id(lipas_id) in self._familiar

    def noted(self, site: SiteHead, source_hash: str) -> Noted | None:
        """What is noted of a site that is in step; None where it is not."""
        noted = self._noted.get(site.lipas_id)
        if noted is None or noted.source_hash != source_hash:
            return None
        return noted if noted.link.ptv_id in self._familiar else None


class Hashes:
    """Makes the source hash of each site of one plan."""

    def __init__(self, basis: str, publisher: Publisher, languages: Sequence[Language]) -> None:
        self._basis = basis[:16]
        codes = sorted(publisher.postal_codes)
        self._context = content_hash([list(languages), codes, publisher.visible_for_all])

    def of(self, site: AnySite, names: Names) -> str:
        """Hash all that decides on a site's channel; "" where the site's content is not known."""
        if not site.content_hash:
            return ""
        named = "\0".join([self._context, *[f"{one}={names[one]}" for one in sorted(names)]])
        rest = hashlib.blake2b(named.encode(), digest_size=12).hexdigest()
        return f"{site.content_hash[:32]}.{self._basis}.{rest}"


def _number(source: SourceItem) -> int:
    return int(source.id.rpartition(":")[2])


def head_of(site: AnySite) -> SiteHead | None:
    """Return the head of a site; None where it would not say the same."""
    if isinstance(site, SiteHead):
        return site
    head = SiteHead(
        lipas_id=site.lipas_id,
        status=site.status,
        name=site.names.get("fi", ""),
        name_sv=site.names.get("sv"),
        name_en=site.names.get("en"),
        type_code=site.type_code,
        owner=site.owner,
        municipality=site.municipality,
        neighbourhood=site.neighbourhood,
        address=site.address,
        postal_office=site.postal_office,
        content_hash=site.content_hash,
    )
    return head if head.names == site.names else None


def notes(
    plan: Plan,
    desired: Desired,
    state: TargetState,
    links: Iterable[Link],
    heads: Iterable[SiteHead] = (),
) -> StepNotes:
    """Say which channels *plan* found in step, beyond those that were known to be.

    Nothing is written for them, nothing kept from being written, and nobody edited them.

    Args:
        plan: What would be written.
        desired: What the target should hold.
        state: What it holds.
        links: Which target item stands for which site.
        heads: Heads of the sites that were read whole.
    """
    touched = {change.source.id for change in plan.changes if change.kind == "channel"}
    touched |= {one.source.id for one in plan.skipped} | {edit.source.id for edit in plan.drift}
    ptv_ids = {link.source: link.ptv_id for link in links if link.kind == "channel"}
    whole = {item.id: item for item in state.items if item.digest and not item.familiar}
    found: list[Applied] = []
    remarks: dict[SourceItem, Remarks] = {}
    for item in desired.items:
        actual = whole.get(ptv_ids.get(item.source, "")) if item.kind == "channel" else None
        if actual and item.source_hash and item.source.id not in touched:
            found.append(_note(item, actual))
            remarks[item.source] = item.remarks
    kept = tuple(head for head in heads if site_item(head.lipas_id) in remarks)
    return StepNotes(tuple(found), remarks, kept)


def _note(item: DesiredItem, actual: TargetItem) -> Applied:
    return Applied(
        source=item.source,
        kind=item.kind,
        sent={},
        echo={},
        source_hash=item.source_hash,
        target_version=noted_version(actual),
    )


@cache
def rules_version() -> str:
    """Hash this package and the versions of what it depends on: other code, other fields."""
    digest = hashlib.blake2b(digest_size=16)
    _add(digest, files("hytedata"))
    for requirement in sorted(requires("hytedata") or ()):
        found = match(r"[A-Za-z0-9._-]+", requirement)
        name = found[0] if found else requirement
        digest.update(f"{name} {_version_of(name)}\0".encode())
    return digest.hexdigest()


def _add(digest: "hashlib._Hash | hashlib.blake2b", folder: Traversable) -> None:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            _add(digest, entry)
        elif entry.name.endswith((".py", ".json", ".csv", ".toml")):
            digest.update(f"{entry.name}\0".encode())
            digest.update(entry.read_bytes())


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
