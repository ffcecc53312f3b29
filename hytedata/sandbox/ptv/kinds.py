"""The kinds of entities, and what of their bodies the rules need to know (ptv-api 6.2, 7.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Kind:
    """One kind of entity.

    Attributes:
        group: The entity type: first path segment, and scope of source ids.
        model: Name of the POST model; the PUT model has "Put" behind it.
        defining: Lists that define the language set.
        using: Other lists in which a language may occur.
        flags: PUT flag → field that it clears.
        always_written: Booleans that are false when left out, on PUT too.
    """

    name: str
    group: str
    model: str
    names: str
    descriptions: str
    organisation: str
    defining: tuple[str, ...]
    using: tuple[str, ...] = ()
    flags: Mapping[str, str] = field(default_factory=dict)
    always_written: tuple[str, ...] = ()


_NAMES, _DESCRIPTIONS = "serviceChannelNames", "serviceChannelDescriptions"
_SUPPORT = {
    "deleteAllSupportEmails": "supportEmails",
    "deleteAllSupportPhones": "supportPhones",
}
_CLASSES = {
    "deleteAllLifeEvents": "lifeEvents",
    "deleteAllIndustrialClasses": "industrialClasses",
    "deleteAllLaws": "legislation",
    "deleteServiceChargeType": "serviceChargeType",
}


def _channel(
    name: str,
    model: str,
    defining: tuple[str, ...],
    using: tuple[str, ...],
    flags: Mapping[str, str],
    booleans: tuple[str, ...] = (),
) -> Kind:
    return Kind(
        name,
        "ServiceChannel",
        model,
        _NAMES,
        _DESCRIPTIONS,
        "organizationId",
        (_NAMES, _DESCRIPTIONS, *defining),
        using,
        flags,
        booleans,
    )


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "Service",
            "Service",
            "ServiceIn",
            "serviceNames",
            "serviceDescriptions",
            "mainResponsibleOrganization",
            ("serviceNames", "serviceDescriptions"),
            ("keywords", "requirements", "legislation", "serviceProducers", "serviceVouchers"),
            {
                **_CLASSES,
                "deleteAllKeywords": "keywords",
                "deleteGeneralDescriptionId": "generalDescriptionId",
            },
        ),
        _channel(
            "ServiceLocation",
            "ServiceLocationChannelIn",
            ("addresses",),
            ("phoneNumbers", "faxNumbers", "emails", "webPages", "serviceHours"),
            {
                "deleteAllEmails": "emails",
                "deleteAllPhoneNumbers": "phoneNumbers",
                "deleteAllFaxNumbers": "faxNumbers",
                "deleteAllWebPages": "webPages",
                "deleteAllServiceHours": "serviceHours",
                "deleteOid": "oid",
            },
        ),
        _channel(
            "EChannel",
            "ElectronicChannelIn",
            ("webPage", "accessibilityClassification"),
            ("attachments", "supportPhones", "supportEmails", "serviceHours"),
            {
                **_SUPPORT,
                "deleteAllAttachments": "attachments",
                "deleteAllServiceHours": "serviceHours",
            },
            ("requiresSignature", "requiresAuthentication"),
        ),
        _channel(
            "WebPage",
            "WebPageChannelIn",
            ("webPage", "accessibilityClassification"),
            ("supportPhones", "supportEmails"),
            _SUPPORT,
        ),
        _channel(
            "Phone",
            "PhoneChannelIn",
            ("phoneNumbers",),
            ("webPage", "supportEmails", "serviceHours"),
            {"deleteAllWebPages": "webPage", "deleteAllServiceHours": "serviceHours"},
        ),
        _channel(
            "PrintableForm",
            "PrintableFormChannelIn",
            ("channelUrls",),
            (
                "formIdentifier",
                "deliveryAddresses",
                "supportPhones",
                "supportEmails",
                "attachments",
            ),
            {
                **_SUPPORT,
                "deleteAllDeliveryAddresses": "deliveryAddresses",
                "deleteAllChannelUrls": "channelUrls",
                "deleteAllAttachments": "attachments",
                "deleteAllFormIdentifiers": "formIdentifier",
            },
        ),
        Kind(
            "Organization",
            "Organization",
            "OrganizationIn",
            "organizationNames",
            "organizationDescriptions",
            "parentOrganizationId",
            ("organizationNames", "organizationDescriptions"),
            ("emails", "phoneNumbers", "webPages", "addresses", "electronicInvoicings"),
            {
                "deleteAllEmails": "emails",
                "deleteAllPhones": "phoneNumbers",
                "deleteAllWebPages": "webPages",
                "deleteAllAddresses": "addresses",
                "deleteAllElectronicInvoicings": "electronicInvoicings",
            },
        ),
        Kind(
            "GeneralDescription",
            "GeneralDescription",
            "GeneralDescriptionIn",
            "names",
            "descriptions",
            "",
            ("names", "descriptions"),
            ("requirements", "legislation"),
            _CLASSES,
        ),
        Kind(
            "ServiceCollection",
            "ServiceCollection",
            "ServiceCollectionIn",
            "serviceCollectionNames",
            "serviceCollectionDescriptions",
            "organizationId",
            ("serviceCollectionNames",),
            ("serviceCollectionDescriptions",),
            {"deleteAllServices": "services", "deleteAllChannels": "serviceChannels"},
        ),
    )
}

CHANNEL_KINDS = tuple(name for name, kind in KINDS.items() if kind.group == "ServiceChannel")
