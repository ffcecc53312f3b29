"""The tables of `hytedata.toml`: every key, its type, and its default."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    SecretStr,
    StringConstraints,
)

from hytedata.config import secrets
from hytedata.config.calendar_table import Calendar
from hytedata.config.languages import OrganisationLanguage
from hytedata.config.table import AtOnce, Name, PerSecond, Table
from hytedata.config.text_paths import check_text_path
from hytedata.config.values import (
    Contact,
    FilePath,
    KnownMunicipality,
    Liftable,
    OrganisationId,
    Owner,
    ProxyUrl,
    StoreUrl,
    SubCategory,
    Url,
    looks_secret,
)
from hytedata.models.common import Json
from hytedata.models.plan import content_hash

FieldOwner: TypeAlias = Literal["source", "once", "target", "report"]

LIPAS: Final = "https://api.lipas.fi"
BOUNDARIES: Final = "https://geo.stat.fi/geoserver"

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
VariableName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]


def _unless_file(url: str) -> Callable[[Mapping[str, object]], str | None]:
    """Return a default of *url* for tables that name no file to read instead."""
    return lambda given: None if given.get("file") else url


class Lipas(Table):
    """Where sports sites are read.

    Attributes:
        url: Root of the API; None where `file` is read instead.
        file: A v1 list, a v2 page or NDJSON.
        at_once: Requests under way at a time.
        per_second: Requests per second; 0 for no bound.
        categories: Sub-categories to read; none means all.
    """

    file: FilePath | None = None
    url: Url | None = Field(default_factory=_unless_file(LIPAS))
    at_once: AtOnce = 2
    per_second: PerSecond = 0
    categories: tuple[SubCategory, ...] = ()


class Ptv(Table):
    """The service catalogue.

    Attributes:
        url: Root of the API, `/v11` lies below it.
        token_url: Where a login fetches its token.
        read_version: Which version the catalogue is read from; the sync reads what it writes.
        v12_url: Root of the newer API, `/v12` lies below it.
        api_key_file: Holds the key of v12, where the environment does not.
        requests_per_run: After so many requests `sync apply` begins nothing more and stops; the
            next run goes on. None for no bound (`"none"` in the file).
    """

    url: Url = "https://api.palvelutietovaranto.suomi.fi/api"
    token_url: Url = "https://palveluhallinta.suomi.fi/api/auth/api-login"
    read_version: Literal["v11", "v12"] = "v11"
    v12_url: Url = "https://api-gw.palvelutietovaranto.suomi.fi/api"
    api_key_file: FilePath | None = None
    at_once: AtOnce = 4
    per_second: PerSecond = 0
    requests_per_run: Annotated[Annotated[int, Field(ge=1)] | None, Liftable] = 20_000


class Boundaries(Table):
    """Where borders of municipalities come from.

    Attributes:
        url: Root of the service; None where `file` is read instead.
        year: Division to use; None for the newest that is out.
    """

    file: FilePath | None = None
    url: Url | None = Field(default_factory=_unless_file(BOUNDARIES))
    year: Annotated[int, Field(ge=2013, le=2100)] | None = None


class LimitTable(Table):
    """How much of one kind of change a plan may hold before a person must look.

    Attributes:
        count: At most so many changes; None for no bound (`"none"` in the file).
        share: At most this share (0–1) of what is published; None for no bound.
        min_base: Below so many published items the share is not looked at.
    """

    count: Annotated[Count | None, Liftable] = None
    share: Annotated[Share | None, Liftable] = None
    min_base: Count = 10


_CAUTIOUS: Mapping[str, float] = {"count": 10, "share": 0.1}


def _cautious(value: object) -> object:
    return {**_CAUTIOUS, **value} if isinstance(value, dict) else value


# What takes something away from suomi.fi is bounded unless the file says otherwise; a key that
# the file leaves out keeps its default.
CautiousLimit = Annotated[LimitTable, BeforeValidator(_cautious)]


class LimitsTable(Table):
    """Safety limits per kind of change, connections that go with archived items, emptied fields."""

    create: LimitTable = LimitTable()
    update: LimitTable = LimitTable()
    archive: CautiousLimit = LimitTable(count=10, share=0.1)
    disconnect: CautiousLimit = LimitTable(count=10, share=0.1)
    connections_lost: LimitTable = LimitTable(count=20)
    emptied: LimitTable = LimitTable(count=10)


def _flatten(value: object) -> object:
    """Turn nested tables into one of dotted paths: `summary.sv`."""
    if not isinstance(value, dict):
        return value
    flat: dict[str, object] = {}
    for key, inner in value.items():
        if isinstance(inner, dict):
            deeper = _flatten(inner)
            if isinstance(deeper, dict):
                flat.update({f"{key}.{rest}": found for rest, found in deeper.items()})
        else:
            flat[str(key)] = inner
    return flat


REQUIRE_APPROVAL: Final = "texts.require_approval"
"""In the file it stands in the table of texts."""

_FIELD_ROOTS = (
    "name|alternative_name|summary|description|display_name|user_instruction|languages|phones|"
    "emails|web_pages|address|service_classes|ontology_terms|target_groups|type|funding|area_type|"
    "area|main_organisation|producers|status|connections"
)
_NOT_IN_LIPAS = (
    "hours|accessibility|attachments|fax_numbers|charge|general_description|keywords|life_events|"
    "industrial_classes|legislation|vouchers|connection_details|visible_for_all"
)


def _decided_by_people(path: str) -> str:
    if re.fullmatch(rf"({_NOT_IN_LIPAS})(\..*)?", path):
        raise ValueError("Lipas says nothing of it: it is always people's in PTV, and kept")
    return path


FieldPath = Annotated[
    str,
    BeforeValidator(_decided_by_people),
    StringConstraints(pattern=rf"^({_FIELD_ROOTS})(\.[a-z_]+)*$"),
]
TextPath = Annotated[
    str, StringConstraints(pattern=r"^.+\.(fi|sv|en)$"), AfterValidator(check_text_path)
]


class Organisation(Table):
    """One publishing organisation of PTV and what it allows.

    Attributes:
        municipalities: Whose sites it publishes.
        owners: Owner codes of Lipas whose sites it publishes.
        languages: Languages of its texts.
        policy: What may be written: nothing, only new items, no archiving, everything.
        approval: When a person must approve a plan.
        lipas_publishes: `no` where it is known that Lipas does not publish its sites itself.
        orphans: What becomes of published places that are no longer ones to publish (another
            owner, type, municipality), once two complete reads a day apart show it.
        empty_services: What becomes of a service of ours whose last channel is gone.
        fields: Path or beginning of a path (`summary`, `summary.sv`) → who decides on it:
            `source` (Lipas wins), `once` (written at creation, then left), `target` (never
            written), `report` (written at creation; later differences are only told). What is
            not named is as `hytedata config fields` shows it.
        texts: Path ending in a language → the organisation's own text; with those of `texts_file`.
        texts_file: CSV or TOML with more own texts.
        texts_require_approval: Whether a person must approve a text before it is published.
        username: The login; "" where only public data are read.
        password_env: Environment variable with its password.
        password_file: File with its password; neither is ever in the configuration itself.
        login_organisation: `apiUserOrganisation`, where the login serves several.
    """

    # What `redacted` shows can be read again, under the name that it is shown with.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)

    id: OrganisationId
    name: Name
    municipalities: Annotated[tuple[KnownMunicipality, ...], Field(min_length=1)]
    owners: Annotated[tuple[Owner, ...], Field(min_length=1)] = ("city", "city-main-owner")
    languages: Annotated[tuple[OrganisationLanguage, ...], Field(min_length=1)] = ("fi",)
    policy: Literal["observe", "create-only", "upsert", "full"] = "observe"
    approval: Literal["never", "limits", "always"] = "limits"
    lipas_publishes: Literal["unknown", "no"] = "unknown"
    orphans: Literal["report", "archive"] = "report"
    empty_services: Literal["report", "archive"] = "report"
    limits: LimitsTable = LimitsTable()
    fields: Annotated[Mapping[FieldPath, FieldOwner], BeforeValidator(_flatten)] = {}
    texts: Annotated[Mapping[TextPath, Name], BeforeValidator(_flatten)] = {}
    texts_file: FilePath | None = None
    texts_require_approval: Annotated[bool, Field(alias=REQUIRE_APPROVAL)] = False
    username: str = ""
    password_env: VariableName | None = None
    password_file: FilePath | None = None
    login_organisation: str = ""


class Config(Table):
    """All of `hytedata.toml`. Immutable; holds no secret.

    Attributes:
        contact: Who runs this installation, for the User-Agent.
        store: URL of the store.
        calendar: Event calendars. Their order is their precedence: where several have the same
            event, a field is taken from the first of them that states it.
        daemon: The daemon's own settings.
    """

    contact: Contact
    store: StoreUrl = Field(default="sqlite:///hytedata.db", validate_default=True)
    lipas: Lipas = Lipas()
    ptv: Ptv = Ptv()
    boundaries: Boundaries = Boundaries()
    organisation: tuple[Organisation, ...] = ()
    calendar: tuple[Calendar, ...] = ()
    proxy: ProxyUrl | None = None
    ca_bundle: FilePath | None = None
    cache_folder: FilePath | None = None
    daemon: Mapping[str, Json] = {}
    _file: str = PrivateAttr(default="the configuration")

    def model_post_init(self, context: object) -> None:
        """Remember which file it was read from."""
        if isinstance(context, Mapping):
            self._file = str(context["file"])

    @property
    def file(self) -> str:
        """Where it was read from, for messages."""
        return self._file

    def password(self, organisation: Organisation, environ: Mapping[str, str]) -> SecretStr:
        """Return the password of an organisation's login, read now.

        Where no place is named it is the systemd credential `ptv-password-` with its id.

        Raises:
            ConfigError: It is nowhere, empty, or open to others.
        """
        file = organisation.password_file
        if file is None and organisation.password_env is None:
            file = secrets.handed_over(f"{secrets.PASSWORD}{organisation.id}", environ)
        return secrets.password(
            self._file,
            self._place(organisation),
            environ,
            variable=organisation.password_env,
            file=file,
        )

    def ptv_api_key(self, environ: Mapping[str, str]) -> SecretStr | None:
        """Return the key of PTV v12, read now; None where there is none.

        Where neither environment nor file has it, it is the systemd credential `ptv-api-key`.

        Raises:
            ConfigError: The file that should hold it cannot be used.
        """
        file = self.ptv.api_key_file or secrets.handed_over(secrets.API_KEY, environ)
        return secrets.api_key(self._file, environ, file=file)

    def fingerprint(self, organisation: Organisation) -> str:
        """Hash what an organisation's plan depends on: no secrets, no means of transport."""
        without = {"name", "approval", "password_env", "password_file", "texts_file"}
        lipas = self.lipas.model_dump(mode="json", include={"url", "file", "categories"})
        return content_hash(
            {
                "organisation": organisation.model_dump(mode="json", exclude=without),
                "lipas": lipas,
                "ptv": self.ptv.url,
            }
        )

    def redacted(self) -> Mapping[str, Json]:
        """Return all settings as JSON values to print; what looks like a secret is hidden."""
        shown: dict[str, Json] = self.model_dump(mode="json")
        shown["daemon"] = _hide(shown["daemon"])
        return shown

    def _place(self, organisation: Organisation) -> str:
        return f"organisation[{self.organisation.index(organisation)}]"


def _hide(value: Json) -> Json:
    if isinstance(value, dict):
        return {k: "(hidden)" if looks_secret(k) else _hide(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_hide(inner) for inner in value]
    return value
