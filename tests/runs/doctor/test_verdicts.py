"""Each verdict turns when the upstream behaves otherwise."""

import json
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from hytedata.models.common import Json
from hytedata.runs.doctor import Subject
from hytedata.runs.doctor.lipas import PARAMETERS
from tests.runs.doctor.patients import (
    Change,
    Clinic,
    Patient,
    answers,
    edits,
    has_header,
    lacks_header,
    rewrites,
)

ANOTHER = "00000000-0000-4000-8000-000000000001"
ONE_SERVICE = "v11/Service/[0-9a-f]{8}-"
SWAGGER = {
    "info": {"version": "v11"},
    "paths": {f"/api/v11/{number}": {"get": {}, "put": {}} for number in range(44)},
    "components": {"schemas": {"In": {"properties": {"deleteAllServiceVouchers": {}}}}},
}
OPENAPI = {
    "info": {"version": "2"},
    "paths": {
        "/v2/sports-sites": {"get": {"parameters": [{"name": name} for name in sorted(PARAMETERS)]}}
    },
}


def _total(number: int) -> Change:
    def change(body: Json) -> Json:
        document = cast("dict[str, dict[str, Json]]", body)
        document["pagination"]["total-items"] = number
        return cast("Json", document)

    return edits(change)


def _ids_of_a_page(count: int) -> Change:
    items = [{"id": f"00000000-0000-4000-8000-{n:012d}", "name": "x"} for n in range(count)]
    return answers(200, {"pageNumber": 1, "pageSize": 1000, "pageCount": 1, "itemList": items})


@pytest.mark.parametrize(
    ("name", "pattern", "change"),
    [
        ("lipas.reachable", "/v2$|/v2[?]$", answers(500)),
        ("lipas.clock", "/v2[?]$", has_header("date", "Sat, 01 Jan 2022 00:00:00 GMT")),
        ("lipas.statuses-default", r"/v2/sports-sites[?]$", _total(102)),
        ("lipas.ceiling", r"/v2/sports-sites[?]$", _total(60000)),
        ("lipas.list-keys", r"/v2/sports-sites[?]$", rewrites('"admin"', '"ptv":{},"admin"')),
        ("lipas.required-keys", r"/v2/sports-sites[?]$", rewrites('"owner"', '"keeper"')),
        (
            "lipas.codes-are-numbers",
            r"/v2/sports-sites[?]$",
            rewrites(r'"type-code":(\d+)', r'"type-code":"\1"'),
        ),
        ("lipas.event-date", r"/v2/sports-sites[?]$", rewrites(r"(\d\d\.\d+)Z", r"\1")),
        ("lipas.past-the-end", "page=50000", answers(404)),
        ("lipas.window", "page=60001", answers(200, {"items": []})),
        ("lipas.unknown-parameter", "city-code=", answers(400)),
        ("lipas.abolished-municipality", "city-codes=911", answers(200, {"items": []})),
        ("lipas.bad-request", "city-codes=911", answers(400, {"message": "no"})),
        ("lipas.lingering-municipality", "city-codes=99$", answers(400)),
        ("lipas.unknown-id", "999999999", answers(404)),
        ("lipas.unknown-loi", "/v2/lois/", answers(404)),
        ("lipas.single-view", r"/v2/sports-sites/\d", rewrites('"search-meta"', '"comment"')),
        ("lipas.compressed", r"/v2/sports-sites[?]$", lacks_header("content-encoding")),
        ("lipas.no-caching", r"/v2/sports-sites[?]$", has_header("etag", '"1"')),
        ("lipas.v1-partial", "/v1/sports-places[?]fields", lacks_header("link")),
        ("lipas.v1-page-size", "/v1/sports-places[?]fields", edits(lambda body: [])),
        (
            "lipas.v1-content",
            "/v1/sports-places[?]fields",
            has_header("x-total-count", "10000"),
        ),
        ("lipas.v1-window", "page=10001", answers(200, [{"sportsPlaceId": 1}])),
        (
            "lipas.v1-last-modified",
            r"/v1/sports-places/\d",
            rewrites(r'("lastModified":"[\d-]+ )\d\d', r"\g<1>00"),
        ),
        ("lipas.v1-modified-after", "modifiedAfter", answers(200, [])),
        ("statfin.reachable", "GetCapabilities", answers(500)),
        ("statfin.layers", "GetCapabilities", rewrites("kunta1000k_", "kunta500k_")),
        ("statfin.areas", "GetCapabilities", rewrites("maakunta4500k_", "maakunta_")),
        ("statfin.attributes", "kunta1000k_", rewrites(r'"kunta":"0+(\d+)"', r'"kunta":\1')),
        ("statfin.attributes", "kunta1000k_", rewrites('"vuosi"', '"year"')),
        ("statfin.attributes", "kunta1000k_", rewrites("(?s)^.*$", "<ows:ExceptionReport/>")),
        ("statfin.metres", "kunta1000k_", rewrites("::3067", "::4326")),
        ("statfin.metres", "kunta1000k_", rewrites(r"\[([\d.]+),([\d.]+)\]", r"[\2,\1]")),
        ("statfin.counts", "kunta1000k_", rewrites('"numberMatched":', '"matched":')),
        ("statfin.counts", "kunta1000k_", rewrites('"numberMatched":308', '"numberMatched":19')),
        ("ptv.id-page-size", r"/v11/Service[?]$", rewrites('"pageSize":1000', '"pageSize":500')),
        (
            "ptv.entity-page-size",
            "list/organization",
            rewrites('"pageSize":100', '"pageSize":50'),
        ),
        ("ptv.past-the-end", "page=100000", rewrites("null", "[]")),
        ("ptv.missing-ids", "ServiceChannel/list[?]", answers(200, [])),
        ("ptv.no-ids-found", "Service/list.*0b5e55ed", answers(200, [])),
        (
            "ptv.visible-filter",
            "isVisibleForAll",
            answers(200, {"itemList": [{"id": ANOTHER}]}),
        ),
        (
            "ptv.visible-hidden",
            "list/organization",
            rewrites('"serviceChannelType"', '"isVisibleForAll":true,"serviceChannelType"'),
        ),
        ("ptv.archived-take", "archived/list[?](?!.*Take)", answers(200, [{"id": "x"}])),
        ("ptv.area-spelling", "WellbeingServiceCounties/code", answers(400, {"area": ["no"]})),
        ("ptv.area-other-spelling", "WellbeingServicesCounties", answers(200, {"itemList": None})),
        ("ptv.county-codes", "GetAreaCodes/type/Wellbeing", answers(200, [{"code": "1"}])),
        ("ptv.location-emails", "ServiceChannel/list", rewrites('"emails"', '"supportEmails"')),
        ("ptv.concrete-channels", "ServiceChannel/list", rewrites("serviceChannelType", "kind")),
        ("ptv.modified", "/list", rewrites(r'("modified":"[^"]+)"', r'\1Z"')),
        (
            "ptv.positions",
            "ServiceChannel/list",
            rewrites(r'"latitude":"[\d.]+"', '"latitude":"64.9"'),
        ),
        (
            "ptv.street-padding",
            "ServiceChannel/list",
            rewrites('"language":"sms"', '"language":"fi"'),
        ),
        ("ptv.weekly-hours", "ServiceChannel/list", rewrites('"dayTo":""', '"dayTo":null')),
        (
            "ptv.area-types",
            "Service/list",
            rewrites("WellbeingServiceCounties", "WellbeingServicesCounties"),
        ),
        ("ptv.grouped-municipalities", "Service/list", rewrites('"code":null', '"code":"889"')),
        ("ptv.service-classes", "Service/list", rewrites('"P27.1"', '"P99.9"')),
        ("ptv.ontology-ids", "Service/list", rewrites(r"koko/p\d+", "koko/p123456")),
        (
            "ptv.organisation-type",
            "v11/Organization/0",
            rewrites('"organizationType":"Municipality"', '"organizationType":"Wellbeing"'),
        ),
        ("ptv.inherited-classes", "GeneralDescription/", rewrites(r'"P\d+(\.\d+)?"', '"P3.3"')),
        ("ptv.inherited-texts", "serviceWithGD", rewrites("GD_", "")),
        (
            "ptv.anonymous-source-ids",
            "Service/list",
            rewrites('"sourceId":null', '"sourceId":"x"'),
        ),
        ("ptv.unknown-id", "Service/0b5e55ed", answers(200, None)),
        ("ptv.old-version", "/v8/", answers(200, {})),
        ("ptv.bad-id", "this-is-no-id", answers(500)),
        ("ptv.bad-request-form", "this-is-no-id", answers(400, {"errors": {"id": ["no"]}})),
        ("ptv.bad-id-text", "this-is-no-id", answers(400, {"id": ["The id is malformed."]})),
        ("ptv.protected", "Service/active", answers(403)),
        ("ptv12.key-works", "municipality-codes.*20", answers(403)),
        ("ptv12.key-refusal", "municipality-codes.*pageSize=1$", answers(401)),
        ("ptv12.envelope", "municipality-codes", rewrites("totalItems", "totalCount")),
        ("ptv12.empty-texts", "municipality-codes", rewrites('""', '"x"')),
        ("ptv12.repeated", "codes=091&codes=049", rewrites(r'"totalItems":\d+', '"totalItems":1')),
        ("ptv12.commas", "codes=091,049", answers(200, {"totalItems": 2})),
        ("ptv12.match-default", "municipalities=", rewrites(r'Items":\d+', 'Items":7')),
        ("ptv12.area-alone", "municipalities=", rewrites(r'Items":\d+', 'Items":7')),
        ("ptv12.totals", "service/search", rewrites(r'Items":\d+', 'Items":70000')),
        ("ptv12.same-id", "v12/service/[0-9a-f]", answers(404, {"reason": "Unknown"})),
        (
            "ptv12.inherited-classes",
            "v12/service/[0-9a-f]",
            rewrites(r'"serviceClasses":\[[^]]*\]', '"serviceClasses":["P99"]'),
        ),
        ("ptv12.since-inclusive", "publishedAtOrAfter", answers(200, {"items": []})),
        ("ptv12.unknown-id", "v12/service/0b5e55ed", answers(404, {"title": "Not found"})),
        ("ptv12.no-source-id", "service-channel/search", rewrites('"area"', '"externalId"')),
        ("ptv12.positions", "service-channel/search", rewrites("EPSG:3067", "EPSG:4326")),
        ("ptv12.connections", "connection/search", rewrites(r'Items":\d+', 'Items":70')),
        ("login.works", "api-login", answers(403)),
        ("login.field", "api-login", rewrites("serviceToken", "access_token")),
        ("login.lifetime", "api-login", answers(200, {"serviceToken": "no-jwt"})),
        ("login.active-reads", "Service/active", answers(403)),
        ("login.garbage-token", "Service/active", answers(500)),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value[:7] else "",
)
def test_a_verdict_turns_when_the_upstream_behaves_otherwise(
    clinic: Clinic, patient: Patient, name: str, pattern: str, change: Change
) -> None:
    before = clinic.verdict(name)

    patient.behaves(pattern, change)
    after = clinic.verdict(name)

    assert (before.outcome, after.outcome) == ("confirmed", "refuted"), (before, after)


def test_borders_that_are_not_out_yet_leave_their_layer_unknown(
    clinic: Clinic, patient: Patient
) -> None:
    patient.sandbox.controls.hold_back_boundaries(datetime.now(UTC).year)

    assert clinic.verdict("statfin.layers").outcome == "unknown"
    assert clinic.verdict("statfin.attributes").outcome == "confirmed"


def test_borders_that_are_read_from_a_file_are_not_asked_for(clinic: Clinic) -> None:
    boundaries = clinic.config.boundaries.model_copy(update={"url": None})
    clinic.config = clinic.config.model_copy(update={"boundaries": boundaries})

    verdict = clinic.verdict("statfin.layers")

    assert (verdict.outcome, clinic.patient.asked) == ("unknown", [])
    assert "boundaries from a file" in verdict.seen


@pytest.mark.parametrize(
    ("name", "pattern", "header", "change"),
    [
        ("ptv.garbage-token", ONE_SERVICE, "authorization", answers(200, {"id": "x"})),
        ("ptv.server-error-form", ONE_SERVICE, "authorization", answers(500, {"title": "x"})),
    ],
)
def test_a_verdict_on_tokens_turns_when_the_upstream_behaves_otherwise(
    clinic: Clinic, patient: Patient, name: str, pattern: str, header: str, change: Change
) -> None:
    before = clinic.verdict(name)

    patient.behaves(pattern, change, header=header)

    assert (before.outcome, clinic.verdict(name).outcome) == ("confirmed", "refuted")


def test_a_list_that_opens_without_a_key_refutes_that_the_key_is_needed(
    clinic: Clinic, patient: Patient
) -> None:
    patient.behaves("pageSize=1$", answers(200, {"items": []}))

    assert clinic.verdict("ptv12.key-needed").outcome == "refuted"


@pytest.mark.parametrize(
    ("name", "as_assumed", "otherwise"),
    [
        ("ptv.operations", SWAGGER, {**SWAGGER, "paths": {"/a": {"get": {}}}}),
        ("ptv.voucher-flag", SWAGGER, {**SWAGGER, "components": {"schemas": {"In": {}}}}),
        ("ptv.version", SWAGGER, {**SWAGGER, "info": {"version": "v12"}}),
    ],
)
def test_the_description_of_v11_settles_what_it_states(
    clinic: Clinic, patient: Patient, name: str, as_assumed: object, otherwise: object
) -> None:
    patient.behaves("swagger.json", answers(200, as_assumed))
    before = clinic.verdict(name)
    patient.behaves("swagger.json", answers(200, otherwise))

    assert (before.outcome, clinic.verdict(name).outcome) == ("confirmed", "refuted")


def test_a_new_parameter_of_lipas_is_found(clinic: Clinic, patient: Patient) -> None:
    patient.behaves("openapi.json", answers(200, OPENAPI))
    before = clinic.verdict("lipas.parameters")
    patient.behaves("openapi.json", rewrites('"owners"', '"updated-since"'))
    after = clinic.verdict("lipas.parameters")

    assert before.outcome == "confirmed"
    assert after.outcome == "refuted"
    assert "updated-since" in after.seen


def test_lists_that_are_gone_in_2026_are_told_gone(clinic: Clinic, patient: Patient) -> None:
    patient.behaves("ExpiringServiceChannels", answers(404))
    patient.behaves("saha", answers(400, {"id": ["no"]}))
    patient.behaves("BusinessRegions", answers(400, {"type": ["no"]}))

    for name in ("ptv.no-expiring", "ptv.no-saha", "ptv.old-areas"):
        assert clinic.verdict(name).outcome == "confirmed"


def test_a_hundred_and_one_ids_are_asked_for_once(clinic: Clinic, patient: Patient) -> None:
    patient.behaves("type/ServiceLocation", _ids_of_a_page(150))
    patient.behaves("guids=", answers(400, {"guids": ["Only 100 items are allowed."]}))

    verdict = clinic.verdict("ptv.too-many-ids")

    assert verdict.outcome == "confirmed"
    assert max(asked.count(",") for asked in patient.asked) == 100


def test_a_hundred_and_one_ids_that_are_answered_refute_the_limit(
    clinic: Clinic, patient: Patient
) -> None:
    patient.behaves("type/ServiceLocation", _ids_of_a_page(150))
    patient.behaves("guids=", answers(200, []))

    assert clinic.verdict("ptv.too-many-ids").outcome == "refuted"


def test_a_site_that_lipas_publishes_shows_its_block(clinic: Clinic, patient: Patient) -> None:
    lipas_id = patient.sandbox.lipas.ids()[0]
    patient.sandbox.controls.let_lipas_publish(lipas_id)
    patient.subject = Subject("889", patient.sandbox.organisation, lipas_id)

    verdict = clinic.verdict("lipas.ptv-block")

    assert verdict.outcome == "confirmed"
    assert "sync-enabled" in verdict.seen


def test_a_named_site_without_the_block_refutes_it(clinic: Clinic, patient: Patient) -> None:
    patient.subject = Subject("889", None, patient.sandbox.lipas.ids()[0])

    assert clinic.verdict("lipas.ptv-block").outcome == "refuted"


def test_the_zone_of_since_is_told_by_a_site_that_was_retired(
    clinic: Clinic, patient: Patient
) -> None:
    for lipas_id in patient.sandbox.lipas.ids()[:2]:
        patient.sandbox.controls.retire_site(lipas_id)

    before = clinic.verdict("lipas.v1-deleted-since")
    in_order = clinic.verdict("lipas.v1-newest-first")
    gone = [{"sportsPlaceId": each, "deletedAt": "2026-11-01 10:00:00.000"} for each in (1, 2)]
    patient.behaves("deleted-sports-places", answers(200, gone))

    assert (before.outcome, in_order.outcome) == ("confirmed", "confirmed")
    assert clinic.verdict("lipas.v1-deleted-since").outcome == "refuted"


def test_a_change_in_v11_tells_filter_lag_and_instructions(
    clinic: Clinic, patient: Patient
) -> None:
    service = patient.sandbox.ptv.state.by_group["Service"][0].id
    patient.sandbox.controls.edit_ptv("Service", service, {})

    assert clinic.verdict("ptv.date-filter").outcome == "confirmed"
    assert clinic.verdict("ptv.user-instruction").outcome != "unknown"
    patient.behaves("date=", answers(200, {"pageCount": 1, "itemList": [{"id": service}] * 99}))
    assert clinic.verdict("ptv.date-filter").outcome == "refuted"


def test_a_service_that_the_date_filter_finds_though_it_is_older_tells_of_connections(
    clinic: Clinic, patient: Patient
) -> None:
    service = patient.sandbox.ptv.state.by_group["Service"][0].id
    patient.behaves("date=", answers(200, {"pageCount": 1, "itemList": [{"id": service}]}))

    assert clinic.verdict("ptv.date-connections").outcome == "confirmed"


@pytest.mark.parametrize(("minutes", "outcome"), [(80, "confirmed"), (600, "refuted")])
def test_the_lag_is_measured_by_a_service_that_was_saved_of_late(
    clinic: Clinic, patient: Patient, minutes: int, outcome: str
) -> None:
    saved = datetime.now(UTC) - timedelta(hours=20)
    migrated = saved + timedelta(minutes=minutes)
    service = patient.sandbox.ptv.state.by_group["Service"][0].id
    patient.behaves("date=", answers(200, {"pageCount": 1, "itemList": [{"id": service}]}))
    patient.behaves(
        "Service/list", rewrites(r'"modified":"[^"]+"', f'"modified":"{saved:%Y-%m-%dT%H:%M:%S}"')
    )
    patient.behaves(
        "v12/service/",
        rewrites(r'"migratedAt":"[^"]+"', f'"migratedAt":"{migrated:%Y-%m-%dT%H:%M:%SZ}"'),
    )

    assert clinic.verdict("ptv12.lag").outcome == outcome


@pytest.mark.parametrize(
    ("length", "channel", "service"),
    [(2400, "unknown", "unknown"), (2600, "refuted", "confirmed"), (5100, "refuted", "refuted")],
)
def test_long_descriptions_tell_of_limits(
    clinic: Clinic, patient: Patient, length: int, channel: str, service: str
) -> None:
    def lengthen(body: Json) -> Json:
        text = json.dumps(body).replace('"type": "Description"', '"type": "Description", "x": 1')
        return cast("Json", _filled(json.loads(text), "a" * length))

    patient.behaves("Service/list|ServiceChannel/list", edits(lengthen))

    assert clinic.verdict("ptv.channel-text-limit").outcome == channel
    assert clinic.verdict("ptv.service-text-limit").outcome == service


def _filled(value: object, text: str) -> object:
    if isinstance(value, dict):
        if "x" in value:
            return {**value, "value": text}
        return {key: _filled(inner, text) for key, inner in value.items()}
    return [_filled(inner, text) for inner in value] if isinstance(value, list) else value


def test_source_ids_that_the_token_shows_are_seen(clinic: Clinic, patient: Patient) -> None:
    patient.behaves(
        "list/organization",
        rewrites('"sourceId":null', '"sourceId":"x"'),
        header="authorization",
    )

    assert clinic.verdict("login.source-ids").outcome == "confirmed"


@pytest.mark.parametrize(("status", "outcome"), [(401, "confirmed"), (418, "refuted")])
def test_a_refused_login_tells_what_a_refusal_looks_like(
    clinic: Clinic, patient: Patient, status: int, outcome: str
) -> None:
    patient.behaves("api-login", answers(status))

    assert clinic.verdict("login.refusal").outcome == outcome
