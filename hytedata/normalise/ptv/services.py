"""Services (ptv-v12 6.3) and general descriptions (ptv-v12 6.5)."""

from collections.abc import Sequence
from functools import partial

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.connections import ServiceOrganization, ServiceServiceChannel
from hytedata.connectors.ptv.v11.wire.contacts import Law, ServiceVoucher
from hytedata.connectors.ptv.v11.wire.entities import GeneralDescription as WireGeneralDescription
from hytedata.connectors.ptv.v11.wire.entities import Service as WireService
from hytedata.connectors.ptv.v11.wire.texts import LanguageItem
from hytedata.models.common import Rejection
from hytedata.models.ptv import GeneralDescription, Service
from hytedata.normalise.ptv.areas import normalise_area
from hytedata.normalise.ptv.classes import codes, industries, served_languages, terms
from hytedata.normalise.ptv.notes import Notes, place
from hytedata.normalise.ptv.record import (
    build,
    collection_ids,
    head,
    item_id,
    keep_word,
    plain_id,
)
from hytedata.normalise.ptv.texts import (
    Fields,
    Versions,
    filled,
    local_text,
    put_listed,
    put_plain,
    put_typed,
    version_of,
)
from hytedata.normalise.ptv.words import (
    CHARGES,
    GENERAL_TEXT_FIELDS,
    NAME_FIELDS,
    PROVISIONS,
    SERVICE_TEXT_FIELDS,
    SERVICE_TYPES,
    word,
)

_PROVISION_ORDER = ("SelfProduced", "Procured", "Other")


def normalise_service(wire: Wire[WireService]) -> Service | Rejection:
    """Normalise a service; only one without an id is rejected.

    Classes, terms and groups of a linked general description are among its own: PTV mixes them in
    unmarked (ptv-api 3.1). Its texts of a merged read (`GD_…`) are not, and stay in the extras.
    """
    model = wire.model
    return build(Service, "service", model.id, wire.document, partial(_service, model))


def _service(service: WireService, notes: Notes) -> Fields:
    versions: Versions = {}
    put_typed(versions, service.service_names, NAME_FIELDS, notes, "serviceNames")
    put_typed(
        versions, service.service_descriptions, SERVICE_TEXT_FIELDS, notes, "serviceDescriptions"
    )
    put_plain(versions, service.requirements, "conditions", notes, "requirements")
    _put_keywords(versions, service.keywords, notes)
    _put_laws(versions, service.legislation, notes)
    _put_vouchers(versions, service.service_vouchers, service.service_vouchers_in_use, notes)
    keep_word(notes, "subType", service.sub_type)
    keep_word(notes, "responsibleSoteOrganization", service.responsible_sote_organization)
    fields = head(service, notes)
    fields |= _organisations(service.organizations, notes)
    fields |= {
        "source_id": filled(service.source_id),
        "language_versions": versions,
        "type": _type(service.type, notes),
        "general_description_id": plain_id(service.general_description_id),
        "service_classes": codes(service.service_classes, notes, "serviceClasses"),
        "target_groups": codes(service.target_groups, notes, "targetGroups"),
        "life_events": codes(service.life_events, notes, "lifeEvents"),
        "ontology_terms": terms(service.ontology_terms, notes),
        "industrial_classes": industries(service.industrial_classes, notes),
        "service_languages": served_languages(service.languages),
        "charge": word(service.service_charge_type, CHARGES),
        "funding": filled(service.funding_type),
        "area": normalise_area(service.area_type, service.areas, notes),
        "channel_ids": _channel_ids(service.service_channels, notes),
        "collection_ids": collection_ids(service.service_collections, notes),
    }
    return fields


def normalise_general_description(
    wire: Wire[WireGeneralDescription],
) -> GeneralDescription | Rejection:
    """Normalise a general description; only one without an id is rejected.

    The channels that it suggests are kept in the extras, as is the text on its own type.
    """
    model = wire.model
    fill = partial(_general_description, wire)
    return build(GeneralDescription, "general-description", model.id, wire.document, fill)


def _general_description(wire: Wire[WireGeneralDescription], notes: Notes) -> Fields:
    told = wire.model
    versions: Versions = {}
    put_typed(versions, told.names, NAME_FIELDS, notes, "names")
    put_typed(versions, told.descriptions, GENERAL_TEXT_FIELDS, notes, "descriptions")
    put_plain(versions, told.requirements, "conditions", notes, "requirements")
    _put_laws(versions, told.legislation, notes)
    if told.service_channels:
        notes.extras["serviceChannels"] = wire.document["serviceChannels"]
    kind = filled(told.general_description_type)
    fields = head(told, notes)
    fields |= {
        "language_versions": versions,
        "type": _type(told.type, notes),
        "description_types": (kind,) if kind else (),
        "service_classes": codes(told.service_classes, notes, "serviceClasses"),
        "target_groups": codes(told.target_groups, notes, "targetGroups"),
        "life_events": codes(told.life_events, notes, "lifeEvents"),
        "ontology_terms": terms(told.ontology_terms, notes),
        "industrial_classes": industries(told.industrial_classes, notes),
        "charge": word(told.service_charge_type, CHARGES),
    }
    return fields


def _type(stated: str | None, notes: Notes) -> str:
    kind = word(stated, SERVICE_TYPES)
    if kind is None:
        notes.add("type", "no-type", "")
    return kind or ""


def _put_keywords(
    versions: Versions, keywords: Sequence[LanguageItem] | None, notes: Notes
) -> None:
    for one in keywords or ():
        keyword = filled(one.value)
        if keyword and not put_listed(versions, one.language, "keywords", keyword):
            notes.odd("keywords", keywords, one, "unknown-language")


def _put_laws(versions: Versions, laws: Sequence[Law] | None, notes: Notes) -> None:
    """Put laws into their language versions: the address of a page and the law's name.

    A page names itself only where the law has no name in its language.
    """
    for number, law in enumerate(laws or ()):
        path = f"legislation[{number}]"
        names = local_text(law.names, notes, f"{path}.names")
        named = dict(names)
        for page in law.web_pages or ():
            url, name = filled(page.url), filled(page.value)
            if url is None and name is None:
                continue
            link = {"url": url, "name": names.get(page.language or "") or name}
            named.pop(page.language or "", None)
            if not put_listed(versions, page.language, "legislation", link):
                notes.odd(f"{path}.webPages", law.web_pages, page, "unknown-language")
            elif name and link["name"] != name:
                notes.extras[f"{place(f'{path}.webPages', law.web_pages, page)}.value"] = name
        for language, name in named.items():
            put_listed(versions, language, "legislation", {"name": name})


def _put_vouchers(
    versions: Versions,
    vouchers: Sequence[ServiceVoucher] | None,
    in_use: bool | None,
    notes: Notes,
) -> None:
    """Tell of vouchers in each language version: v11 says for all at once that they are used."""
    for one in vouchers or ():
        link = {
            key: text
            for key, text in (
                ("url", one.url),
                ("name", one.value),
                ("info", one.additional_information),
            )
            if filled(text)
        }
        if not link:
            continue
        version = version_of(versions, one.language)
        if version is None:
            notes.odd("serviceVouchers", vouchers, one, "unknown-language")
            continue
        voucher = version.setdefault("voucher", {"links": []})
        if list(link) == ["info"] and "info" not in voucher:
            voucher["info"] = link["info"]
        else:
            voucher["links"].append(link)
    if in_use:
        notes.extras["serviceVouchersInUse"] = True
        for version in versions.values():
            version.setdefault("voucher", {})["in_use"] = True


def _channel_ids(
    connections: Sequence[ServiceServiceChannel] | None, notes: Notes
) -> tuple[str, ...]:
    found = set()
    for one in connections or ():
        channel = item_id(one.service_channel)
        if channel is None:
            notes.odd("serviceChannels", connections, one, "no-id")
        else:
            found.add(channel)
    return tuple(sorted(found))


def _organisations(entries: Sequence[ServiceOrganization] | None, notes: Notes) -> Fields:
    """Sort one list of v11 into who answers for a service, who else does, and who does it.

    Roles that are not known are kept in the extras.
    """
    path = "organizations"
    main: str | None = None
    others: set[str] = set()
    producers: list[Fields] = []
    for entry in entries or ():
        role, known = entry.role_type, item_id(entry.organization)
        if role == "Producer":
            producer = _producer(entry, known, notes, place(path, entries, entry))
            if producer is None:
                notes.odd(path, entries, entry, "no-provision-type")
            else:
                producers.append(producer)
            continue
        if role == "Responsible" and known and main in {None, known}:
            main = known
        elif role == "OtherResponsible" and known:
            others.add(known)
        elif role in {"Responsible", "OtherResponsible"}:
            notes.odd(path, entries, entry, "second-responsible" if known else "no-id")
        else:
            notes.keep_entry(path, entry)
            continue
        if entry.additional_information or entry.provision_type:
            notes.keep_entry(path, entry)
    producers.sort(key=_provision_rank)
    return {
        "organisation_id": main,
        "other_organisation_ids": tuple(sorted(others)),
        "producers": producers,
    }


def _producer(
    entry: ServiceOrganization, known: str | None, notes: Notes, path: str
) -> Fields | None:
    provision = word(entry.provision_type, PROVISIONS)
    if provision is None:
        return None
    return {
        "provision": provision,
        "organisation_id": known,
        "name": local_text(entry.additional_information, notes, f"{path}.additionalInformation"),
    }


def _provision_rank(producer: Fields) -> int:
    provision = producer["provision"]
    if provision in _PROVISION_ORDER:
        return _PROVISION_ORDER.index(provision)
    return len(_PROVISION_ORDER)
