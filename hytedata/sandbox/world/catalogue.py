"""The PTV side of the world: organisations, logins, codes and streets."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hytedata.sandbox.seed import (
    Names,
    PostalCode,
    PtvCodes,
    PtvSeed,
    SeedItem,
    SeedOrganisation,
    SeedUser,
    default_codes,
)
from hytedata.sandbox.world.identities import (
    AGENCY,
    AGENCY_USER,
    ASSOCIATION,
    ASSOCIATION_USER,
    COMPANY,
    COMPANY_USER,
    FILE_ORGANISATION,
    FILE_USER,
    LIPAS_USER,
    NEIGHBOUR,
    PARISH,
    PARISH_USER,
    business_code,
    county_id,
    organisation_id,
    password,
    username,
)
from hytedata.sandbox.world.organisations import (
    below_the_county,
    civic_organisations,
    state_organisations,
)
from hytedata.sandbox.world.place import HOME, HOME_NAMES, street_register
from hytedata.sandbox.world.tables import (
    MunicipalityRow,
    county_names,
    lipas_codes,
    municipalities,
)


def seed_codes(postal_codes: Mapping[str, PostalCode]) -> PtvCodes:
    """Return every code list of the simulated PTV."""
    return replace(
        default_codes(),
        municipalities={
            row.code: {"fi": row.name_fi, "sv": row.name_sv} for row in municipalities().values()
        },
        postal_codes=postal_codes,
        ontology_terms=_terms(),
    )


def _terms() -> dict[str, Names]:
    # The terms that Lipas uses, each named after the first sub-category that carries it.
    terms: dict[str, Names] = {}
    for row in lipas_codes().sub_categories.values():
        for uri in row.terms:
            terms.setdefault(uri, dict(zip(("fi", "sv", "en"), row.names, strict=True)))
    return terms


def catalogue(
    rows: Iterable[MunicipalityRow],
    postal_codes: Mapping[str, PostalCode],
    items: Iterable[SeedItem],
) -> PtvSeed:
    """Compose the seed of a world: an organisation and a login for each municipality."""
    described = {row.code: row for row in rows}
    described.setdefault(NEIGHBOUR, municipalities()[NEIGHBOUR])
    # 90 and 91 are Helsinki and Åland, which are in no county.
    counties = sorted({row.county for row in described.values()} - {"90", "91"})
    organisations = [
        *(_municipality(row) for row in described.values()),
        *(_county(code) for code in counties),
        *below_the_county(),
        *civic_organisations(),
        *state_organisations(_postal_code(postal_codes)),
    ]
    users = [
        *(_user(username(code), organisation_id(code)) for code in described),
        *(_user(f"alue-{code}", county_id(code)) for code in counties),
        _user(ASSOCIATION_USER, ASSOCIATION),
        _user(PARISH_USER, PARISH),
        _user(COMPANY_USER, COMPANY),
        _user(AGENCY_USER, AGENCY),
        _user(LIPAS_USER, organisation_id(HOME)),
    ]
    return PtvSeed(
        codes=seed_codes(postal_codes),
        organisations=tuple(organisations),
        users=tuple(users),
        streets={HOME: street_register()},
        items=tuple(items),
    )


def catalogue_for_file(
    municipality_codes: Iterable[str], postal_codes: Mapping[str, PostalCode]
) -> PtvSeed:
    """Compose a seed with one organisation that covers all of *municipality_codes*."""
    organisation = SeedOrganisation(
        FILE_ORGANISATION,
        {"fi": "Liikuntapaikkojen kuntayhtymä", "sv": "Idrottskommunförbundet", "en": "Sports"},
        "RegionalOrganization",
        area_type="LimitedType",
        area_municipalities=tuple(municipality_codes),
    )
    return PtvSeed(
        codes=seed_codes(postal_codes),
        organisations=(organisation,),
        users=(_user(FILE_USER, FILE_ORGANISATION),),
    )


def _postal_code(postal_codes: Mapping[str, PostalCode]) -> str:
    return min(code for code, known in postal_codes.items() if known.municipality == HOME)


def _user(name: str, organisation: str) -> SeedUser:
    return SeedUser(name, password(name), (organisation,))


def _municipality(row: MunicipalityRow) -> SeedOrganisation:
    names: Names = {"fi": f"Mallikunta {row.code}", "sv": f"Modellkommun {row.code}"}
    return SeedOrganisation(
        organisation_id(row.code),
        HOME_NAMES if row.code == HOME else names,
        "Municipality",
        municipality=row.code,
        business_code=business_code(1_000_000 + int(row.code) * 7),
        area_type="LimitedType",
        area_municipalities=(row.code,),
    )


def _county(code: str) -> SeedOrganisation:
    fi, sv = county_names()[code]
    covered = tuple(row.code for row in municipalities().values() if row.county == code)
    return SeedOrganisation(
        county_id(code),
        {"fi": f"{fi} (malli)", "sv": f"{sv} (modell)"},
        "RegionalOrganization",
        area_type="LimitedType",
        area_municipalities=covered,
        business_code=business_code(8_000_000 + int(code)),
    )
