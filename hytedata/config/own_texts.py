"""Own texts of organisations: those of a file join those of the configuration."""

from hytedata.config.problems import Problem
from hytedata.config.tables import Config, Organisation
from hytedata.config.texts_file import read_texts_file


def with_texts_files(config: Config) -> tuple[Config, tuple[Problem, ...]]:
    """Return *config* with the texts of each `texts_file` among its `texts`, and what is wrong."""
    problems: list[Problem] = []
    organisations = []
    for place, organisation in enumerate(config.organisation):
        joined, faults = _joined(organisation)
        path = ("organisation", place, "texts_file")
        problems += (Problem(path, fault) for fault in faults)
        organisations.append(joined)
    return config.model_copy(update={"organisation": tuple(organisations)}), tuple(problems)


def _joined(organisation: Organisation) -> tuple[Organisation, tuple[str, ...]]:
    if organisation.texts_file is None:
        return organisation, ()
    read = read_texts_file(organisation.texts_file)
    twice = (
        f"{organisation.texts_file.name}, line {one.line}: {one.path} is also among the "
        "configuration's texts; keep it in one place"
        for one in read.texts
        if one.path in organisation.texts
    )
    faults = (*read.faults, *twice)
    texts = {**organisation.texts, **{one.path: one.text for one in read.texts}}
    return organisation.model_copy(update={"texts": texts}), faults
