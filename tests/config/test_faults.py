from collections.abc import Callable

import pytest

from hytedata.config import Config

Load = Callable[..., Config]
Faults = Callable[..., list[str]]

CONTACT = 'contact = "tietohallinto@kunta.example"\n'
ORGANISATION = """
[[organisation]]
id = "00000000-0000-4000-8000-000000000889"
name = "Mallilan kunta"
municipalities = ["889"]
"""
OTHER = """
[[organisation]]
id = "00000000-0000-4000-8000-000000000091"
name = "Toisen kaupunki"
municipalities = ["091"]
"""


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ('contact = "nobody"', "contact", "'nobody' must be an e-mail address"),
        ('contact = "a@b.example\\nX-Evil: 1"', "contact", "on one line"),
        ("contact = 1", "contact", "1 must be text in quotes"),
        ("", "contact", "is missing; set it"),
    ],
)
def test_a_contact_that_cannot_travel_in_a_header_is_refused(
    faults: Faults, text: str, key: str, told: str
) -> None:
    (line,) = faults(text)

    assert line.startswith(f"{key}: ")
    assert told in line


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ('stor = "x"', "stor", "did you mean store?"),
        ('store = "mysql://h/d"', "store", "must be sqlite:///file.db or postgresql://"),
        ('store = "sqlite:///a.db?mode=ro"', "store", "takes no ?"),
        ('proxy = "proxy:3128"', "proxy", "must be an address"),
        ('[lipas]\nurl = "http://api.lipas.fi"', "lipas.url", "must begin with https://"),
        ('[lipas]\nurl = "https://api.lipas.fi/?a=1"', "lipas.url", "without ? or #"),
        ('[lipas]\nurl = "https://api.lipas.fi:x"', "lipas.url", "must be an address"),
        ('[lipas]\nurl = "https://a\\u0009b/"', "lipas.url", "white space"),
        ('[lipas]\nurl = "https://x.test"\nfile = "a.json"', "lipas", "has both url and file"),
        ("[lipas]\nat_once = 0", "lipas.at_once", "greater than or equal to 1"),
        ('[lipas]\nat_once = "2"', "lipas.at_once", "'2' must be a whole number"),
        ("[lipas]\nat_once = true", "lipas.at_once", "must be a whole number"),
        ("[lipas]\nper_second = nan", "lipas.per_second", "must be a number"),
        ("[lipas]\ncategories = [9999]", "lipas.categories[0]", "sub-category of Lipas: 1,"),
        ("lipas = 5", "lipas", "must be a table"),
        ('[ptv]\nread_version = "v13"', "ptv.read_version", "must be one of v11, v12"),
        ("[boundaries]\nyear = 1999", "boundaries.year", "1999 should be greater"),
        (
            '[boundaries]\nurl = "https://x.test"\nfile = "kunnat.gpkg"',
            "boundaries",
            "has both url and file",
        ),
        (
            '[[calendar]]\nname = "k"\nkind = "ical"\nurl = "https://x.test"',
            "calendar[0].kind",
            "did you mean icalendar?",
        ),
    ],
)
def test_a_wrong_setting_is_told_with_its_key_and_what_is_allowed(
    faults: Faults, text: str, key: str, told: str
) -> None:
    (line,) = faults(CONTACT + text + "\n")

    assert line.startswith(f"{key}: ")
    assert told in line


@pytest.mark.parametrize(
    ("setting", "key", "told"),
    [
        ('polcy = "full"', "polcy", "with the value 'full'; did you mean policy?"),
        ('policy = "uppsert"', "policy", "did you mean upsert?"),
        ('policy = ""', "policy", "must be one of observe, create-only, upsert, full"),
        ('approval = "no"', "approval", "must be one of never, limits, always"),
        ('lipas_publishes = "yes"', "lipas_publishes", "must be one of unknown, no"),
        ('owners = ["cty"]', "owners[0]", "must be one of city, registered-association"),
        ("owners = []", "owners", "must not be empty"),
        ('languages = ["se"]', "languages[0]", "'se' must be one of fi, sv, en"),
        ("limits.archive.share = 1.5", "limits.archive.share", "less than or equal to 1"),
        ("limits.archive.count = -1", "limits.archive.count", "greater than or equal to 0"),
        ("limits.achive.count = 1", "limits.achive", "did you mean archive?"),
        ('fields.sumary = "target"', "fields.sumary", "is no field"),
        (
            'fields.summary = "theirs"',
            "fields.summary",
            "must be one of source, once, target, report",
        ),
        ('texts.summary = "x"', "texts.summary", "must end in a language"),
        ('texts."site:1".summary.fi = ""', "texts.site:1.summary.fi", "must not be empty"),
        (
            'texts.site.summary.fi = "x"',
            "texts.site.summary.fi",
            "key 'site': must be site:123 (a Lipas id), type:1310 or subcategory:1100",
        ),
        (
            'texts."type:1".summary.fi = "x"',
            "texts.type:1.summary.fi",
            "Lipas has no such type",
        ),
        (
            'texts."site:1".user_instruction.fi = "x"',
            "texts.site:1.user_instruction.fi",
            "a place has summary, description",
        ),
        ("texts.require_approval = 1", "texts.require_approval", "must be true or false"),
        ('password_env = "MY PASSWORD"', "password_env", "name of an environment variable"),
    ],
)
def test_a_wrong_setting_of_an_organisation_is_told(
    faults: Faults, setting: str, key: str, told: str
) -> None:
    (line,) = faults(CONTACT + ORGANISATION + setting + "\n")

    assert line.startswith(f"organisation[0].{key}: ")
    assert told in line


def test_an_organisation_is_known_by_a_uuid(faults: Faults) -> None:
    (line,) = faults(CONTACT + ORGANISATION.replace("00000000-0000-4000-8000-", ""))

    assert line.startswith("organisation[0].id: '000000000889' must be the organisation's PTV id")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ('"588"', "Pertunmaa became part of Mäntyharju on 2025-01-01; use 507"),
        ('"999"', "is no municipality of 2026"),
        ('"Utajärvi"', "three digits"),
    ],
)
def test_a_municipality_must_exist_today(faults: Faults, code: str, told: str) -> None:
    (line,) = faults(CONTACT + ORGANISATION.replace('"889"', code))

    assert line.startswith("organisation[0].municipalities[0]: ")
    assert told in line


def test_an_id_is_there_once_whatever_its_case(faults: Faults) -> None:
    first = ORGANISATION.replace("000000000889", "00000000088a")
    second = OTHER.replace("000000000091", "00000000088A")

    (line,) = faults(CONTACT + first + second)

    assert line.startswith("organisation[1].id: ")
    assert "organisation[0]" in line


def test_the_same_sites_are_not_published_by_two_organisations(faults: Faults) -> None:
    (line,) = faults(CONTACT + ORGANISATION + OTHER.replace('"091"', '"091", "889"'))

    assert line.startswith("organisation[1].municipalities[1]: ")
    assert "organisation[0]" in line


def test_two_organisations_may_share_a_municipality_if_owners_differ(load: Load) -> None:
    other = OTHER.replace('"091"', '"889"') + 'owners = ["municipal-consortium"]\n'

    config = load(CONTACT + ORGANISATION + other)

    assert [one.municipalities for one in config.organisation] == [("889",), ("889",)]


def test_all_faults_are_told_at_once(faults: Faults) -> None:
    wrong = OTHER.replace('name = "Toisen kaupunki"', 'polcy = "full"').replace('"091"', '"889"')

    lines = faults('[lipas]\nurl = "x"\nfile = "y"\n' + ORGANISATION + wrong)

    keys = [line.partition(": ")[0] for line in lines]
    assert keys == [
        "contact",
        "lipas",
        "lipas.url",
        "organisation[1].municipalities[0]",
        "organisation[1].name",
        "organisation[1].polcy",
    ]


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        (ORGANISATION + 'password = "s3cret"', "organisation[0].password", "password_env"),
        (ORGANISATION + 'pasword = "s3cret"', "organisation[0].pasword", "environment variable"),
        ('[ptv]\napi_key = "s3cret"', "ptv.api_key", "HYTEDATA_PTV_API_KEY"),
        ('[daemon.mail]\npassword = "s3cret"', "daemon.mail.password", "password_file"),
        ('store = "postgresql://u:s3cret@h/d"', "store", "must not hold a password"),
        ('store = "postgresql://h/d?password=s3cret"', "store", "must not hold a password"),
        ('[ptv]\nurl = "https://u:s3c@ret@h/x"', "ptv.url", "must not hold a user name"),
        ('proxy = "http://u:s3cret@h:80"', "proxy", "must not hold a user name"),
    ],
)
def test_secrets_are_refused_and_never_repeated(
    faults: Faults, text: str, key: str, told: str
) -> None:
    (line,) = faults(CONTACT + text + "\n")

    assert line.startswith(f"{key}: ")
    assert told in line
    assert "s3c" not in line


def test_a_password_has_one_place(faults: Faults) -> None:
    (line,) = faults(CONTACT + ORGANISATION + 'password_env = "A"\npassword_file = "b"\n')

    assert line.startswith("organisation[0]: has both password_env and password_file")
