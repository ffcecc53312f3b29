"""What is asked of a service."""

from hytedata.models.ptv.area import AvailabilityArea
from hytedata.models.ptv.contact import WebLink
from hytedata.models.ptv.service import ServiceProducer, Voucher
from hytedata.models.ptv_write.base import TextsWrite, Write


class ServiceTextsWrite(TextsWrite):
    """One language version of a service.

    Attributes:
        conditions: Who may use it.
        type_info: On the kind of service; v11 only.
        keywords: Free keywords.
        legislation: Links to laws; the same place in languages that list equally many is one law.
        voucher: Its links are what PTV stores: vouchers without one are lost (ptv-api 6.5).
    """

    alternative_name: str | None = None
    user_instruction: str | None = None
    conditions: str | None = None
    charge_info: str | None = None
    deadline: str | None = None
    processing_time: str | None = None
    validity_time: str | None = None
    type_info: str | None = None
    legislation: tuple[WebLink, ...] | None = None
    keywords: tuple[str, ...] | None = None
    voucher: Voucher | None = None


class ServiceWrite(Write[ServiceTextsWrite]):
    """A service to create, or what to change in one. See `hytedata.models.ptv_write.base`.

    Attributes:
        type: `Service`, `PermitOrOtherObligation` or `ProfessionalQualification`; the general
            description's where there is one.
        general_description_id: None takes the service off its general description.
        service_classes, target_groups, life_events: Codes (`P27.1`) or URIs.
        ontology_terms, industrial_classes: URIs.
        charge: `Free` or `Charged`.
        funding: `PubliclyFunded` or `MarketFunded`.
        channel_ids: Channels to connect at once; creating only.
    """

    type: str | None = None
    other_organisation_ids: tuple[str, ...] | None = None
    general_description_id: str | None = None
    producers: tuple[ServiceProducer, ...] | None = None
    service_classes: tuple[str, ...] | None = None
    target_groups: tuple[str, ...] | None = None
    life_events: tuple[str, ...] | None = None
    ontology_terms: tuple[str, ...] | None = None
    industrial_classes: tuple[str, ...] | None = None
    charge: str | None = None
    funding: str | None = None
    area: AvailabilityArea | None = None
    channel_ids: tuple[str, ...] | None = None
