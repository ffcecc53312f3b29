"""An organisation of PTV as HSDS has it."""

from hytedata.export.hsds.contacts import contacts_of, phones_of
from hytedata.export.hsds.gathered import Gathered
from hytedata.export.hsds.places import addresses_of, degrees
from hytedata.export.hsds.terms import Linking
from hytedata.export.hsds.values import Row, key, own_key, row, some, version
from hytedata.export.properties import web_address
from hytedata.models.common import Json, Language
from hytedata.models.ptv import Organisation, OrganisationTexts

_IDENTIFIERS = ("business_id", "oid", "municipality")


def organisation_row(one: Organisation, known: Gathered, language: Language) -> Row:
    """Return *one* with its phones, contacts, place and identifiers, in *language*."""
    texts = version(one, language) or OrganisationTexts()
    emails = [it.address for it in texts.emails]
    pages = [page for it in texts.web_pages if (page := web_address(it.url))]
    its = own_key(one.id)
    linking = Linking("organization", its, language)
    parent = one.parent_id if one.parent_id in known.organisations else None
    found: dict[str, Json] = {
        "id": its,
        "name": texts.name,
        "alternate_name": texts.alternative_name,
        "email": emails[0] if emails else None,
        "website": pages[0] if pages else None,
        "parent_organization_id": own_key(parent) if parent else None,
        "contacts": contacts_of(one, lambda it: it.emails, language),
        "phones": phones_of(one, lambda it: it.phones, language),
        "locations": _place(one, its, language),
        "organization_identifiers": _identifiers(one),
        "attributes": some(
            [
                *linking.values("type", [one.type]),
                *linking.values("summary", [texts.summary]),
            ]
        ),
    }
    # Asked for by the format, even where nothing is said.
    return {**row(found), "name": texts.name or "", "description": texts.description or ""}


def _place(one: Organisation, its: str, language: Language) -> list[Json]:
    addresses = addresses_of(one.id, one.location, one.contact_addresses, language)
    if not addresses:
        return []
    texts = version(one, language)
    return [
        row(
            {
                "id": key(one.id, "location"),
                "location_type": "physical" if one.location.street else "postal",
                "organization_id": its,
                "name": texts.name if texts else None,
                **degrees(one.location.position),
                "addresses": addresses,
            }
        )
    ]


def _identifiers(one: Organisation) -> list[Json]:
    return some(
        {"id": key(one.id, field), "identifier_type": field, "identifier": value}
        for field in _IDENTIFIERS
        if (value := getattr(one, field))
    )
