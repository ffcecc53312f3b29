"""Services and general descriptions; their three kinds differ in texts only (ptv-v12 5.1, 5.5)."""

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v12.wire.contacts import Link
from hytedata.connectors.ptv.v12.wire.texts import Area, Localized


class OtherProducer(WireModel, frozen=True):
    """A producer that is no organisation in PTV."""

    name: Localized[str] | None = None


class Producer(WireModel, frozen=True):
    """Producers of one way of producing: ids of organisations, and others by name."""

    organizations: list[str] | None = None
    other: list[OtherProducer] | None = None


class Producers(WireModel, frozen=True):
    """Who produces a service, by the way of producing."""

    self_produced_producers: Producer | None = None
    procured_producers: Producer | None = None
    other_producers: Producer | None = None


class Voucher(WireModel, frozen=True):
    """`NotUsed`, `WithAdditionalInformation` (a text) or `WithUrl` (links)."""

    voucher_type: str | None = None
    additional_information: str | None = None
    urls: list[Link] | None = None


class DescribedTexts(WireModel, frozen=True):
    """What language versions of services and of general descriptions share.

    The three texts on times are those of permits and professional qualifications.
    """

    name: str | None = None
    description: str | None = None
    user_instructions: str | None = None
    conditions: str | None = None
    legislation_links: list[Link] | None = None
    freely_assigned_keywords: list[str] | None = None
    charge_type_additional_information: str | None = None
    processing_time_additional_information: str | None = None
    deadline_additional_information: str | None = None
    validity_time_additional_information: str | None = None


class ServiceTexts(DescribedTexts, frozen=True):
    """A service in one language."""

    alternative_name: str | None = None
    summary: str | None = None
    voucher: Voucher | None = None


class GeneralDescriptionTexts(DescribedTexts, frozen=True):
    """A general description in one language."""

    background_description: str | None = None


class Classified(WireModel, frozen=True):
    """What services and general descriptions share.

    `service_type` is `Service`, `ProfessionalQualification` or `PermitOrOtherObligation`. Target
    groups, life events and service classes are codes, ontology terms and industrial classes URIs.
    """

    content_id: str | None = None
    organization_content_id: str | None = None
    service_type: str | None = None
    target_groups: list[str] | None = None
    life_events: list[str] | None = None
    service_classes: list[str] | None = None
    ontology_terms: list[str] | None = None
    industrial_classes: list[str] | None = None
    charge_type: str | None = None
    published_at: str | None = None
    migrated_at: str | None = None


class Service(Classified, frozen=True):
    """A service; its channels are connections of their own."""

    general_description_content_id: str | None = None
    producers: Producers | None = None
    other_responsible_organizations: list[str] | None = None
    funding_type: str | None = None
    service_languages: list[str] | None = None
    area: Area | None = None
    language_versions: Localized[ServiceTexts] | None = None


class GeneralDescription(Classified, frozen=True):
    """A general description that services build on."""

    general_description_types: list[str] | None = None
    language_versions: Localized[GeneralDescriptionTexts] | None = None
