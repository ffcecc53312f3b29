"""Services and the general descriptions that they build on."""

from typing import Literal

from pydantic import Field

from hytedata.models.base import Model
from hytedata.models.common import LocalizedText
from hytedata.models.ptv.area import AvailabilityArea
from hytedata.models.ptv.contact import WebLink
from hytedata.models.ptv.record import Texts, Worded


class Voucher(Model):
    """Whether a service is bought with vouchers, and what is said of it in one language."""

    in_use: bool = False
    info: str | None = None
    links: tuple[WebLink, ...] = ()


class ServiceTexts(Texts):
    """One language version of a service.

    Attributes:
        conditions: Who may use it (v11 `requirements`).
        keywords: Free keywords; ontology terms are the service's own.
        deadline: Of permits and qualifications only.
        processing_time: Likewise.
        validity_time: Likewise.
    """

    alternative_name: str | None = None
    user_instruction: str | None = None
    conditions: str | None = None
    charge_info: str | None = None
    deadline: str | None = None
    processing_time: str | None = None
    validity_time: str | None = None
    legislation: tuple[WebLink, ...] = ()
    keywords: tuple[str, ...] = ()
    voucher: Voucher = Voucher()


class ServiceProducer(Model):
    """Who does it.

    Attributes:
        provision: `SelfProduced`, `Procured` or `Other`.
        organisation_id: A producer that PTV knows.
        name: One that it does not.
    """

    provision: str
    organisation_id: str | None = None
    name: LocalizedText = Field(default_factory=dict)


class Service(Worded[ServiceTexts]):
    """What a client can get (palvelu).

    Attributes:
        type: `Service`, `PermitOrOtherObligation` or `ProfessionalQualification`.
        organisation_id: Who answers for it.
        service_classes: Codes (`P27.1`), sorted. Those of a linked general description are among
            them through v11.
        target_groups: Codes (`KR1`), likewise.
        life_events: Codes (`KE1`), likewise.
        ontology_terms: URIs, sorted.
        industrial_classes: URIs, sorted.
        service_languages: Languages that clients are served in, lower case, sorted.
        charge: `Free`, `Charged` or None; v11 also `Other`.
        funding: `PubliclyFunded`, `MarketFunded` or None.
        channel_ids: Connected channels; v12 shows connections only by themselves.
        collection_ids: Service collections that it is in; v11 only.
    """

    type: str
    organisation_id: str | None = None
    other_organisation_ids: tuple[str, ...] = ()
    general_description_id: str | None = None
    producers: tuple[ServiceProducer, ...] = ()
    service_classes: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    ontology_terms: tuple[str, ...] = ()
    industrial_classes: tuple[str, ...] = ()
    service_languages: tuple[str, ...] = ()
    charge: str | None = None
    funding: str | None = None
    area: AvailabilityArea | None = None
    channel_ids: tuple[str, ...] | None = None
    collection_ids: tuple[str, ...] | None = None

    @property
    def kind(self) -> Literal["service"]:
        """`service`."""
        return "service"


class GeneralDescriptionTexts(ServiceTexts):
    """One language version of a general description."""

    background: str | None = None


class GeneralDescription(Worded[GeneralDescriptionTexts]):
    """A shared text and classification that services build on (pohjakuvaus).

    Attributes:
        type: As of a service.
        description_types: `Municipality`, `Church`, `WellbeingServicesCounty` …, sorted.
    """

    type: str
    organisation_id: str | None = None
    description_types: tuple[str, ...] = ()
    service_classes: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    ontology_terms: tuple[str, ...] = ()
    industrial_classes: tuple[str, ...] = ()
    charge: str | None = None

    @property
    def kind(self) -> Literal["general-description"]:
        """`general-description`."""
        return "general-description"
