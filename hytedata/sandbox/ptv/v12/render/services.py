"""Services (ptv-v12 5.1 and 6.3)."""

from hytedata.sandbox.ptv.state import Version
from hytedata.sandbox.ptv.v12.mirror import Record
from hytedata.sandbox.ptv.v12.render import contacts, places
from hytedata.sandbox.ptv.v12.render.show import Show
from hytedata.sandbox.ptv.v12.render.texts import (
    in_language,
    markdown,
    plain_text,
    served,
    strings,
    typed_text,
)
from hytedata.sandbox.ptv.values import Body, flag, items, text, texts

_TIMES = {
    "processingTimeAdditionalInformation": "ProcessingTime",
    "deadlineAdditionalInformation": "DeadLine",
    "validityTimeAdditionalInformation": "ValidityTime",
}


def service_facets(show: Show, record: Record, version: Version) -> Body:
    """What of a service the filters look at, besides its languages."""
    body = version.body
    return {
        **show.vocabularies(body),
        "area": places.area(show.book, body) or places.limited(show.book, []),
        "serviceType": show.service_type(body),
    }


def render_service(show: Show, record: Record, version: Version) -> Body:
    """All of a service but its id and moments."""
    body, kind = version.body, show.service_type(version.body)
    description = text(body, "generalDescriptionId")
    return {
        "organizationContentId": text(body, "mainResponsibleOrganization"),
        "generalDescriptionContentId": description.lower() if description else None,
        **service_facets(show, record, version),
        "producers": _producers(body),
        "otherResponsibleOrganizations": texts(body, "otherResponsibleOrganizations"),
        "chargeType": contacts.charge(body.get("serviceChargeType")),
        "fundingType": text(body, "fundingType"),
        "serviceLanguages": served(body),
        "languageVersions": {
            language: _version(body, kind, language) for language in version.languages
        },
    }


def _version(body: Body, kind: str, language: str) -> Body:
    described = items(body, "serviceDescriptions")
    shown: Body = {
        "name": typed_text(items(body, "serviceNames"), language, "Name") or "",
        "alternativeName": typed_text(items(body, "serviceNames"), language, "AlternativeName"),
        "summary": typed_text(described, language, "Summary"),
        "description": markdown(typed_text(described, language, "Description")),
        "userInstructions": markdown(typed_text(described, language, "UserInstruction")),
        "conditions": markdown(plain_text(items(body, "requirements"), language)),
        "legislationLinks": laws(body, language),
        "freelyAssignedKeywords": [
            text(item, "value") for item in in_language(items(body, "keywords"), language)
        ],
        "voucher": _voucher(body, language),
        "chargeTypeAdditionalInformation": markdown(
            typed_text(described, language, "ChargeTypeAdditionalInfo")
        ),
    }
    return shown if kind == "Service" else {**shown, **times(described, language)}


def times(described: list[Body], language: str) -> Body:
    """The three texts about time, which permits and qualifications have."""
    return {name: markdown(typed_text(described, language, kind)) for name, kind in _TIMES.items()}


def laws(body: Body, language: str) -> list[Body]:
    """Links to laws, each named by the law."""
    return [
        {"url": text(page, "url") or "", "name": named or text(page, "value") or ""}
        for law in items(body, "legislation")
        for named in (plain_text(items(law, "names"), language),)
        for page in in_language(items(law, "webPages"), language)
    ]


def _voucher(body: Body, language: str) -> Body:
    if not flag(body, "serviceVouchersInUse"):
        return {"voucherType": "NotUsed"}
    found = in_language(items(body, "serviceVouchers"), language)
    with_url = [item for item in found if text(item, "url")]
    if with_url:
        links = [
            {**contacts.page(item), "additionalInformation": text(item, "additionalInformation")}
            for item in with_url
        ]
        return {"voucherType": "WithUrl", "urls": links}
    told = text(found[0], "additionalInformation") if found else None
    return {"voucherType": "WithAdditionalInformation", "additionalInformation": told}


def _producers(body: Body) -> Body:
    def of(kind: str) -> list[Body]:
        found = items(body, "serviceProducers")
        return [item for item in found if item.get("provisionType") == kind]

    def organisations(kind: str) -> list[str]:
        return list(dict.fromkeys(one for item in of(kind) for one in texts(item, "organizations")))

    def others(kind: str) -> list[Body]:
        names = (strings(items(item, "additionalInformation")) for item in of(kind))
        return [{"name": each} for each in names if each]

    def both(kind: str) -> Body:
        return {"organizations": organisations(kind), "other": others(kind)}

    return {
        "selfProducedProducers": {"organizations": organisations("SelfProducedServices")},
        "procuredProducers": both("ProcuredServices"),
        "otherProducers": both("Other"),
    }
