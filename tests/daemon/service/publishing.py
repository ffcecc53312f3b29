"""A daemon that publishes to a sandbox, and what the two hold in the end."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from hytedata.errors import LeaseHeld
from hytedata.models.clock import utc_now
from hytedata.sandbox import Sandbox, World
from hytedata.store import Store
from tests.daemon.conftest import ASLEEP
from tests.daemon.service.conftest import Listener
from tests.daemon.service.running import Running
from tests.e2e.support import ours

SMALL = ("clean", "equal-name-1", "equal-name-2", "swimming-hall")
CHANGES = 10
"""That a plan for an empty PTV has."""

_FEW = "categories = [4400]\n"
_DAEMON = ("-m", "hytedata_daemon", "run")
_AWAKE = ASLEEP.replace("[daemon.jobs.apply]\nenabled = false\n", "")


def organisation_of(town: str) -> str:
    """Return the id of the sandbox's organisation of a municipality."""
    return f"00000000-0000-4000-8000-000000000{town}"


def small_world(folder: Path) -> World:
    """Make four sites and an empty PTV, by way of a file in *folder*."""
    whole = World(seed=1)
    wanted = {whole.landmarks[name] for name in SMALL}
    documents = [site.document() for site in whole.sites if site.lipas_id in wanted]
    path = folder / "small.ndjson"
    path.write_text("\n".join(json.dumps(each) for each in documents), encoding="utf-8")
    return World.from_lipas_file(path)


class Publishing(Running):
    """A daemon whose organisation publishes to a sandbox without a person's approval.

    Args:
        folder: Where its files are; the store is there where no other is named.
        systemd: Is told of it.
        sandbox: What it publishes to.
        url: Address of the store.
        program: What is run: arguments of Python.
        towns: Codes of municipalities, an organisation each; the sandbox's own where none is.
        daemon: Lines of `[daemon]`.
    """

    def __init__(
        self,
        folder: Path,
        systemd: Listener,
        sandbox: Sandbox,
        *,
        url: str = "",
        program: tuple[str, ...] = _DAEMON,
        towns: tuple[str, ...] = (),
        daemon: str = "",
    ) -> None:
        self.sandbox, self.towns = sandbox, towns
        folder.mkdir(exist_ok=True)
        super().__init__(folder, systemd, list(program))
        self.url = url or f"sqlite:///{folder / 'hytedata.db'}"
        text = sandbox.config_toml(store=self.url, municipalities=towns)
        if towns:
            text = text.replace("[lipas]\n", f"[lipas]\n{_FEW}")
        web = f"[daemon.web]\nport = {self.port}\n"
        whole = f"{text}\n[daemon]\n{daemon}\n{_AWAKE}\n{web}"
        self.file.write_text(whole, encoding="utf-8")

    @property
    def file(self) -> Path:
        """Its configuration."""
        return self.folder / "hytedata.toml"

    @property
    def passwords(self) -> Mapping[str, str]:
        """What its environment holds of logins."""
        if self.towns:
            return self.sandbox.passwords(self.towns)
        return {self.sandbox.password_env: self.sandbox.password}

    @property
    def environ(self) -> dict[str, str]:
        """The environment of its processes."""
        return {**super().environ, **self.passwords}

    @property
    def organisation(self) -> str:
        """Whom it publishes for: the first, where there are several."""
        return organisation_of(self.towns[0]) if self.towns else self.sandbox.organisation

    def store(self) -> Store:
        """Open its store."""
        return Store.open(self.url, now=utc_now)

    def ask(self, job: str, organisation: str = "") -> None:
        """Ask for a job as a person does on the pages."""
        with self.store() as store:
            store.due.ask(organisation or self.organisation, job, who="Anna")

    def state_of(self, job: str, organisation: str = "") -> str:
        """How a job last ended; "" where it waits or is at work."""
        with self.store() as store:
            rows = store.due.of(organisation or self.organisation)
        found = next((row for row in rows if row.key.job == job), None)
        if found is None or found.ended_at is None or found.outcome is None:
            return ""
        state = str(found.outcome["state"])
        # What was stopped is asked for again by that.
        return state if found.asked_at is None or state == "stopped" else ""

    def at_work(self) -> int | None:
        """The process that is at work for the organisation; None where nobody is.

        Ask only when somebody is: who comes in the moment of the question finds it closed.
        """
        with self.store() as store:
            try:
                with store.lease(f"work:{self.organisation}", "a test", seconds=1):
                    return None
            except LeaseHeld as held:
                return int(held.holder.rpartition(" ")[2])

    def written(self) -> int:
        """How many writes PTV has answered well."""
        return sum(entry.status == 200 for entry in self.sandbox.controls.writes())

    def writes_done_twice(self) -> list[str]:
        """Which writes PTV carried out more than once."""
        writes = self.sandbox.controls.writes()
        counts = Counter((one.method, one.path, one.body) for one in writes)
        # Fails by itself where two things of PTV are one of ours.
        assert ours(self.sandbox)
        return [f"{method} {path}" for (method, path, _), number in counts.items() if number > 1]

    def changes(self) -> int:
        """How many changes the plan has."""
        with self.store() as store:
            (head,) = store.plan_heads(self.organisation)
        number = head.summary["changes"]
        assert isinstance(number, int)
        return number

    def open_intents(self) -> list[str]:
        """Changes of the plan whose write has begun, and is not known to have ended."""
        return [change for change, state in self._intents() if state == "open"]

    def changes_done(self) -> int:
        """How many changes of the plan are written."""
        return len({change for change, state in self._intents() if state == "done"})

    def _intents(self) -> list[tuple[str, str]]:
        with self.store() as store:
            (plan,) = {head.id for head in store.plan_heads(self.organisation)}
            return [(one.change_id, one.state) for one in store.intents_of_plan(plan)]
