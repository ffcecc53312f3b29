"""The desired state of one organisation, from what was read."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from hytedata.config import Organisation
from hytedata.models.common import Rejection, Snapshot
from hytedata.models.publication import Desired, Skip, SourceItem, TargetState
from hytedata.models.sports_site import AnySite
from hytedata.sync.compose import OwnTexts
from hytedata.sync.desired import Publisher, desired
from hytedata.sync.in_step import Steps
from hytedata.sync.texts import FactTexts


def wanted(
    organisation: Organisation,
    sites: Snapshot[AnySite],
    state: TargetState,
    steps: Steps | None = None,
) -> Desired:
    """Map sites to what PTV should hold; records that could not be read are among the skipped."""
    publisher = replace(
        publisher_of(organisation),
        target_languages=state.organisation.languages,
        postal_codes=state.postal_codes,
    )
    texts = FactTexts(
        municipalities=organisation.municipalities,
        organisation=state.organisation.names,
        own_texts=own_texts(organisation.texts),
    )
    result = desired(sites.items, publisher, texts=texts, steps=steps)
    rejected = tuple(_skip(rejection) for rejection in sites.rejections)
    return replace(result, skipped=(*result.skipped, *rejected))


def publisher_of(organisation: Organisation) -> Publisher:
    """What the configuration says of an organisation; what PTV says of it is left open."""
    return Publisher(
        organisation=organisation.id,
        municipalities=organisation.municipalities,
        owners=organisation.owners,
        languages=organisation.languages,
        target_languages=(),
        organisation_name=organisation.name,
        lipas_publishes=organisation.lipas_publishes,
    )


def own_texts(texts: Mapping[str, str]) -> OwnTexts:
    """Turn the configuration's `site:123.summary.fi` → text into the composer's own texts."""
    own: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for path, text in texts.items():
        key, field, language = path.rsplit(".", 2)
        own[key][language][field] = text
    return own


def _skip(rejection: Rejection) -> Skip:
    source = SourceItem("lipas", f"site:{rejection.ref.id}")
    detail = f"{rejection.field}: {rejection.reason}"
    return Skip(source, rejection.name, "field-invalid", detail, "mend the site in Lipas")
