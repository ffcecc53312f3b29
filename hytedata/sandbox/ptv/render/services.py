"""Renders services (ptv-api 5.7)."""

from hytedata.sandbox.ptv.formats import write_moment
from hytedata.sandbox.ptv.render import parts
from hytedata.sandbox.ptv.render.view import View
from hytedata.sandbox.ptv.rules.service import known_uris
from hytedata.sandbox.ptv.state import Entity, Version
from hytedata.sandbox.ptv.values import Body, flag, items, text, texts


def render_service(view: View, entity: Entity, version: Version) -> Body:
    """Render all of a service but its id and source id."""
    body, given = version.body, view.description_of(version) or {}
    connections = [
        view.connection(connection, other, "serviceChannel")
        for connection, other in view.connections(entity, version)
    ]
    return {
        "generalDescriptionId": body.get("generalDescriptionId"),
        "type": text(given, "type") or body.get("type"),
        "subType": None,
        "fundingType": body.get("fundingType"),
        "serviceNames": parts.typed(items(body, "serviceNames")),
        "serviceChargeType": _charge(view, body, given),
        "areaType": body.get("areaType"),
        "areas": parts.areas(view.book, items(body, "areas")),
        "serviceDescriptions": _descriptions(view, body, given),
        "languages": texts(body, "languages"),
        **_classifications(view, body, given),
        "legislation": parts.laws(items(body, "legislation")),
        "keywords": parts.localised(items(body, "keywords")),
        "requirements": parts.requirements(items(body, "requirements"), headings=view.headings),
        # Null rather than empty, as seen live (field notes 2).
        "serviceChannels": connections or None,
        "organizations": _organisations(view, body),
        "serviceVouchersInUse": flag(body, "serviceVouchersInUse"),
        "serviceVouchers": [
            {key: item.get(key) for key in ("value", "language", "url", "additionalInformation")}
            for item in items(body, "serviceVouchers")
        ],
        "serviceCollections": view.collections(entity),
        "publishingStatus": version.status,
        "modified": write_moment(version.modified),
        "responsibleSoteOrganization": None,
    }


def _charge(view: View, body: Body, given: Body) -> object:
    inherited = text(given, "serviceChargeType")
    if inherited is None:
        return body.get("serviceChargeType")
    return inherited if view.with_description else None


def _descriptions(view: View, body: Body, given: Body) -> list[Body]:
    shown = parts.typed(items(body, "serviceDescriptions"), headings=view.headings)
    if view.with_description:
        inherited = parts.typed(items(given, "descriptions"), headings=view.headings)
        shown += [{**item, "type": f"GD_{item['type']}"} for item in inherited]
    return shown


def _classifications(view: View, body: Body, given: Body) -> Body:
    """Own entries and, unmarked, those of the general description."""
    shown: Body = {}
    for field in (
        "serviceClasses",
        "ontologyTerms",
        "targetGroups",
        "lifeEvents",
        "industrialClasses",
    ):
        own, inherited = (known_uris(view.book, source, field) for source in (body, given))
        uris = list(dict.fromkeys((*own, *inherited)))
        shown[field] = (
            parts.terms(view.book, uris)
            if field == "ontologyTerms"
            else parts.classes(view.book, field, uris)
        )
    return shown


def _organisations(view: View, body: Body) -> list[Body]:
    """Responsible, other responsible and producer organisations in one list."""
    main = text(body, "mainResponsibleOrganization")
    shown = [_role(view, main, "Responsible")] if main else []
    shown += [
        _role(view, other, "OtherResponsible")
        for other in texts(body, "otherResponsibleOrganizations")
    ]
    for producer in items(body, "serviceProducers"):
        information = parts.localised(items(producer, "additionalInformation"))
        for organisation in texts(producer, "organizations") or ("",):
            item = _role(view, organisation, "Producer")
            item["provisionType"] = producer.get("provisionType")
            item["additionalInformation"] = information
            shown.append(item)
    return shown


def _role(view: View, organisation: str | None, role: str) -> Body:
    return {
        "organization": view.reference(organisation),
        "roleType": role,
        "provisionType": None,
        "additionalInformation": [],
    }
