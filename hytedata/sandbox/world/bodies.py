"""Bodies of services and channels that people typed into PTV by hand, in v11's POST shape."""

from collections.abc import Mapping, Sequence

Body = dict[str, object]
Names = Mapping[str, str]

CITIZENS = "http://uri.suomi.fi/codelist/ptv/ptvkohderyhmat/code/KR1"
OUTDOOR = "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P27.2"
SPORTS_TERM = "http://www.yso.fi/onto/koko/p10416"

SUMMARIES = {
    "fi": "{} on kaikkien käytössä.",
    "sv": "{} är öppen för alla.",
    "en": "{} is open to everyone.",
    "se": "{} lea rabas buohkaide.",
}
DESCRIPTIONS = {
    "fi": "{}: tiedot ylläpidetään kunnassa käsin.",
    "sv": "{}: kommunen uppdaterar uppgifterna för hand.",
    "en": "{}: the municipality keeps these details by hand.",
    "se": "{}: gielda bajásdoallá dieđuid.",
}
INSTRUCTIONS = {
    "fi": "Ota yhteyttä kunnan liikuntapalveluihin.",
    "sv": "Kontakta kommunens idrottstjänster.",
    "en": "Contact the sports services of the municipality.",
    "se": "Váldde oktavuođa gildii.",
}


def service(
    item_id: str,
    organisation: str,
    names: Names,
    municipalities: Sequence[str],
    *,
    producer: str | None = None,
) -> Body:
    """Compose a published service; *names* sets its languages."""
    return {
        "id": item_id,
        "type": "Service",
        "fundingType": "PubliclyFunded",
        "serviceNames": _texts("Name", names),
        "serviceDescriptions": [
            *_texts("Summary", _filled(SUMMARIES, names)),
            *_texts("Description", _filled(DESCRIPTIONS, names)),
            *_texts("UserInstruction", {each: INSTRUCTIONS[each] for each in names}),
        ],
        "languages": list(names),
        "areaType": "LimitedType",
        "areas": [{"type": "Municipality", "areaCodes": list(municipalities)}],
        "serviceClasses": [OUTDOOR],
        "ontologyTerms": [SPORTS_TERM],
        "targetGroups": [CITIZENS],
        "serviceProducers": [
            {"provisionType": "SelfProducedServices", "organizations": [producer or organisation]}
        ],
        "mainResponsibleOrganization": organisation,
        "publishingStatus": "Published",
    }


def service_location(
    item_id: str,
    organisation: str,
    names: Names,
    *,
    street: Names,
    number: str,
    postal_code: str,
    municipality: str,
    position: tuple[float, float],
) -> Body:
    """Compose a published place; *position* is (east, north) in EPSG:3067 metres."""
    east, north = position
    return {
        **channel(item_id, organisation, names),
        "serviceChannelNames": _texts("Name", names),
        "displayNameType": [{"type": "Name", "language": language} for language in names],
        "addresses": [
            {
                "type": "Location",
                "subType": "Single",
                "country": "FI",
                "streetAddress": {
                    "street": [
                        {"language": each, "value": street.get(each, street["fi"])}
                        for each in names
                    ],
                    "streetNumber": number,
                    "postalCode": postal_code,
                    "municipality": municipality,
                    "latitude": f"{north:.3f}",
                    "longitude": f"{east:.3f}",
                },
            }
        ],
        "phoneNumbers": [_phone("401234567", language) for language in names],
        "isVisibleForAll": False,
    }


def phone_channel(item_id: str, organisation: str, names: Names) -> Body:
    """Compose a phone channel."""
    numbers = [{**_phone("85550199", language), "type": "Phone"} for language in names]
    return {**channel(item_id, organisation, names), "phoneNumbers": numbers}


def web_page(item_id: str, organisation: str, names: Names, url: str) -> Body:
    """Compose a web page channel."""
    return {**channel(item_id, organisation, names), **_on_the_web(names, url)}


def e_channel(item_id: str, organisation: str, names: Names, url: str) -> Body:
    """Compose an electronic channel without authentication."""
    return {
        **channel(item_id, organisation, names),
        **_on_the_web(names, url),
        "requiresAuthentication": False,
    }


def channel(item_id: str, organisation: str, names: Names) -> Body:
    """Compose what all channels share."""
    return {
        "id": item_id,
        "organizationId": organisation,
        "serviceChannelNames": [
            {"language": language, "value": name} for language, name in names.items()
        ],
        "serviceChannelDescriptions": [
            *_texts("Summary", _filled(SUMMARIES, names)),
            *_texts("Description", _filled(DESCRIPTIONS, names)),
        ],
        "languages": list(names),
        "publishingStatus": "Published",
    }


def _on_the_web(names: Names, url: str) -> Body:
    return {
        "webPage": [{"value": url, "language": language} for language in names],
        "accessibilityClassification": [
            {"accessibilityClassificationLevel": "Unknown", "language": language}
            for language in names
        ],
    }


def _phone(number: str, language: str) -> Body:
    return {
        "prefixNumber": "+358",
        "isFinnishServiceNumber": False,
        "number": number,
        "language": language,
    }


def _filled(templates: Names, names: Names) -> dict[str, str]:
    return {language: templates[language].format(name) for language, name in names.items()}


def _texts(kind: str, texts: Names) -> list[Body]:
    return [{"type": kind, "language": language, "value": text} for language, text in texts.items()]
