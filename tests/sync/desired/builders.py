"""Sites, publishers and stand-ins for the mapping's tests."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from hytedata.content import Objection
from hytedata.models.common import Language
from hytedata.models.publication import Desired, DesiredItem, Fields, ItemKind, Skip
from hytedata.models.sports_site import SiteGeometry, SportsSite
from hytedata.sync.desired import desired
from hytedata.sync.mapping import Composed, Publisher

ORGANISATION = "00000000-0000-4000-8000-000000000249"
PUBLISHER = Publisher(
    organisation=ORGANISATION,
    municipalities=("249",),
    owners=("city", "city-main-owner"),
    languages=("fi", "sv"),
    target_languages=("fi", "sv"),
    organisation_name="Keuruun kaupunki",
)
POINT = SiteGeometry(kind="point", parts=((((380848.64, 6905404.53),),),))

_SITE = SportsSite(
    lipas_id=1,
    event_date=datetime(2026, 1, 2, tzinfo=UTC),
    status="active",
    names={"fi": "Keskuskenttä"},
    type_code=1340,
    owner="city",
    admin="city-sports",
    municipality="249",
    address="Kenttätie 3",
    postal_code="42700",
    postal_office="Keuruu",
    geometry=POINT,
)


def site(lipas_id: int = 1, name: str | None = None, **changes: object) -> SportsSite:
    """Return an eligible ball field of Keuruu with *changes*."""
    named: dict[str, object] = {} if name is None else {"names": {"fi": name}}
    return _SITE.model_copy(update={"lipas_id": lipas_id, **named, **changes})


class PlainTexts:
    """Writes texts that say nothing, or objects."""

    def __init__(
        self,
        *,
        against_sites: Sequence[int] = (),
        against_services: Sequence[int] = (),
        service_name: str = "",
    ) -> None:
        self.against_sites, self.against_services = against_sites, against_services
        self.service_name = service_name

    def site(self, site: SportsSite, languages: Sequence[Language]) -> Composed:
        """Return the same texts for every site."""
        fields = {f"summary.{one}": "Hiekkapintainen kenttä." for one in languages}
        fields |= {f"description.{one}": "Voit pelata kentällä." for one in languages}
        return Composed(fields, _against(site.lipas_id in self.against_sites))

    def service(
        self, sub_category: int, types: Sequence[int], languages: Sequence[Language]
    ) -> Composed:
        """Return the same texts for every service, under its own name."""
        fields: dict[str, str] = {}
        for one in languages:
            fields[f"name.{one}"] = self.service_name or f"Palvelu {sub_category}"
            fields[f"summary.{one}"] = "Paikkoja liikkua ulkona."
            fields[f"description.{one}"] = "Voit liikkua omatoimisesti."
            fields[f"user_instruction.{one}"] = "Tule paikalle."
        return Composed(fields, _against(sub_category in self.against_services))


def _against(really: bool) -> tuple[Objection, ...]:
    return (Objection("S5", "block", "opening hours", field="summary.fi"),) if really else ()


class Check:
    """A check of fields with set faults."""

    def __init__(self, faults: Iterable[Objection]) -> None:
        self.faults = tuple(faults)

    def __call__(self, kind: ItemKind, fields: Fields) -> tuple[Objection, ...]:
        """Return the faults of fields that are there."""
        return tuple(one for one in self.faults if kind == "channel" and one.field in fields)


def publish(*sites: SportsSite, publisher: Publisher = PUBLISHER, **options: object) -> Desired:
    """Make the desired state of *sites*, with stand-ins where *options* name none."""
    texts = options.get("texts", PlainTexts())
    assert isinstance(texts, PlainTexts)
    check = options.get("check")
    if check is None:
        return desired(sites, publisher, texts=texts)
    assert isinstance(check, Check)
    return desired(sites, publisher, texts=texts, check=check)


def channel_of(state: Desired, lipas_id: int = 1) -> DesiredItem:
    """Return the channel of a site."""
    return next(item for item in state.items if item.source.id == f"site:{lipas_id}")


def skip_of(state: Desired, lipas_id: int = 1) -> Skip:
    """Return the reason why a site is not published."""
    return next(skip for skip in state.skipped if skip.source.id == f"site:{lipas_id}")


def warnings_of(state: Desired, lipas_id: int = 1) -> list[Skip]:
    """Return the remarks on a site."""
    return [one for one in state.warnings if one.source.id == f"site:{lipas_id}"]
