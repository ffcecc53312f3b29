from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hytedata import codes
from hytedata.config import Config, load_config
from hytedata.errors import ConfigError
from hytedata.sync.policy import Limits

Load = Callable[..., Config]
Faults = Callable[..., list[str]]

CONTACT = 'contact = "tietohallinto@kunta.example"\n'
ORGANISATION = """
[[organisation]]
id = "00000000-0000-4000-8000-000000000889"
name = "Mallilan kunta"
municipalities = ["889"]
"""


def test_a_contact_is_all_that_must_be_there(load: Load, tmp_path: Path) -> None:
    config = load(CONTACT)

    assert config.store == f"sqlite:///{tmp_path}/hytedata.db"
    assert config.lipas.url == "https://api.lipas.fi"
    assert (config.ptv.at_once, config.lipas.at_once) == (4, 2)
    assert config.organisation == ()


def test_an_organisation_only_observes_unless_told_otherwise(load: Load) -> None:
    (organisation,) = load(CONTACT + ORGANISATION).organisation

    assert organisation.policy == "observe"
    assert organisation.approval == "limits"
    assert organisation.lipas_publishes == "unknown"
    assert organisation.owners == ("city", "city-main-owner")
    assert organisation.languages == ("fi",)


def test_the_default_limits_are_those_of_the_sync(load: Load) -> None:
    (organisation,) = load(CONTACT + ORGANISATION).organisation

    assert Limits.model_validate(organisation.limits.model_dump()) == Limits()


def test_a_limit_that_is_set_leaves_its_neighbours_as_they_are(load: Load) -> None:
    text = CONTACT + ORGANISATION + 'limits.archive.count = 20\nlimits.disconnect.share = "none"\n'

    limits = load(text).organisation[0].limits

    assert (limits.archive.count, limits.archive.share) == (20, 0.1)
    assert (limits.disconnect.count, limits.disconnect.share) == (10, None)
    assert limits.create.count is None


def test_fields_and_texts_become_dotted_paths(load: Load) -> None:
    text = (
        CONTACT
        + ORGANISATION
        + 'fields.summary.sv = "target"\nfields.phones = "once"\n'
        + 'texts."subcategory:1100".summary.fi = "Lähiliikuntaa."\n'
    )

    (organisation,) = load(text).organisation

    assert organisation.fields == {"summary.sv": "target", "phones": "once"}
    assert organisation.texts == {"subcategory:1100.summary.fi": "Lähiliikuntaa."}


def test_relative_paths_are_relative_to_the_file(load: Load, tmp_path: Path) -> None:
    config = load(
        CONTACT + 'store = "sqlite:///state/s.db"\nca_bundle = "/etc/ca.pem"\n'
        '[lipas]\nfile = "sites.json"\n'
    )

    assert config.store == f"sqlite:///{tmp_path}/state/s.db"
    assert config.lipas.file == tmp_path / "sites.json"
    assert config.lipas.url is None
    assert config.ca_bundle == Path("/etc/ca.pem")


def test_a_postgresql_store_is_kept_as_it_is(load: Load) -> None:
    config = load(CONTACT + 'store = "postgresql://hytedata@db.example/hytedata"\n')

    assert config.store == "postgresql://hytedata@db.example/hytedata"


def test_a_mark_of_an_editor_before_the_text_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "hytedata.toml"
    file.write_bytes(b"\xef\xbb\xbf" + CONTACT.encode())

    assert load_config(file, environ={}).contact == "tietohallinto@kunta.example"


def test_the_daemons_table_is_carried_as_it_stands(load: Load) -> None:
    config = load(CONTACT + "[daemon]\nport = 8080\n[daemon.web]\nhosts = ['a']\n")

    assert config.daemon == {"port": 8080, "web": {"hosts": ["a"]}}


def test_a_configuration_cannot_be_changed(load: Load) -> None:
    config: Config = load(CONTACT)

    with pytest.raises(ValidationError):
        config.contact = "other@kunta.example"  # type: ignore[misc]


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "hytedata.toml", environ={})

    assert caught.value.file == str(tmp_path / "hytedata.toml")
    assert "does not exist" in caught.value.problems[0]
    assert "--config" in caught.value.problems[0]


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path, environ={})


def test_a_text_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "hytedata.toml"
    file.write_bytes('contact = "mikä@kunta.example"'.encode("latin-1"))

    with pytest.raises(ConfigError, match="UTF-8"):
        load_config(file, environ={})


def test_broken_toml_is_told_with_line_and_column(faults: Faults) -> None:
    (told,) = faults(CONTACT + "[lipas\n")

    assert "line 2, column 7" in told


# --- the environment -----------------------------------------------------------------------


def test_the_environment_wins_over_the_file(load: Load) -> None:
    environ = {
        "HYTEDATA_CONTACT": "muu@kunta.example",
        "HYTEDATA_LIPAS__URL": "http://127.0.0.1:8080/",
        "HYTEDATA_LIPAS__AT_ONCE": "3",
        "HYTEDATA_PTV__PER_SECOND": "0.5",
        "HYTEDATA_ORGANISATION__0__POLICY": "upsert",
        "HYTEDATA_ORGANISATION__0__OWNERS": "city, state",
        "HYTEDATA_ORGANISATION__0__LANGUAGES": '["fi", "sv"]',
        "HYTEDATA_ORGANISATION__0__LIMITS__ARCHIVE__COUNT": "7",
        "HYTEDATA_DAEMON__PORT": "9000",
    }

    config = load(CONTACT + "[lipas]\nat_once = 1\n" + ORGANISATION, environ)

    (organisation,) = config.organisation
    assert config.contact == "muu@kunta.example"
    assert (config.lipas.url, config.lipas.at_once) == ("http://127.0.0.1:8080", 3)
    assert config.ptv.per_second == 0.5
    assert organisation.policy == "upsert"
    assert organisation.owners == ("city", "state")
    assert organisation.languages == ("fi", "sv")
    assert (organisation.limits.archive.count, organisation.limits.archive.share) == (7, 0.1)
    assert config.daemon == {"port": 9000}


def test_a_text_of_digits_from_the_environment_stays_a_text(load: Load) -> None:
    config = load(CONTACT + ORGANISATION, {"HYTEDATA_ORGANISATION__0__USERNAME": "12345"})

    assert config.organisation[0].username == "12345"


def test_variables_of_others_are_left_alone(load: Load) -> None:
    environ = {
        "HYTEDATA_PTV_PASSWORD_MALLILA": "x",
        "HYTEDATA_SHARED": "/somewhere",
        "HYTEDATA_PW__MALLILA": "x",
        "LIPAS__URL": "nonsense",
    }

    config = load(CONTACT + ORGANISATION + 'password_env = "HYTEDATA_PW__MALLILA"\n', environ)

    assert config.contact == "tietohallinto@kunta.example"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("HYTEDATA_LIPAS__ULR", "https://x.test", "did you mean url?"),
        ("HYTEDATA_LIPSA__URL", "https://x.test", "did you mean lipas?"),
        ("HYTEDATA_LIPAS__AT_ONCE", "many", "'many' must be a whole number"),
        ("HYTEDATA_LIPAS__URL", "http://x.test", "must begin with https://"),
        ("HYTEDATA_LIPAS__URL__X", "1", "holds a single value"),
        ("HYTEDATA_ORGANISATION__3__NAME", "x", "no number [3]"),
        ("HYTEDATA_ORGANISATION__NAME", "x", "cannot be set by"),
        ("HYTEDATA_ORGANISATION__0__POLICY", "ful", "did you mean full?"),
    ],
)
def test_a_wrong_variable_is_named(faults: Faults, name: str, value: str, told: str) -> None:
    (line,) = faults(CONTACT + ORGANISATION, {name: value})

    assert name in line
    assert told in line


# --- a valid configuration round-trips ------------------------------------------------------


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        escaped = "".join(f"\\U{ord(letter):08x}" for letter in value)
        return f'"{escaped}"'
    if isinstance(value, dict):
        inner = ", ".join(f'"{k}" = {_toml(v)}' for k, v in value.items() if v is not None)
        return "{" + inner + "}"
    assert isinstance(value, list | tuple)
    return "[" + ", ".join(_toml(inner) for inner in value) + "]"


def _document(values: dict[str, Any]) -> str:
    return "\n".join(f"{k} = {_toml(v)}" for k, v in values.items() if v is not None)


_words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=20)
_limits = st.fixed_dictionaries(
    {},
    optional={
        "count": st.integers(0, 10**6) | st.just("none"),
        "share": st.floats(0, 1) | st.just("none"),
        "min_base": st.integers(0, 1000),
    },
)
_organisations = st.fixed_dictionaries(
    {
        "id": st.uuids().map(str),
        "name": _words,
        "municipalities": st.lists(
            st.sampled_from([place.code for place in codes.municipalities()]),
            min_size=1,
            max_size=3,
            unique=True,
        ),
    },
    optional={
        "owners": st.lists(
            st.sampled_from([owner.value for owner in codes.owners()]), min_size=1, unique=True
        ),
        "languages": st.lists(st.sampled_from(["fi", "sv", "en"]), min_size=1, unique=True),
        "policy": st.sampled_from(["observe", "create-only", "upsert", "full"]),
        "approval": st.sampled_from(["never", "limits", "always"]),
        "lipas_publishes": st.sampled_from(["unknown", "no"]),
        "limits": st.fixed_dictionaries({}, optional={"archive": _limits, "create": _limits}),
        "fields": st.dictionaries(
            st.sampled_from(["summary", "summary.sv", "phones"]),
            st.sampled_from(["source", "once", "target", "report"]),
        ),
        "username": _words,
    },
)
_configs = st.fixed_dictionaries(
    {"contact": st.just("a@b.example"), "organisation": st.lists(_organisations, max_size=1)},
    optional={
        "lipas": st.fixed_dictionaries(
            {},
            optional={
                "at_once": st.integers(1, 64),
                "per_second": st.floats(0, 100) | st.integers(0, 100),
                "categories": st.lists(
                    st.sampled_from([category.code for category in codes.sub_categories()])
                ),
            },
        ),
        "boundaries": st.fixed_dictionaries({}, optional={"year": st.integers(2013, 2100)}),
        "proxy": st.just("http://proxy.example:3128"),
    },
)


@given(values=_configs)
def test_a_valid_configuration_round_trips(
    values: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / "round-trip.toml"
    file.write_text(_document(values), encoding="utf-8")
    first = load_config(file, environ={})
    shown = _with_none_spelled(dict(first.redacted()))

    file.write_text(_document(shown), encoding="utf-8")
    second = load_config(file, environ={})

    assert second == first


def _with_none_spelled(shown: dict[str, Any]) -> dict[str, Any]:
    for organisation in shown["organisation"]:
        for limit in organisation["limits"].values():
            limit.update({key: "none" for key, value in limit.items() if value is None})
    return shown
