"""The language set of an item (ptv-api 6.2)."""

from hytedata.sandbox.ptv.attributes import pascal
from hytedata.sandbox.ptv.rules.context import Write
from hytedata.sandbox.ptv.values import items, languages_in, text

_NO_MODEL = ("Organization", "ServiceCollection")


def sent_languages(write: Write) -> list[str]:
    """Languages that the body's defining lists hold; they become the item's (rule 1)."""
    return languages_in([write.body.get(name) for name in write.kind.defining])


def check_languages(write: Write) -> None:
    """Rules 1–5: which languages the body brings, and that each list covers them."""
    entity = write.entity
    existing = set(entity.newest.languages) if entity else set[str]()
    sent = sent_languages(write)
    _check_strays(write, existing | set(sent))
    if not sent:
        return
    added = [language for language in sent if language not in existing]
    removed = sorted(existing - set(sent))
    if (added or removed) and write.kind.name not in _NO_MODEL:
        _check_model(write, sent, added, removed)
    for name in write.kind.defining:
        if write.is_post or items(write.body, name):
            _check_list(write, name, sent)


def _check_strays(write: Write, known: set[str]) -> None:
    used = languages_in([write.body.get(name) for name in write.kind.using])
    stray = [language for language in used if language not in known]
    if stray:
        write.errors.add("Model", _added(stray))


def _added(languages: list[str]) -> str:
    named = ", ".join(languages)
    return (
        f"You have added new language version(s): {named}. Either add required values in "
        f"'{named}' or remove all items in language '{named}'."
    )


def _check_model(write: Write, sent: list[str], added: list[str], removed: list[str]) -> None:
    absent = [name for name in write.kind.defining if not items(write.body, name)]
    if write.is_post and write.kind.name in ("Phone", "GeneralDescription"):
        absent = []
    uncovered = [
        language
        for language in added
        if any(
            language not in languages_in(write.body.get(name))
            for name in write.kind.defining
            if name not in absent
        )
    ]
    lists = ", ".join(pascal(name) for name in absent)
    told = f" Some of the required lists are missing: {lists}." if absent else ""
    if uncovered or (added and absent):
        write.errors.add("Model", _added(uncovered or added) + told)
    if removed and absent:
        gone = ", ".join(removed)
        write.errors.add("Model", f"You are removing language versions: {gone}.{told}")


def _check_list(write: Write, name: str, languages: list[str]) -> None:
    key, listed = pascal(name), items(write.body, name)
    required = _required_types(write, name)
    for language in languages:
        if not required:
            if language not in languages_in(listed):
                told = f"Required value was not found with language code '{language}'!"
                write.errors.add(key, told)
            continue
        types = {item.get("type") for item in listed if item.get("language") == language}
        for kind in required:
            if kind not in types:
                told = (
                    f"Required value with type '{kind}' was not found "
                    f"with language code '{language}'!"
                )
                write.errors.add(key, told)


def _required_types(write: Write, name: str) -> tuple[str, ...]:
    if name == write.kind.names:
        typed = write.kind.name in ("Service", "ServiceLocation", "Organization")
        if not typed or (write.kind.name == "Service" and _has_description(write)):
            return ()
        return ("Name",)
    if name != write.kind.descriptions or write.kind.name == "Organization":
        return ()
    if write.kind.name == "GeneralDescription":
        return ("Summary",)
    if write.kind.name != "Service":
        return ("Summary", "Description")
    # UserInstruction: mandatory for services since 3 March 2026 (ptv-api 6.5 rule 10).
    description = write.general_description() or {}
    types = {item.get("type") for item in items(description, "descriptions")}
    inherited = "Description" in types
    return ("Summary", *(() if inherited else ("Description",)), "UserInstruction")


def _has_description(write: Write) -> bool:
    return text(write.merged, "generalDescriptionId") is not None


def check_organisation_languages(write: Write) -> None:
    """Rule 6: the responsible organisation has every language version that is published."""
    if not write.publishes or write.kind.organisation not in (
        "mainResponsibleOrganization",
        "organizationId",
    ):
        return
    owner = write.published("Organization", text(write.merged, write.kind.organisation) or "")
    if owner is None or owner.published is None:
        return
    entity = write.entity
    languages = sent_languages(write) or (list(entity.newest.languages) if entity else [])
    lacking = [language for language in languages if language not in owner.published.languages]
    if lacking:
        write.errors.add(
            pascal(write.kind.organisation),
            f"Organisation language version(s) '{', '.join(lacking)}' missing! The organisation "
            "must be published in every language of its content.",
        )
