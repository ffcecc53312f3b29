"""A rule: what is for children should say for which ages."""

from collections.abc import Iterator

from hytedata.models.finding import Problem
from hytedata.quality.rule import Rule, RuleWords, Setting, Subject


def without_ages(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """Find events whose name speaks of children and that state no age."""
    event = subject.record
    name = event.names.get("fi", "")
    if "lasten" in name.casefold() and event.age_min is None and event.age_max is None:
        yield Problem("age_min", params={"name": name})


RULES = (
    Rule(
        code="KAINUU-AGE-001",
        family="events",
        severity="info",
        kinds=("events:event",),
        words={
            "fi": RuleWords(
                "Ikä puuttuu",
                "”{name}” ei kerro, minkä ikäisille se on.",
                "Perhe valitsee iän mukaan.",
                "Kerro ikä kalenterissa.",
            ),
            "sv": RuleWords(
                "Åldern saknas",
                "”{name}” berättar inte för vilken ålder.",
                "En familj väljer enligt ålder.",
                "Ange åldern i kalendern.",
            ),
            "en": RuleWords(
                "No ages",
                "“{name}” does not say for which ages it is.",
                "A family chooses by age.",
                "State the ages in the calendar.",
            ),
        },
        check=without_ages,
        fires={"names": {"fi": "Lasten luistelu"}},
        silent={"names": {"fi": "Lasten luistelu"}, "age_min": 4},
    ),
)
