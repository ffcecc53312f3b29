"""The organisations beside the municipalities: a tree each, with contacts of every kind."""

from hytedata.sandbox.seed import SeedOrganisation
from hytedata.sandbox.world import parts
from hytedata.sandbox.world.identities import (
    AGENCY,
    AGENCY_OFFICE,
    ASSOCIATION,
    COMPANY,
    COUNTY,
    COUNTY_CENTRES,
    COUNTY_STATION,
    PARISH,
    business_code,
    county_id,
)
from hytedata.sandbox.world.parts import Body, Names
from hytedata.sandbox.world.place import HOME
from hytedata.sandbox.world.tables import municipalities


def _described(names: Names, summaries: Names) -> Body:
    described = {language: f"{name}. {summaries[language]}" for language, name in names.items()}
    return {
        "organizationDescriptions": [
            *parts.typed("Summary", summaries),
            *parts.typed("Description", described),
        ]
    }


def civic_organisations() -> tuple[SeedOrganisation, ...]:
    """Return an association, a parish and a company of the home municipality."""
    return (_association(), _parish(), _company())


def _association() -> SeedOrganisation:
    names = {"fi": "Mallin Latu ry", "sv": "Mall Skid rf"}
    summaries = {"fi": "Hiihtoa ja ulkoilua kaikille.", "sv": "Skidåkning för alla."}
    return SeedOrganisation(
        ASSOCIATION,
        names,
        "Organization",
        area_type="LimitedType",
        area_municipalities=(HOME,),
        business_code=business_code(9_000_001),
        details={
            **_described(names, summaries),
            "emails": [{"language": "fi", "value": "latu@mallinlatu.example"}],
        },
    )


def _parish() -> SeedOrganisation:
    names = {"fi": "Mallilan seurakunta", "sv": "Mallbo församling"}
    summaries = {"fi": "Seurakunnan toimintaa.", "sv": "Församlingens verksamhet."}
    return SeedOrganisation(
        PARISH,
        names,
        "Organization",
        area_type="LimitedType",
        area_municipalities=(HOME,),
        business_code=business_code(9_000_002),
        details=_described(names, summaries),
    )


def _company() -> SeedOrganisation:
    names = {"fi": "Mallin Hyvinvointi Oy"}
    return SeedOrganisation(
        COMPANY,
        names,
        "Company",
        area_type="NationwideExceptAlandIslands",
        business_code=business_code(9_000_003),
        details=_described(names, {"fi": "Tuottaa palveluja kunnille."}),
    )


def below_the_county() -> tuple[SeedOrganisation, ...]:
    """Return the two levels below the home municipality's wellbeing services county."""
    covered = tuple(row.code for row in municipalities().values() if row.county == COUNTY)
    centres = {"fi": "Terveysasemat (malli)", "sv": "Hälsostationerna (modell)"}
    station = {"fi": "Mallilan terveysasema", "sv": "Mallbo hälsostation"}
    return (
        SeedOrganisation(
            COUNTY_CENTRES,
            centres,
            "RegionalOrganization",
            area_type="LimitedType",
            area_municipalities=covered,
            parent=county_id(COUNTY),
            business_code=business_code(8_000_000 + int(COUNTY)),
        ),
        SeedOrganisation(
            COUNTY_STATION,
            station,
            "RegionalOrganization",
            area_type="LimitedType",
            area_municipalities=(HOME,),
            parent=COUNTY_CENTRES,
            business_code=business_code(8_000_000 + int(COUNTY)),
        ),
    )


def state_organisations(postal_code: str) -> tuple[SeedOrganisation, ...]:
    """Return a nationwide agency and its office; *postal_code* is where they are."""
    names = {
        "fi": "Liikuntavirasto (malli)",
        "sv": "Idrottsverket (modell)",
        "en": "Sports Agency (model)",
        "se": "Valáštallandoaimmahat (málle)",
    }
    summaries = {
        "fi": "Valtion liikunta-asiat.",
        "sv": "Statens idrottsärenden.",
        "en": "Sports affairs of the state.",
        "se": "Stáhta valáštallanáššit.",
    }
    hall = {"fi": "Hallitie", "sv": "Hallvägen"}
    return (
        SeedOrganisation(
            AGENCY,
            names,
            "State",
            area_type="Nationwide",
            business_code=business_code(9_000_011),
            details={
                **_described(names, summaries),
                "oid": "1.2.246.562.10.9000001.1",
                "emails": [
                    {
                        "language": "fi",
                        "value": "kirjaamo@liikuntavirasto.example",
                        "description": "Kirjaamo",
                    }
                ],
                "phoneNumbers": [
                    parts.phone("295550100", "fi", serviceChargeType="Chargeable"),
                    parts.phone("295550101", "sv"),
                ],
                "webPages": [
                    parts.page("https://www.liikuntavirasto.example/", "fi", "Liikuntavirasto")
                ],
                "addresses": [
                    parts.street_address("Visiting", parts.street(hall, "1", postal_code)),
                    parts.box_address({"fi": "PL 100", "sv": "PB 100"}, postal_code),
                    {
                        "type": "Postal",
                        "subType": "Foreign",
                        "foreignAddress": parts.plain({"en": "1 Sports Lane, Stockholm"}),
                        "country": "SE",
                    },
                ],
                "electronicInvoicings": [
                    {
                        "operatorCode": "MALLIOP",
                        "electronicInvoicingAddress": "003790000110",
                        "additionalInformation": parts.plain({"fi": "Vain verkkolaskut."}),
                    }
                ],
            },
        ),
        SeedOrganisation(
            AGENCY_OFFICE,
            {"fi": "Liikuntaviraston lupayksikkö", "sv": "Idrottsverkets tillståndsenhet"},
            "State",
            area_type="NationwideExceptAlandIslands",
            parent=AGENCY,
            business_code=business_code(9_000_011),
        ),
    )
