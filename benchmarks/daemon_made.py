"""A configuration of many organisations for daemons, of which nothing runs by itself."""

from pathlib import Path

from hytedata.codes import municipalities

JOBS = (
    "read-lipas",
    "read-ptv",
    "read-calendars",
    "plan",
    "apply",
    "gaps",
    "boundaries",
    "clean-up",
)


def organisations(count: int) -> list[str]:
    """Return the ids of so many organisations."""
    return [f"00000000-0000-4000-8000-{number:012d}" for number in range(count)]


def configuration(folder: Path, count: int, *, enabled: bool = False) -> Path:
    """Write a configuration of so many organisations; returns its file.

    Args:
        folder: Where to.
        count: How many organisations.
        enabled: Whether jobs run at their times; all but `apply`, which is nearly always due
            somewhere with so many.
    """
    lines = ['contact = "tietohallinto@kunta.example"']
    off = ["apply"] if enabled else JOBS
    lines += [f"[daemon.jobs.{job}]\nenabled = false" for job in off]
    codes = [one.code for one in municipalities()]
    for one, code in zip(organisations(count), codes, strict=False):
        lines.append(f'[[organisation]]\nid = "{one}"\nname = "{one}"\nmunicipalities = ["{code}"]')
    file = folder / "hytedata.toml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
