"""Write the reference pages from the docstrings: `python docs/make_reference.py`.

A page is a list of headings and of objects, each with what stands above it. `--check` writes
nothing and fails where a page is not what the docstrings say today.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import griffe

FOLDER = Path(__file__).parent / "reference"


@dataclass(frozen=True)
class Shown:
    """An object of a page.

    Attributes:
        path: Where it is defined.
        title: What it is called here.
        members: Which of its members follow; None for all public ones that have a docstring and
            that it does not inherit.
        also: Inherited ones that go before them.
        above: A level of heading.
    """

    path: str
    title: str = ""
    members: tuple[str, ...] | None = None
    also: tuple[str, ...] = ()
    level: int = 2


PAGES: dict[str, tuple[str, tuple[Shown, ...]]] = {
    "ptv.md": (
        "Reading PTV",
        (
            Shown("hytedata.clients.ptv_catalogue.client.PtvClient", members=(), also=("close",)),
            Shown("hytedata.clients.reads.Lists", "How every kind is read"),
            Shown("hytedata.clients.reads.Reads", "Reading by id"),
            Shown(
                "hytedata.clients.ptv_catalogue.client.OrganisationReads",
                "Organisations have a tree",
                members=("tree",),
            ),
            Shown("hytedata.clients.ptv_catalogue.client.PtvCodeLists", "Code lists"),
            Shown(
                "hytedata.clients.ptv_catalogue.arguments.PtvArguments", "Arguments of the reads"
            ),
            Shown("hytedata.clients.pages.Page"),
            Shown("hytedata.clients.pages.Progress"),
            Shown("hytedata.models.common.Snapshot"),
            Shown("hytedata.models.common.Completeness"),
            Shown("hytedata.clients.ptv_catalogue.version.Capabilities"),
            Shown("hytedata.clients.ptv_catalogue.client.AsyncPtvClient", members=()),
        ),
    ),
    "lipas.md": (
        "Reading Lipas",
        (
            Shown(
                "hytedata.clients.lipas.LipasClient", members=("publishes_to_ptv",), also=("close",)
            ),
            Shown("hytedata.clients.lipas_sites.Sites", "sites"),
            Shown("hytedata.clients.lipas_filters.SiteFilter", "Which sites"),
            Shown("hytedata.clients.lipas_lois.Lois", "lois"),
            Shown("hytedata.clients.lipas_filters.LoiFilter", "Which locations of interest"),
            Shown("hytedata.clients.lipas_lois.Categories", "categories"),
            Shown("hytedata.clients.lipas_v1.V1", "v1"),
            Shown("hytedata.clients.lipas_v1.V1Sites", "v1.sites"),
            Shown("hytedata.clients.lipas_filters.V1Filter", "Which sites of v1"),
            Shown("hytedata.clients.pages.InvalidRecord"),
            Shown("hytedata.models.sports_site.SportsSite"),
            Shown("hytedata.models.site_geometry.SiteGeometry"),
            Shown("hytedata.models.quantity.Quantity"),
            Shown("hytedata.models.location_of_interest.LocationOfInterest"),
            Shown("hytedata.models.site_category.SiteCategory"),
            Shown("hytedata.models.site_changes.SiteChanges"),
            Shown("hytedata.models.site_changes.ChangeCandidates"),
        ),
    ),
    "ptv-writing.md": (
        "Writing to PTV",
        (
            Shown("hytedata.clients.ptv_writer.PtvV11Writer", also=("close",)),
            Shown("hytedata.clients.ptv_writer.PtvWriter", "What any writer does"),
            Shown("hytedata.models.ptv_write.ServiceWrite"),
            Shown("hytedata.models.ptv_write.ServiceLocationWrite"),
            Shown("hytedata.models.ptv_write.ConnectionWrite"),
            Shown("hytedata.content.writing.check"),
        ),
    ),
    "places.md": (
        "Places",
        (
            Shown("hytedata.codes.place_lookup.find_places"),
            Shown("hytedata.codes.place_lookup.get_place"),
            Shown("hytedata.codes.place_lookup.expand_places"),
            Shown("hytedata.codes.place_answers.PlaceAnswer"),
            Shown("hytedata.codes.place_answers.PlaceMatch"),
            Shown("hytedata.codes.division.Division"),
            Shown("hytedata.clients.divisions.Divisions", also=("close",)),
            Shown("hytedata.clients.boundaries.Boundaries"),
            Shown("hytedata.places.index.MunicipalityIndex", members=("of", "point", "points")),
            Shown("hytedata.places.locate.locate"),
            Shown("hytedata.places.located.Located"),
        ),
    ),
    "events.md": (
        "Calendars and events",
        (
            Shown(
                "hytedata.clients.calendars.linked_events.LinkedEventsClient",
                members=(),
                also=("close",),
            ),
            Shown(
                "hytedata.clients.calendars.linked_events_reads.EventReads",
                "Which events",
                ("walk",),
            ),
            Shown("hytedata.clients.calendars.source.CalendarSource", members=()),
            Shown("hytedata.clients.calendars.icalendar_client.IcalendarClient", members=()),
            Shown(
                "hytedata.clients.calendars.events_calendar_client.EventsCalendarClient", members=()
            ),
            Shown("hytedata.clients.calendars.json_ld_client.JsonLdClient", members=()),
            Shown("hytedata.clients.calendars.window_client.WindowEvents", "How these are read"),
            Shown("hytedata.models.event.Event", members=("ref",)),
            Shown("hytedata.models.event.EventTime", members=("all_day",)),
            Shown("hytedata.models.event.EventPlace", members=()),
            Shown("hytedata.models.event.EventKeyword", members=()),
            Shown("hytedata.models.event.EventPrice", members=()),
            Shown("hytedata.models.event.EventRegistration", members=()),
            Shown("hytedata.models.event.EventImage", members=()),
            Shown("hytedata.models.occurrence.Occurrence", members=()),
            Shown("hytedata.store.events.Events", "Catalogue.events"),
            Shown("hytedata.store.event_query.EventSelection", "Which occurrences", ()),
            Shown("hytedata.store.event_links.EventLinks", "Catalogue.event_links"),
            Shown("hytedata.store.record_classes.RecordClassing", "Catalogue.classes"),
            Shown("hytedata.classify.events.themes_of"),
            Shown("hytedata.classify.providers.provider_of"),
            Shown("hytedata.links.events.matching.match_events"),
            Shown("hytedata.links.events.merging.merge"),
            Shown("hytedata.export.occurrences.files.write_occurrences"),
        ),
    ),
    "catalogue.md": (
        "The catalogue and its files",
        (
            Shown(
                "hytedata.store.catalogue.Catalogue",
                members=(
                    "open",
                    "records",
                    "models",
                    "get",
                    "count",
                    "kinds",
                    "events",
                    "classes",
                    "places",
                ),
            ),
            Shown("hytedata.store.catalogue_query.RecordFilter", "Which records", ()),
            Shown("hytedata.store.catalogue_values.CatalogueRecord", members=("model",)),
            Shown("hytedata.export.files.write_file"),
        ),
    ),
    "sandbox.md": (
        "The sandbox",
        (
            Shown("hytedata.sandbox.sandbox.Sandbox"),
            Shown("hytedata.sandbox.world.World", members=()),
            Shown("hytedata.sandbox.faults.Fault", members=()),
            Shown("hytedata.sandbox.controls.Controls"),
        ),
    ),
    "errors.md": (
        "Errors",
        (
            Shown("hytedata.errors.HytedataError", members=()),
            Shown("hytedata.errors.TransientError", members=()),
            Shown("hytedata.errors.PermanentError", members=()),
            Shown("hytedata.errors.SourceUnavailable", members=()),
            Shown("hytedata.errors.ReadInterrupted", members=()),
            Shown("hytedata.errors.AnswerLost", members=()),
            Shown("hytedata.errors.LeaseHeld", members=()),
            Shown("hytedata.errors.ConfigError", members=()),
            Shown("hytedata.errors.InputError", members=()),
            Shown("hytedata.errors.LoginRefused", members=()),
            Shown("hytedata.errors.NotFound", members=()),
            Shown("hytedata.errors.WriteRefused", members=()),
            Shown("hytedata.errors.SourceContractError", members=()),
            Shown("hytedata.errors.RecordError", members=()),
            Shown("hytedata.errors.StoreError", members=()),
            Shown("hytedata.errors.StalePlan", members=()),
            Shown("hytedata.errors.StoppedForSafety", members=()),
            Shown("hytedata.errors.ApprovalMissing", members=()),
            Shown("hytedata.errors.IdentityDoubt", members=()),
        ),
    ),
    "ptv-records.md": (
        "Records of PTV",
        (
            Shown("hytedata.models.ptv.record.Record"),
            Shown("hytedata.models.ptv.record.Worded"),
            Shown("hytedata.models.ptv.service.Service"),
            Shown("hytedata.models.ptv.service.ServiceTexts"),
            Shown("hytedata.models.ptv.service.ServiceProducer"),
            Shown("hytedata.models.ptv.channel.Channel"),
            Shown("hytedata.models.ptv.channel.ServiceLocation"),
            Shown("hytedata.models.ptv.channel.ServiceLocationTexts"),
            Shown("hytedata.models.ptv.channel.EChannel"),
            Shown("hytedata.models.ptv.channel.EChannelTexts"),
            Shown("hytedata.models.ptv.channel.WebPage"),
            Shown("hytedata.models.ptv.channel.PhoneChannel"),
            Shown("hytedata.models.ptv.channel.PrintableForm"),
            Shown("hytedata.models.ptv.channel.OtherChannel"),
            Shown("hytedata.models.ptv.connection.Connection"),
            Shown("hytedata.models.ptv.organisation.Organisation"),
            Shown("hytedata.models.ptv.organisation.OrganisationTree"),
            Shown("hytedata.models.ptv.organisation.ServiceCollection"),
            Shown("hytedata.models.ptv.service.GeneralDescription"),
            Shown("hytedata.models.ptv.area.AvailabilityArea"),
            Shown("hytedata.models.ptv.address.Addresses"),
            Shown("hytedata.models.ptv.address.StreetAddress"),
            Shown("hytedata.models.ptv.address.OtherAddress"),
            Shown("hytedata.models.ptv.address.SourcedPosition"),
            Shown("hytedata.models.ptv.contact.Phone"),
            Shown("hytedata.models.ptv.contact.WebLink"),
            Shown("hytedata.models.ptv.hours.ServiceHours"),
            Shown("hytedata.models.ptv.hours.WeeklyHours"),
            Shown("hytedata.models.ptv.hours.ContinuousHours"),
            Shown("hytedata.models.ptv.hours.ExceptionalHours"),
            Shown("hytedata.models.ptv.hours.OpenHours"),
            Shown("hytedata.models.ptv.code.CodeItem"),
            Shown("hytedata.models.common.Position"),
            Shown("hytedata.models.common.Remark"),
            Shown("hytedata.models.common.Rejection"),
            Shown("hytedata.models.common.SourceRef"),
        ),
    ),
}


def page(title: str, shown: tuple[Shown, ...]) -> str:
    """Return a page."""
    package = griffe.load("hytedata", docstring_parser=griffe.Parser.google)
    lines = [f"# {title}", "", "Made from the docstrings by `docs/make_reference.py`.", ""]
    for one in shown:
        found = package[one.path.removeprefix("hytedata.")]
        lines += _object(found, one)
    return "\n".join(lines).rstrip() + "\n"


def _object(found: Any, shown: Shown) -> Iterator[str]:
    yield f"{'#' * shown.level} {shown.title or found.name}"
    yield ""
    yield from _docstring(found)
    names = shown.members
    own = {name: found.members[name] for name in found.members}
    for name, member in ({name: found.all_members[name] for name in shown.also} | own).items():
        wanted = name in names if names is not None else not name.startswith("_")
        wanted = wanted or name in shown.also
        if not wanted or member.docstring is None or member.kind.value == "class":
            continue
        # The name alone: the site's contents cannot hold a whole signature.
        yield f"{'#' * (shown.level + 1)} {name}"
        yield ""
        if member.kind.value == "function":
            yield f"`{name}{_signature(member)}`"
            yield ""
        yield from _docstring(member)


def _signature(function: Any) -> str:
    told = []
    for parameter in function.parameters:
        if parameter.name in {"self", "cls"}:
            continue
        kind = parameter.kind.value if parameter.kind else ""
        star = {"variadic positional": "*", "variadic keyword": "**"}.get(kind, "")
        if kind == "keyword-only" and "*" not in told and not any(t[0] == "*" for t in told):
            told.append("*")
        default = f"={parameter.default}" if parameter.default and not star else ""
        told.append(f"{star}{parameter.name}{default}")
    returns = f" -> {function.returns}" if function.returns else ""
    return f"({', '.join(told)}){returns}"


def _docstring(found: Any) -> Iterator[str]:
    for section in found.docstring.parsed if found.docstring else ():
        kind, value = section.kind.value, section.value
        if kind == "text":
            yield value
            yield ""
        elif kind in {"parameters", "attributes"}:
            head = "Argument" if kind == "parameters" else "Attribute"
            yield f"| {head} | Type | Meaning |"
            yield "|---|---|---|"
            for one in value:
                yield f"| `{one.name}` | {_type(found, one)} | {_cell(one.description)} |"
            yield ""
        elif kind == "raises":
            yield "| Raises | when |"
            yield "|---|---|"
            for one in value:
                yield f"| `{one.annotation}` | {_cell(one.description)} |"
            yield ""
        elif kind in {"returns", "yields"}:
            told = " ".join(_cell(one.description) for one in value)
            yield f"*Returns:* {told}"
            yield ""


def _type(found: Any, one: Any) -> str:
    annotation = one.annotation
    if annotation is None and one.name in found.members:
        annotation = found.members[one.name].annotation
    return f"`{_cell(str(annotation))}`" if annotation is not None else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> int:
    """Write or check all pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    check = parser.parse_args().check
    stale = []
    FOLDER.mkdir(exist_ok=True)
    for name, (title, shown) in PAGES.items():
        path, text = FOLDER / name, page(title, shown)
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.stderr.write(f"out of date: {', '.join(stale)}; run python docs/make_reference.py\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
