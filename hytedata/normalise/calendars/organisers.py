"""Names of organisers: those of organisations are kept, those of persons are not."""

import re
from typing import Final

_BODIES: Final = re.compile(
    r"\b(?:ry|rf|oy|ab|oyj|ky|tmi|osk|sr|ev\.?lut|mll|spr|4h|vpk|gmbh|ltd|inc)\b|"
    r"yhdisty|fören|seura|kerho|klubb|club|liitto|förbund|säätiö|stiftelse|seurakun|försam|"
    r"kunta|kunna|kunnan|kommun|kaupun|stad|kirjasto|bibliotek|museo|museum|teatter|teater|"
    r"koulu|opisto|skola|institut|yliopisto|keskus|center|centrum|talo\b|talon|huset|palvelu|"
    r"tjänst|service|hyvinvoin|välfärd|pohde|järjestö|organi[sz]|toimi\b|toimisto|kuoro|kör|"
    r"orkester|ryhmä|grupp|group|tiimi|team|sport|urheil|liikun|nuoriso|festiv|verkosto|network|"
    r"osasto|piiri|kylä|hotel|kahvila|café|cafe|ravintola|restaur|galleria|gallery|studio|virasto",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[A-ZÅÄÖ][\w'’-]*\.?(?: [A-ZÅÄÖ][\w'’-]*\.?){1,3}")


def organisation_name(stated: str) -> str:
    """Return *stated* where it names an organisation, or "" where it may name a person.

    Two to four capitalised words without a word that organisations have, and anything with an
    e-mail address, are taken for a person: a lost organiser does less harm than a kept name.
    """
    name = stated.strip()
    if not name or "@" in name:
        return ""
    if _BODIES.search(name) or not _NAME.fullmatch(name):
        return name
    return ""
