"""A small site as the pages show it: two organisations, a plan, texts, pairs, findings, runs."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Final

import msgspec

from hytedata.codes import municipality
from hytedata.models.common import Completeness, Json, SourceRef
from hytedata.models.finding import Problem
from hytedata.models.plan import (
    BlockedLimit,
    Candidate,
    Change,
    Drift,
    FieldChange,
    Fingerprint,
    Plan,
    PlanSource,
    SkippedItem,
    Verdict,
)
from hytedata.models.publication import SourceItem
from hytedata.models.sync_state import Link
from hytedata.quality.coverage import CoverageRecords, coverage
from hytedata.runs.plan_summary import plan_summary
from hytedata.runs.texts_review import ReviewedItem, ReviewedText, TextsReview, short_id
from hytedata.store import Store
from hytedata.store.due import WorkKey
from hytedata.store.finding_rows import Change as FindingChange
from hytedata.store.finding_rows import Found, content_of
from hytedata.sync.plan import counts_of

NOW: Final = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
MALLILA: Final = "00000000-0000-4000-8000-000000000889"
TOINEN: Final = "00000000-0000-4000-8000-000000000091"
COUNTY: Final = municipality("889").county.code
PTV_ID: Final = "11111111-0000-4000-8000-000000000001"

CONFIG: Final = f"""
[[organisation]]
id = "{MALLILA}"
name = "Mallilan kunta"
municipalities = ["889"]
languages = ["fi", "sv"]
policy = "full"
approval = "limits"
"texts.require_approval" = true
username = "mallila"

[[organisation]]
id = "{TOINEN}"
name = "Toisen kaupungin liikunta- ja hyvinvointipalvelut"
municipalities = ["091"]
policy = "upsert"
username = "toinen"

[[calendar]]
name = "mallilan-tapahtumat"
kind = "icalendar"
url = "https://mallila.test/kalenteri.ics"
"""

SUMMARY: Final = (
    "Mallilan uimahallissa on 25 metrin allas, lasten allas ja kaksi saunaa. Halli on avoinna "
    "joka päivä."
)
DESCRIPTION: Final = (
    "Uimahallin altaissa voi uida, vesijuosta ja osallistua ohjattuun vesijumppaan.\n\n"
    "Halliin pääsee esteettömästi pääovesta. Pukuhuoneissa on lukolliset kaapit. Alle "
    "8-vuotiaat uivat aina aikuisen seurassa."
)


def site(number: int) -> PlanSource:
    return PlanSource(name="lipas", id=f"site:{number}")


def create(number: int, name: str = "") -> Change:
    name = name or f"Mallilan lähiliikuntapaikka {number}"
    fields: dict[str, Json] = {
        "name.fi": name,
        "name.sv": f"{name} på svenska",
        "summary.fi": f"{name} on kaikille avoin ulkokenttä, jossa voi pelata ja kuntoilla.",
        "description.fi": DESCRIPTION,
        "address.street.fi": "Opintie",
        "address.number": str(number % 90),
        "address.postal_code": "12345",
        "address.municipality": "889",
        "address.position": [385_100.0, 7_189_400.0],
        "phones.fi": [{"prefix": "+358", "number": "401234567", "info": "Kentän varaukset"}],
        "languages": ["fi", "sv"],
    }
    return Change(
        id=f"create:channel:site:{number}",
        op="create",
        kind="channel",
        source=site(number),
        source_id=f"hytedata-{number}",
        name=name,
        reason="not in PTV yet",
        fields={path: FieldChange(after=value) for path, value in fields.items()},
    )


def update(number: int, name: str = "Mallilan uimahalli") -> Change:
    after = SUMMARY.replace("kaksi saunaa", "kolme saunaa").replace("joka päivä", "arkisin")
    return Change(
        id=f"update:channel:site:{number}",
        op="update",
        kind="channel",
        source=site(number),
        ptv_id=PTV_ID,
        name=name,
        reason="the source says otherwise; edited in PTV: summary.fi",
        base="v1",
        fields={
            "summary.fi": FieldChange(before=SUMMARY, after=after),
            "phones.fi": FieldChange(
                before=[{"prefix": "+358", "number": "401111111"}],
                after=[{"prefix": "+358", "number": "402222222", "info": "Uimahallin kassa"}],
            ),
            "emails.fi": FieldChange(after=["uimahalli@mallila.test"]),
            "web_pages.sv": FieldChange(before=[{"url": "https://mallila.test/sim", "text": ""}]),
        },
    )


def archive(number: int) -> Change:
    return Change(
        id=f"archive:channel:site:{number}",
        op="archive",
        kind="channel",
        source=site(number),
        ptv_id="11111111-0000-4000-8000-000000000002",
        name="Vanhan koulun kenttä",
        reason="no longer in use according to Lipas; its 2 connection(s) are lost",
        base="v1",
        fields={"status": FieldChange(before="Published", after="Deleted")},
        irreversible=True,
        connections_lost=2,
    )


def connect(number: int) -> Change:
    return Change(
        id=f"connect:{number}",
        op="connect",
        kind="connection",
        source=site(number),
        name=f"Kuntouimahallit – Mallilan uimahalli {number}",
        reason="the site belongs to this service",
        fields={"service": FieldChange(after="s"), "channel": FieldChange(after="c")},
    )


def made_plan(
    *changes: Change,
    plan_id: str = "plan-1",
    organisation: str = MALLILA,
    blocked: tuple[BlockedLimit, ...] = (),
    complete: bool = True,
) -> Plan:
    return Plan(
        id=plan_id,
        made_at=NOW - timedelta(hours=5),
        store_id="store",
        organisation=organisation,
        organisation_name="Mallilan kunta",
        fingerprint=Fingerprint(config="c", mapping="m", source="s", target="t"),
        source=Verdict(complete=complete, items=42, reasons=() if complete else ("page 2",)),
        target=Verdict(complete=True, items=40),
        counts=counts_of(changes, 31),
        edits={"seen": 1, "overwritten": 1},
        blocked=blocked,
        changes=changes,
        skipped=(
            SkippedItem(
                source=site(7),
                name="Metsäpolku",
                reason="no-street",
                detail="address: 'Metsäpolku' is no street",
                remedy="mend the address in Lipas",
            ),
            SkippedItem(
                source=site(8),
                name="Keskustan kuntosali",
                reason="adoption-candidate",
                detail="may be in PTV",
                remedy="decide",
            ),
        ),
        drift=(
            Drift(
                source=site(2),
                ptv_id=PTV_ID,
                name="Mallilan uimahalli",
                field="summary.fi",
                ours=SUMMARY,
                theirs=SUMMARY + " Tervetuloa!",
                overwritten=True,
            ),
        ),
        candidates=(
            Candidate(
                source=site(8),
                ptv_id="22222222-0000-4000-8000-000000000001",
                name="Kuntosali, keskusta",
                score=0.87,
                evidence=("named alike: «kuntosali keskusta»", "12 m apart"),
            ),
            Candidate(
                source=site(9),
                ptv_id="22222222-0000-4000-8000-000000000002",
                name="Pallokenttä",
                score=0.61,
                evidence=("of one kind (ball field)", "180 m apart"),
            ),
        ),
    )


LIMIT: Final = BlockedLimit(limit="archive.count", value=1, allowed=0)


def save(store: Store, plan: Plan) -> None:
    document = plan.model_dump_json(by_alias=True).encode()
    store.save_plan(plan.id, plan.organisation, document, plan_summary(plan))


def whole_plan(plan_id: str = "plan-1") -> Plan:
    changes = (create(1), create(3), update(2), archive(4), connect(2), connect(3))
    return made_plan(*changes, plan_id=plan_id, blocked=(LIMIT,))


def review(text: str = SUMMARY) -> TextsReview:
    def one(key: str, field: str, language: str, words: str) -> ReviewedText:
        return ReviewedText(key, field, language, words, short_id(words), "", "new", None)

    return TextsReview(
        organisation=MALLILA,
        name="Mallilan kunta",
        required=True,
        items=(
            ReviewedItem(
                "site:2",
                "channel",
                "Mallilan uimahalli",
                "",
                (
                    one("site:2", "summary", "fi", text),
                    one("site:2", "description", "fi", DESCRIPTION),
                ),
            ),
            ReviewedItem(
                "subcategory:1100",
                "service",
                "Kuntouimahallit",
                "",
                (one("subcategory:1100", "summary", "sv", "Simhallarna är öppna för alla."),),
            ),
        ),
        blocked=(),
        faults=(),
        unused=(),
        complete=True,
    )


def encoded(found: TextsReview) -> bytes:
    return msgspec.json.encode(asdict(found))


def put_texts(store: Store, found: TextsReview) -> None:
    """Keep a review as the plan job does."""
    store.text_reviews.put(MALLILA, encoded(found))


def put_due(store: Store, organisation: str, job: str, outcome: Mapping[str, Json]) -> None:
    """Note how a job ended, as the engine does."""
    work = WorkKey(organisation, job)
    store.due.end(work, store.due.begin(work), outcome, failures=1)


def put_findings(store: Store, number: int = 3) -> list[str]:
    """Keep findings of two rules; returns their ids."""
    catalogue = store.catalogue
    run = catalogue.check_runs.begin(date(2026, 11, 29))
    changes = []
    for place in range(number):
        found = Found(
            rule="PTV-CON-001" if place % 2 else "LIPAS-CON-001",
            severity="warning" if place % 2 else "error",
            ref=SourceRef(source="ptv", kind="service-channel", id=f"c{place}"),
            problem=Problem(field="summary.fi", value="…", params={"language": "fi", "length": 3}),
            by_record=True,
            names={"fi": f"Mallilan palvelu {place}"},
            municipality="889",
            county=COUNTY,
            owner=MALLILA if place else TOINEN,
        )
        changes.append(FindingChange(found.id, "new", content_of(found), NOW, None))
    catalogue.findings.put(run.id, changes)
    catalogue.check_runs.end(run, number, (), ())
    return [one.id for one in changes]


def put_coverage(store: Store) -> None:
    """Keep what a run of coverage counted: hardly anything."""
    found = coverage(CoverageRecords(), COUNTY, NOW.date())
    store.catalogue.coverage.put(COUNTY, NOW.date(), found.model_dump_json().encode())


def run(store: Store, kind: str, organisation: str, verdict: str = "complete") -> int:
    number = store.start_run(kind, organisation)
    store.end_run(number, verdict, {"create_channel": 2, "unchanged": 31})
    return number


def filled(store: Store) -> None:
    """Fill a store with something for every page."""
    store.save_links(MALLILA, "mallila", [_link(number) for number in range(12)])
    run(store, "plan", MALLILA)
    run(store, "plan", TOINEN)
    run(store, "apply", TOINEN, "failed: PTV answered 500")
    save(store, whole_plan())
    save(store, made_plan(create(1), plan_id="plan-b", organisation=TOINEN))
    put_texts(store, review())
    put_findings(store, 6)
    reading = store.start_run("read lipas")
    whole = Completeness(complete=True, items=40)
    store.note_snapshot(reading, "lipas", "sports-site", "municipality:889", whole)
    partly = Completeness(complete=False, items=3, reasons=("page 2 did not come",))
    store.note_snapshot(reading, "ptv", "service", "municipality:889", partly)
    store.end_run(reading, "incomplete", {"items": 43})
    refused: dict[str, Json] = {"state": "waiting", "code": "login-refused", "detail": "401"}
    put_due(store, TOINEN, "plan", refused)
    put_coverage(store)
    store.audit("approve-texts", who="Aino", organisation=MALLILA, detail={"texts": 3})


def _link(number: int) -> Link:
    source = SourceItem("lipas", f"site:{number}")
    return Link(source, "channel", f"p{number}", f"s{number}")
