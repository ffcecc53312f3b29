"""A quality rule of one's own, over sites as they are read. Needs `pip install hytedata`.

Also a `hytedata.toml` (README.md in this folder says how): `python own_rule.py Utajärvi`. With
words in three languages and an entry point it is part of every report: see `extension/`.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from hytedata import load_config, open_lipas
from hytedata.models.finding import Problem
from hytedata.quality.records import findings_in
from hytedata.quality.rule import Rule, RuleWords, Setting, Subject
from hytedata.quality.wording import message_with


def without_length(subject: Subject, setting: Setting) -> Iterator[Problem]:
    """Find routes that do not say how long they are."""
    site = subject.record
    if site.geometry and site.geometry.kind == "route" and not site.quantity("route-length-km"):
        yield Problem("properties.route-length-km", params={"name": site.names["fi"]})


WORDS = RuleWords("No length", "“{name}” has no length.", "One chooses by it.", "Add it in Lipas.")
RULE = Rule(
    code="KUNTA-LEN-001",
    family="lipas",
    severity="warning",
    kinds=("lipas:sports-site",),
    words={"en": WORDS},
    check=without_length,
)

config = load_config(Path("hytedata.toml"), environ=os.environ)
with open_lipas(config) as lipas:
    sites = lipas.sites.iter(municipality=sys.argv[1], statuses=["active"])
    for finding in findings_in(sites, [RULE]):
        print(message_with(WORDS, finding.params), WORDS.mend, finding.link)
