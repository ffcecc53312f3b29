"""Adoption as two jobs: list what a person has to decide on, and take the decisions back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hytedata.config import Config, Organisation
from hytedata.errors import HytedataError, InputError
from hytedata.models.common import Completeness, Json
from hytedata.models.publication import SourceItem
from hytedata.models.sync_state import Link
from hytedata.runs.adoption_file import AdoptionFile, decode, encode
from hytedata.runs.open_store import open_store
from hytedata.runs.progress import OnProgress, StopAsked, silent
from hytedata.runs.publishes import published_by_lipas
from hytedata.runs.reading import read_both
from hytedata.runs.registers import login_name, open_source, open_target
from hytedata.store import Store
from hytedata.sync.adopting import Adoption, Pairing, find_adoptions
from hytedata.sync.in_step import Steps
from hytedata.sync.planning.identity import check_login
from hytedata.sync.ports import SiteSource, Target

_UNKNOWN = "it is not known whether Lipas itself publishes this site; adopt it only if it does not"


@dataclass(frozen=True)
class Candidates:
    """What one organisation has to adopt, as both registers were read.

    Attributes:
        adoption: Approved pairs, pairs to decide on, names that clash.
        left_to_lipas: Sites that Lipas itself publishes: their items are Lipas's.
        source: Whether all sites were read.
        target: Whether all of PTV was read.
    """

    adoption: Adoption
    left_to_lipas: tuple[SourceItem, ...]
    source: Completeness
    target: Completeness

    @property
    def complete(self) -> bool:
        """Whether both sides were read completely."""
        return self.source.complete and self.target.complete


def list_candidates(
    config: Config,
    organisation: Organisation,
    environ: Mapping[str, str],
    out: Path,
    tell: OnProgress = silent,
) -> Candidates:
    """Read Lipas and PTV, and write the candidates of one organisation to *out*.

    Writes nothing to PTV. An older file of that name is replaced only once the new one is whole.

    Raises:
        ConfigError: User name or password is missing.
        SourceUnavailable: Lipas or PTV cannot be read at all.
        IdentityDoubt: The items were published by another login.
        InputError: The file cannot be written.
        StoreError: The store cannot be used.
    """
    _require_place(out)
    with (
        open_store(config) as store,
        open_source(config) as source,
        open_target(config, organisation, environ, store) as target,
    ):
        run = store.start_run("adopt", organisation.id)
        try:
            check_login(target.login, store.all_links(organisation.id))
            found = candidates_with(config, organisation, source, target, store, tell)
            adoption = found.adoption
            content = encode(
                adoption.pairings,
                adoption.clashes,
                organisation=organisation.id,
                api=config.ptv.url,
            )
            _write(out, content)
        except HytedataError as error:
            store.end_run(run, f"failed: {error}"[:500], {})
            raise
        except (KeyboardInterrupt, StopAsked):
            store.end_run(run, "interrupted", {})
            raise
        verdict = "complete" if found.complete else "incomplete"
        store.end_run(run, verdict, {"candidates": len(adoption.pairings)})
        return found


def candidates_with(
    config: Config,
    organisation: Organisation,
    source: SiteSource,
    target: Target,
    store: Store,
    tell: OnProgress = silent,
) -> Candidates:
    """Find candidates from what *source*, *target* and *store* say; all is read whole."""
    read = read_both(config, organisation, source, target, Steps(), tell)
    links = store.links(organisation.id, target.login)
    decisions = store.decisions(organisation.id, target.login)
    adoption = find_adoptions(read.desired.items, read.state, links, decisions)
    asked = {one.item.source: one.item for one in adoption.pairings if one.item.kind == "channel"}
    publishes = published_by_lipas(organisation, asked.values(), links, source, store, tell)
    lipas = tuple(sorted(it for it in asked if publishes(_number(it))))
    kept = tuple(
        _with_doubt(one, publishes) for one in adoption.pairings if one.item.source not in lipas
    )
    return Candidates(replace(adoption, pairings=kept), lipas, read.source, read.state.completeness)


def _with_doubt(pairing: Pairing, publishes: Callable[[int], bool | None]) -> Pairing:
    if pairing.item.kind != "channel" or publishes(_number(pairing.item.source)) is not None:
        return pairing
    return replace(pairing, conflicts=(*pairing.conflicts, _UNKNOWN))


def _number(source: SourceItem) -> int:
    return int(source.id.rpartition(":")[2])


def take_decisions(
    config: Config,
    organisation: Organisation,
    file: Path,
    *,
    who: str,
    force_valid: bool = False,
) -> AdoptionFile:
    """Read a filled-in file and keep its decisions, with who took them and when.

    Neither register is asked: whether an item is still there is seen by the next plan, which
    carries the adoptions out.

    Args:
        config: The configuration.
        organisation: Whose decisions they are.
        file: As written by `list_candidates`, filled in.
        who: The person who decides.
        force_valid: Take the lines that can be used although others have faults.

    Raises:
        InputError: The file cannot be read, or has faults and *force_valid* is not set: then
            nothing of it is taken, and every wrong line is named.
        StoreError: The store cannot be used.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}") from error
    login = login_name(organisation)
    with open_store(config) as store:
        check_login(login, store.all_links(organisation.id))
        links = store.links(organisation.id, login)
        read = _decoded(content, file, organisation=organisation.id, who=who, links=links)
        if read.faults and not force_valid:
            wrong = "\n".join(f"  - {fault}" for fault in read.faults)
            raise InputError(
                f"{file} has {len(read.faults)} line(s) with faults, and nothing of it was "
                f"taken:\n{wrong}\nMend them, or take the others with --force-valid"
            )
        store.decide(organisation.id, login, read.decisions)
        _audit(store, organisation, file, read, who)
        return read


def _decoded(
    content: bytes, file: Path, *, organisation: str, who: str, links: tuple[Link, ...]
) -> AdoptionFile:
    try:
        return decode(content, organisation=organisation, who=who, links=links)
    except InputError as error:
        raise InputError(f"{file}: {error}") from error


def _audit(
    store: Store, organisation: Organisation, file: Path, read: AdoptionFile, who: str
) -> None:
    if not read.decisions:
        return
    adopted = sum(1 for one in read.decisions if one.decision == "adopt")
    detail: dict[str, Json] = {
        "file": file.name,
        "adopt": adopted,
        "reject": len(read.decisions) - adopted,
        "faults": len(read.faults),
    }
    store.audit("adopt", who=who, organisation=organisation.id, detail=detail)


def _require_place(out: Path) -> None:
    """Refuse a place that cannot be written before minutes are spent on reading."""
    if not out.parent.is_dir():
        raise InputError(f"--out {out}: the folder {out.parent} does not exist; make it")
    if out.is_dir():
        raise InputError(f"--out {out}: that is a folder; name a file in it")


def _write(out: Path, content: bytes) -> None:
    partial = out.with_name(f".{out.name}.part")
    try:
        partial.write_bytes(content)
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError(f"{out} cannot be written: {error.strerror or error}") from error
