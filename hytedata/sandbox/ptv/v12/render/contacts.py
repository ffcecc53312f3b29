"""Phones, e-mail, web pages and their charges, inside one language version (ptv-v12 4, 6.4)."""

from urllib.parse import urlsplit

from hytedata.sandbox.ptv.v12.render.texts import in_language
from hytedata.sandbox.ptv.values import Body, flag, items, text

_PHONE_CHARGES = {"Chargeable": "Charged", "FreeOfCharge": "Free", "Other": "ExtraCharge"}
_CHARGES = {"Chargeable": "Charged", "FreeOfCharge": "Free", "Other": "Other"}
_FINLAND = "+358"


def charge(value: object) -> str | None:
    """The charge of a service or a connection."""
    return _CHARGES.get(str(value))


def phone(item: Body) -> Body:
    """A phone number: international where it has a dial code, domestic where it has none."""
    shown: Body = {
        "number": text(item, "number") or "",
        # v12 has no number without a charge: an ordinary call costs what calls cost.
        "chargeType": _PHONE_CHARGES.get(str(item.get("serviceChargeType")), "Charged"),
        "chargeDescription": text(item, "chargeDescription"),
        "additionalInformation": text(item, "additionalInformation"),
    }
    kind = text(item, "type") or "Phone"
    if kind in ("Fax", "Sms"):
        return {"type": kind, "dialCode": text(item, "prefixNumber") or _FINLAND, **shown}
    prefix = None if flag(item, "isFinnishServiceNumber") else text(item, "prefixNumber")
    if prefix is None:
        return {"type": "DomesticPhone", **shown}
    return {"type": "InternationalPhone", "dialCode": prefix, **shown}


def phones(body: Body, name: str, language: str) -> list[Body]:
    """Phone numbers of one language."""
    return [phone(item) for item in in_language(items(body, name), language)]


def faxes(body: Body, name: str, language: str) -> list[Body]:
    """Fax numbers of one language."""
    found = in_language(items(body, name), language)
    return [phone({**item, "type": "Fax"}) for item in found]


def emails(body: Body, name: str, language: str) -> list[Body]:
    """E-mail addresses of one language, as objects."""
    found = in_language(items(body, name), language)
    return [{"email": text(item, "value") or ""} for item in found]


def page(item: Body, key: str = "value") -> Body:
    """A web page; without a name of its own it is called by its address."""
    url = text(item, "url") or ""
    return {"name": text(item, key) or url, "url": url}


def pages(body: Body, name: str, language: str) -> list[Body]:
    """Web pages of one language."""
    return [page(item) for item in in_language(items(body, name), language)]


def links(body: Body, name: str, language: str, *, key: str = "value") -> list[Body]:
    """Web pages with additional information: v11's description where it has one."""
    return [
        {**page(item, key), "additionalInformation": text(item, "description")}
        for item in in_language(items(body, name), language)
    ]


def web_address(body: Body, language: str) -> Body:
    """A channel's own address, which v11 writes as `webPage`."""
    found = in_language(items(body, "webPage"), language)
    return {"url": text(found[0], "value") if found else None, "name": None}


def form_files(body: Body, language: str) -> list[Body]:
    """The files of a form; v11 names none, so they are called by the end of their address."""
    shown: list[Body] = []
    for item in in_language(items(body, "channelUrls"), language):
        url = text(item, "value") or ""
        name = urlsplit(url).path.rpartition("/")[2] or url
        shown.append({"name": name, "url": url, "type": (text(item, "type") or "PDF").lower()})
    return shown
