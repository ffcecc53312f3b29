"""What is judged: a service or a channel of PTV, with the records around it that were read."""

from collections.abc import Sequence
from dataclasses import dataclass

from hytedata.codes.municipality_codes import find_municipality
from hytedata.models.common import Language
from hytedata.models.ptv.area import AvailabilityArea
from hytedata.models.ptv.channel import ServiceChannel
from hytedata.models.ptv.organisation import Organisation
from hytedata.models.ptv.service import GeneralDescription, Service

_DEFAULT: tuple[Language, ...] = ("fi",)


@dataclass(frozen=True)
class ServiceCase:
    """A service to judge.

    Attributes:
        organisation: Who answers for it; None where it was not read.
        general: The general description that it builds on, where there is one.
        channels: The connected channels that were read; None where connections were not.
    """

    service: Service
    organisation: Organisation | None = None
    general: GeneralDescription | None = None
    channels: Sequence[ServiceChannel] | None = None

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages of its readers: the official ones of the municipality, the majority's first.

        In Närpes Swedish alone, in Vaasa Finnish and Swedish.
        """
        return languages_of(self.organisation, self.service.area)


@dataclass(frozen=True)
class ChannelCase:
    """A channel to judge.

    Attributes:
        organisation: Who owns it; None where it was not read.
        services: The connected services that were read; None where connections were not.
    """

    channel: ServiceChannel
    organisation: Organisation | None = None
    services: Sequence[ServiceCase] | None = None

    @property
    def languages(self) -> tuple[Language, ...]:
        """As `ServiceCase.languages`."""
        return languages_of(self.organisation, self.channel.area)


def languages_of(
    organisation: Organisation | None, area: AvailabilityArea | None
) -> tuple[Language, ...]:
    """Return the official languages of an organisation's municipality, else of a single one's."""
    own = organisation.municipality if organisation else None
    meant = area.municipalities if area else ()
    code = own or (meant[0] if len(meant) == 1 else None)
    found = find_municipality(code) if code else None
    stated = found.municipality.languages if found else ()
    known: list[Language] = [one for one in ("fi", "sv") if one in stated]
    return tuple(sorted(known, key=stated.index)) or _DEFAULT
