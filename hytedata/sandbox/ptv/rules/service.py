"""Rules of services (ptv-api 6.5)."""

from hytedata.sandbox.ptv.attributes import pascal
from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.rules.common import check_unique_name
from hytedata.sandbox.ptv.rules.context import Write
from hytedata.sandbox.ptv.rules.places import check_areas, check_width
from hytedata.sandbox.ptv.values import Body, items, text, texts

VOCABULARIES = (
    "serviceClasses",
    "ontologyTerms",
    "targetGroups",
    "lifeEvents",
    "industrialClasses",
)
_SUB_GROUP = "At least one of the sub target groups is required"


def check_service(write: Write) -> None:
    """Run every rule of a service."""
    check_vocabularies(write)
    _check_main_classes(write)
    _check_target_groups(write)
    _check_description(write)
    _check_organisations(write)
    _check_producers(write)
    check_areas(write)
    check_width(write)
    if text(write.body, "mainResponsibleOrganization"):
        check_unique_name(write)


def check_vocabularies(write: Write) -> None:
    """Every URI exists; languages too."""
    for field in VOCABULARIES:
        unknown = [
            uri for uri in texts(write.body, field) if write.book.find_uri(field, uri) is None
        ]
        if unknown:
            told = ", ".join(f"'{uri}'" for uri in unknown)
            write.errors.add(pascal(field), f"Some of the uris were not found: {told}")


def _check_main_classes(write: Write) -> None:
    classes = known_uris(write.book, write.body, "serviceClasses")
    if not classes:
        return
    inherited = known_uris(write.book, write.general_description() or {}, "serviceClasses")
    if not any(write.book.parent_uri("serviceClasses", uri) for uri in (*classes, *inherited)):
        told = "All the service classes are main service classes; give a sub class."
        write.errors.add("ServiceClasses", told)


def known_uris(book: CodeBook, body: Body, field: str) -> list[str]:
    """The kept URIs of a list, without the unknown ones."""
    found = (book.find_uri(field, uri) for uri in texts(body, field))
    return [uri for uri in found if uri is not None]


def _check_target_groups(write: Write) -> None:
    book = write.book
    sent = known_uris(book, write.body, "targetGroups")
    own = sent or known_uris(book, write.stored, "targetGroups")
    inherited = known_uris(book, write.general_description() or {}, "targetGroups")
    codes = book.top_codes("targetGroups", own)
    everything = codes | book.top_codes("targetGroups", inherited)
    if sent and "KR2" in codes and not any(code.startswith("KR2.") for code in everything):
        write.errors.add("TargetGroups", f"{_SUB_GROUP} for target group 'KR2'.")
    if not write.is_post:
        codes = everything
    for field, needed in (("lifeEvents", "KR1"), ("industrialClasses", "KR2")):
        if texts(write.body, field) and not any(code.split(".")[0] == needed for code in codes):
            told = f"{_SUB_GROUP} or the group itself: target group '{needed}'."
            write.errors.add(pascal(field), told)


def _check_description(write: Write) -> None:
    sent = text(write.body, "generalDescriptionId")
    if sent is not None and write.published("GeneralDescription", sent) is None:
        told = f"The general description with id '{sent}' was not found!"
        write.errors.add("GeneralDescriptionId", told)


def _check_organisations(write: Write) -> None:
    main = text(write.body, "mainResponsibleOrganization")
    if main is not None:
        check_owner(write, main, "MainResponsibleOrganization")
    others = texts(write.body, "otherResponsibleOrganizations")
    own = text(write.merged, "mainResponsibleOrganization") or ""
    key = "OtherResponsibleOrganizations"
    if len({other.lower() for other in others}) < len(others):
        write.errors.add(key, "Duplicate organisations are not allowed.")
    for other in others:
        if write.published("Organization", other) is None:
            write.errors.add(key, f"The organisation with id '{other}' was not found!")
        elif other.lower() == own.lower():
            write.errors.add(key, "The main responsible organisation cannot be repeated here.")


def check_owner(write: Write, organisation: str, key: str) -> None:
    """The responsible organisation is published and among the API user's."""
    if write.published("Organization", organisation) is None:
        write.errors.add(key, f"The organisation with id '{organisation}' was not found!")
    elif organisation.lower() not in write.caller.organisations and write.caller.role != "Eeva":
        write.errors.add(key, f"User has no rights to organisation '{organisation}'.")


def _check_producers(write: Write) -> None:
    for at, producer in enumerate(items(write.body, "serviceProducers")):
        organisations = texts(producer, "organizations")
        for place, organisation in enumerate(organisations):
            if write.published("Organization", organisation) is None:
                # The prefix of the producer is missing in the server's key (ptv-api 2.1).
                write.errors.add(
                    f"Organizations[{place}].OrganizationId",
                    f"The organisation with id '{organisation}' was not found!",
                )
        empty = not organisations and not items(producer, "additionalInformation")
        if producer.get("provisionType") == "Other" and empty:
            told = "Either Organizations or AdditionalInformation must be given for 'Other'."
            write.errors.add(f"ServiceProducers[{at}]", told)
