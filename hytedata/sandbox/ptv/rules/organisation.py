"""Rules of organisations, collections and general descriptions (ptv-api 6.8)."""

from hytedata.sandbox.ptv.attributes import pascal
from hytedata.sandbox.ptv.rules.common import may_connect, restricted
from hytedata.sandbox.ptv.rules.context import Write
from hytedata.sandbox.ptv.rules.places import check_addresses, check_phones, unknown
from hytedata.sandbox.ptv.rules.service import check_owner, check_vocabularies
from hytedata.sandbox.ptv.values import items, text, texts


def check_organisation(write: Write) -> None:
    """Run every rule of an organisation."""
    parent = text(write.body, "parentOrganizationId")
    if parent is not None:
        check_owner(write, parent, "ParentOrganizationId")
    elif write.is_post and write.caller.role != "Eeva":
        told = "Only administrators may create an organisation without a parent."
        write.errors.add("Organization", told)
    _check_area(write)
    code = text(write.body, "municipality")
    if code is not None and code not in write.book.codes.municipalities:
        write.errors.add("Municipality", unknown(code))
    check_addresses(write, items(write.body, "addresses"), "Addresses")
    check_phones(write, items(write.body, "phoneNumbers"), "PhoneNumbers")
    oid = text(write.body, "oid")
    if oid is not None and any(
        other is not write.entity and text(other.newest.body, "oid") == oid
        for other in write.state.by_group["Organization"]
    ):
        write.errors.add("Oid", f"The oid '{oid}' is already in use.")


def _check_area(write: Write) -> None:
    kind, area = text(write.merged, "organizationType"), text(write.merged, "areaType")
    codes = texts(write.body, "areas")
    if kind == "Municipality" and (area == "LimitedType" or codes):
        write.errors.add("AreaType", "A municipality is nationwide or has no area type.")
    if kind == "RegionalOrganization" and area not in ("LimitedType", None):
        write.errors.add("AreaType", "The area type of a regional organisation is LimitedType.")
    if codes and area != "LimitedType":
        write.errors.add("Areas", "No Areas accepted when AreaType is not LimitedType.")
    sub = text(write.merged, "subAreaType") or "Municipality"
    for code in codes:
        if not write.book.has_area(sub, code):
            write.errors.add("Areas", unknown(code))


def check_collection(write: Write) -> None:
    """The owner may be written to; members exist."""
    owner = text(write.body, "organizationId")
    if owner is not None:
        check_owner(write, owner, "OrganizationId")
    for field, group in (("services", "Service"), ("serviceChannels", "ServiceChannel")):
        for member in texts(write.body, field):
            entity = write.published(group, member)
            if entity is None:
                told = f"Some of the items were not found: '{member}'"
                write.errors.add(pascal(field), told)
            elif group == "ServiceChannel" and not may_connect(entity, write.caller):
                write.errors.add(pascal(field), restricted(entity))


def check_general_description(write: Write) -> None:
    """Its vocabularies are known."""
    check_vocabularies(write)
