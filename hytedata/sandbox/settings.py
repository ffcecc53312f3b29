"""The text of a `hytedata.toml` for a running sandbox."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hytedata.sandbox.world import World
from hytedata.sandbox.world.identities import organisation_id, username


@dataclass(frozen=True)
class Settings:
    """What a configuration says besides the addresses."""

    store: str
    languages: tuple[str, ...]
    policy: str
    approval: str
    password_env: str
    cache_folder: str

    def text(
        self,
        world: World,
        municipalities: Sequence[str],
        *,
        lipas_url: str,
        lipas_file: Path | None,
        ptv_url: str,
        ptv12_url: str,
        token_url: str,
        boundaries_url: str,
        calendars: Sequence[Mapping[str, str]] = (),
    ) -> str:
        """Return the file, with one organisation for each municipality or the world's own."""
        lines = [
            'contact = "tietohallinto@mallila.example"',
            f"store = {_text(self.store)}",
            f"cache_folder = {_text(self.cache_folder)}",
            "",
            "[lipas]",
            f"file = {_text(str(lipas_file))}" if lipas_file else f"url = {_text(lipas_url)}",
            "",
            "[ptv]",
            f"url = {_text(ptv_url)}",
            f"token_url = {_text(token_url)}",
            f"v12_url = {_text(ptv12_url)}",
            "",
            "[boundaries]",
            f"url = {_text(boundaries_url)}",
        ]
        for calendar in calendars:
            lines += ["", "[[calendar]]", *(f"{key} = {_text(it)}" for key, it in calendar.items())]
            lines.append("per_second = 0")  # nobody has to be spared here
        if not municipalities:
            lines += self._organisation(
                world.organisation,
                world.organisation_name,
                world.organisation_municipalities,
                world.username,
                self.password_env,
            )
        names = {each.id: each.names["fi"] for each in world.ptv_seed.organisations}
        for code in municipalities:
            organisation = organisation_id(code)
            variable = variable_of(self.password_env, code)
            lines += self._organisation(
                organisation, names[organisation], (code,), username(code), variable
            )
        return "\n".join([*lines, ""])

    def _organisation(
        self, organisation: str, name: str, codes: Sequence[str], user: str, variable: str
    ) -> Iterator[str]:
        yield ""
        yield "[[organisation]]"
        yield f"id = {_text(organisation)}"
        yield f"name = {_text(name)}"
        yield f"municipalities = {_text(list(codes))}"
        yield 'owners = ["city", "city-main-owner"]'
        yield f"languages = {_text(list(self.languages))}"
        yield f"policy = {_text(self.policy)}"
        yield f"approval = {_text(self.approval)}"
        yield 'lipas_publishes = "unknown"'
        yield f"username = {_text(user)}"
        yield f"password_env = {_text(variable)}"


def variable_of(password_env: str, municipality: str) -> str:
    """Return the environment variable of one of several organisations."""
    return f"{password_env}_{municipality}"


def _text(value: object) -> str:
    # A JSON text or list of texts is valid TOML.
    return json.dumps(value, ensure_ascii=False)
