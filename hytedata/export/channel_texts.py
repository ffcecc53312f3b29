"""What a language version of a channel tells of numbers and addresses, whatever its kind."""

from collections.abc import Iterator

from hytedata.export.properties import web_address
from hytedata.models.ptv import (
    EChannelTexts,
    Phone,
    PhoneChannelTexts,
    PrintableFormTexts,
    ServiceLocationTexts,
    WebPageTexts,
)
from hytedata.models.ptv.channel import SupportTexts
from hytedata.models.ptv.record import Texts


def numbers_of(texts: Texts) -> tuple[Phone, ...]:
    """Return its phones, then its faxes or those of its support."""
    match texts:
        case ServiceLocationTexts():
            return (*texts.phones, *texts.faxes)
        case PhoneChannelTexts():
            return (*texts.phones, *texts.support_phones)
        case SupportTexts():
            return texts.support_phones
    return ()


def addresses_of_web(texts: Texts) -> Iterator[str]:
    """Yield the channel's own address; of a form its files, of a place its pages."""
    told: tuple[str | None, ...] = ()
    match texts:
        case EChannelTexts() | WebPageTexts() | PhoneChannelTexts():
            told = (texts.web_address.url,) if texts.web_address else ()
        case PrintableFormTexts():
            told = tuple(file.url for file in texts.files)
        case ServiceLocationTexts():
            told = tuple(one.url for one in texts.web_pages)
    return (found for one in told if (found := web_address(one)))
