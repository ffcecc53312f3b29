"""The sandbox: simulated Lipas, PTV, map service and calendars on one port, with a control API."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from hytedata.sandbox.calendars.kinds import CalendarSimulator
from hytedata.sandbox.control import ControlApi
from hytedata.sandbox.controls import LIPAS, PTV, PTV12, STATFIN, Controls
from hytedata.sandbox.faults import Fault, FaultPlan
from hytedata.sandbox.journal import JournalEntry
from hytedata.sandbox.lipas import LipasSimulator
from hytedata.sandbox.ptv import PtvSimulator
from hytedata.sandbox.ptv.v12 import PtvV12Simulator
from hytedata.sandbox.ptv.v12.simulator import API_KEY
from hytedata.sandbox.server import CONTROL, Server
from hytedata.sandbox.settings import Settings, variable_of
from hytedata.sandbox.world import World
from hytedata.sandbox.world.identities import password, username


class Sandbox(AbstractContextManager["Sandbox"]):
    """Simulated upstreams that serve while the context is open; nothing leaves the machine.

    Args:
        world: What the upstreams hold; the default is one invented municipality.
        port: On loopback; 0 takes a free one.
        latency_ms: Added to every answer.
        faults: What goes wrong from the beginning; more through `controls` or the control API.
        fault_seed: Seed of the draws of faults with a probability.
        token_lifetime_s: How long a PTV token lives.
        login_field: `serviceToken` as production answers, `ptvToken` as training does.
        api_key: What v12 of PTV wants in `x-api-key`.
        ptv12_lag_min: Minutes until v12 shows what was written through v11; 60–90 in production.
        now: Clock of all upstreams, aware. Tokens carry its time, borders are out up to its year.

    Attributes:
        password_env: Environment variable that `config_toml` names for the password.
        api_key_env: Environment variable that a client expects the key of v12 in.
        controls: What people do to the upstreams: edits, faults, journal, reset.
    """

    password_env = "HYTEDATA_PTV_PASSWORD"
    api_key_env = "HYTEDATA_PTV_API_KEY"

    def __init__(
        self,
        world: World | None = None,
        *,
        port: int = 0,
        latency_ms: float = 0.0,
        faults: Iterable[Fault] = (),
        fault_seed: int = 0,
        token_lifetime_s: float = 3600.0,
        login_field: Literal["serviceToken", "ptvToken"] = "serviceToken",
        api_key: str = API_KEY,
        ptv12_lag_min: float = 0.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.world = world if world is not None else World()
        self._server = Server(
            {},
            port=port,
            faults=FaultPlan(faults, seed=fault_seed),
            latency_ms=latency_ms,
            now=now,
        )

        self.api_key = api_key

        def make_ptv() -> tuple[PtvSimulator, PtvV12Simulator]:
            ptv = PtvSimulator(
                self.world.ptv_seed,
                now=now,
                token_lifetime_s=token_lifetime_s,
                login_field=login_field,
            )
            lag = timedelta(minutes=ptv12_lag_min)
            return ptv, PtvV12Simulator(ptv, api_key=api_key, lag=lag)

        self.controls = Controls(self._server, self.world, make_ptv, now)
        self._server.mount(CONTROL, ControlApi(self.controls))

    def __enter__(self) -> Self:
        self._server.__enter__()
        # Calendars link to their own address, which is known only now.
        self.controls.calendars.settle()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.__exit__(kind, error, trace)

    @property
    def url(self) -> str:
        """Address of the server, without a path."""
        return self._server.url

    @property
    def lipas_url(self) -> str:
        """Lipas's address: v2 below `/v2`, v1 below `/v1`."""
        return f"{self.url}{LIPAS}"

    @property
    def ptv_url(self) -> str:
        """PTV's address: v11 below `/v11`."""
        return f"{self.url}{PTV}/api"

    @property
    def ptv_token_url(self) -> str:
        """Where PTV's tokens are given out."""
        return f"{self.ptv_url}/auth/api-login"

    @property
    def ptv12_url(self) -> str:
        """Address of PTV's newer version: v12 below `/v12`, with `api_key` on every call."""
        return f"{self.url}{PTV12}/api"

    @property
    def boundaries_url(self) -> str:
        """Address of the simulated map service with borders of municipalities."""
        return f"{self.url}{STATFIN}"

    @property
    def calendars(self) -> Mapping[str, CalendarSimulator]:
        """The simulated event calendars by name; edit them through `controls.calendars`."""
        return self.controls.calendars.simulators

    def calendar_url(self, name: str) -> str:
        """Address of a simulated calendar, as a configuration states it.

        Raises:
            InputError: There is no calendar with this name.
        """
        return self.controls.calendars.url(name)

    @property
    def control_url(self) -> str:
        """The control API's address."""
        return f"{self.url}{CONTROL}"

    @property
    def organisation(self) -> str:
        """PTV id of the organisation that the world is about."""
        return self.world.organisation

    @property
    def username(self) -> str:
        """Login of that organisation."""
        return self.world.username

    @property
    def password(self) -> str:
        """Password of `username`."""
        return self.world.password

    @property
    def lipas(self) -> LipasSimulator:
        """The simulated Lipas; edit it through `controls` while requests may be under way."""
        return self.controls.lipas

    @property
    def ptv(self) -> PtvSimulator:
        """The simulated PTV; edit it through `controls` while requests may be under way."""
        return self.controls.ptv

    def journal(self) -> tuple[JournalEntry, ...]:
        """Return all requests since the journal was last cleared, oldest first."""
        return self.controls.journal()

    def writes(self) -> tuple[JournalEntry, ...]:
        """Return the writes that took effect, also those whose answer was lost."""
        return self.controls.writes()

    def config_toml(
        self,
        *,
        store: str = "sqlite:///hytedata-sandbox.db",
        password_env: str | None = None,
        languages: Sequence[str] = ("fi",),
        policy: str = "full",
        approval: str = "never",
        municipalities: Sequence[str] = (),
        lipas_file: Path | None = None,
        cache_folder: str = "hytedata-sandbox-cache",
    ) -> str:
        """Return the text of a `hytedata.toml` for this sandbox.

        Args:
            store: Address of the store.
            password_env: Environment variable that will hold `password`.
            languages: Languages to publish in; the organisation has fi, sv and en.
            policy: What the sync may do: nothing here can be broken, so all by default.
            approval: When a person must approve a plan.
            municipalities: One organisation for each of these, with a login and a variable of its
                own (see `passwords`), instead of the world's organisation.
            lipas_file: Read the sites from here instead of the simulated Lipas.
            cache_folder: Where borders are kept.
        """
        settings = Settings(
            store=store,
            languages=tuple(languages),
            policy=policy,
            approval=approval,
            password_env=password_env or self.password_env,
            cache_folder=cache_folder,
        )
        return settings.text(
            self.world,
            municipalities,
            lipas_url=self.lipas_url,
            lipas_file=lipas_file,
            ptv_url=self.ptv_url,
            ptv12_url=self.ptv12_url,
            token_url=self.ptv_token_url,
            boundaries_url=self.boundaries_url,
            calendars=tuple(self.controls.calendars.settings()),
        )

    def passwords(self, municipalities: Sequence[str]) -> dict[str, str]:
        """Return the environment that `config_toml` of several *municipalities* expects."""
        return {
            variable_of(self.password_env, code): password(username(code))
            for code in municipalities
        }
