"""Sub-organisations: DVV asks for them, and we do not write them."""

from typing import Final

from hytedata.runs.acceptance.cases import Case, Section

_WHY: Final = (
    "Ohjelma julkaisee kunnan liikuntapaikat. Organisaatiot ja aliorganisaatiot ylläpidetään "
    "PTV:n käyttöliittymässä, eikä ohjelma kirjoita niitä."
)
_WHY_ENGLISH: Final = (
    "The program publishes a municipality's sports sites. Organisations are kept in PTV's user "
    "interface, and the program never writes them."
)

ORGANISATIONS: Final = Section(
    "1",
    "Aliorganisaatiot",
    "Sub-organisations",
    "Aliorganisaatioiden lisääminen ja muokkaaminen",
    (
        Case(
            "1.1",
            "Aliorganisaation lisääminen",
            "Adding a sub-organisation",
            None,
            _WHY,
            _WHY_ENGLISH,
        ),
        Case(
            "1.2",
            "Aliorganisaation muokkaaminen",
            "Editing a sub-organisation",
            None,
            _WHY,
            _WHY_ENGLISH,
        ),
    ),
)
