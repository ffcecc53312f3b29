"""What kind of provider an organisation of PTV is; those below a root are what the root is."""

from collections.abc import Iterator, Mapping
from typing import Final

from hytedata.classify.providers import UNKNOWN, provider_of_name
from hytedata.models.classification import ProviderKind, ProviderVerdict
from hytedata.models.ptv.organisation import Organisation

_NO_LIST: Final[Mapping[str, ProviderKind]] = {}


def provider_of_organisation(
    organisation: Organisation,
    root: Organisation | None = None,
    *,
    curated: Mapping[str, ProviderKind] = _NO_LIST,
) -> ProviderVerdict:
    """Return what kind of provider *organisation* is.

    Args:
        organisation: Of PTV.
        root: The top of its tree, where that is another; it decides wherever it says anything.
        curated: Business id or name → kind; it comes first.
    """
    for one in (root, organisation):
        if one is not None:
            verdict = _of_one(one, curated)
            if verdict.kind != "unknown":
                return verdict
    return UNKNOWN


def _of_one(organisation: Organisation, curated: Mapping[str, ProviderKind]) -> ProviderVerdict:
    found = [
        provider_of_name(
            name,
            business_id=organisation.business_id or "",
            organisation_type=organisation.type,
            curated=curated,
        )
        for name in _names(organisation)
    ]
    # A name that says the kind goes before a type that may be anything: parishes have none.
    told = (one for one in found if any(it.source in ("list", "name") for it in one.evidence))
    return next(told, None) or next((one for one in found if one.kind != "unknown"), UNKNOWN)


def _names(organisation: Organisation) -> Iterator[str]:
    yield from organisation.name.values()
    if organisation.business_name:
        yield organisation.business_name
    if not organisation.name and not organisation.business_name:
        yield ""  # its type may say it alone
