"""T1 and T4: Finnish passives, and clauses folded into one word, by their endings (heuristic).

Tuned for precision: participles ("on tarkoitettu") and rare endings are let through, and so is
what looks the same in another word class.
"""

import re
from collections.abc import Iterator
from typing import Final

from hytedata.content.objections import Objection

_PASSIVE: Final = re.compile(
    r"(?<![\w-])(?:"
    # Before -taan stands one short vowel: two belong to possessives, "palveluitaan".
    r"\w*[^\Waeiouyäö][aäeouyi]t(?:aan|ään)|\w*[aouyäö]et(?:aan|ään)|(?:ko|no|poh)ot(?:aan|ään)"
    r"|\w+(?:oi|aa|uo|yö|ie|eh|äh|yy|äy|äi|ei|ii|ai)d(?:aan|ään)|uidaan"
    r"|\w+(?:t|nn|sk|rr)ell(?:aan|ään)|(?:tul|ol|kuul|viljel|palvel|ulkoil|urheil|pyöräil)l(?:aan|ään)"
    r"|(?:men|pan)n(?:aan|ään)|(?:nous|pes|juos|julkais|ratkais)t(?:aan|ään)"
    r"|\w+[^\Waeiouyäö][aäeouyi]ttiin|\w*[aouyäö]ettiin|\w+(?:tel|skel|keil|oi|öi)tiin"
    r"|(?:teh|käy|voi|saa|vie|tuo|näh|ol|tul)tiin"
    r"|\w+(?:ttais|ttäis|ltais|ltäis|oitais|öitäis)iin|(?:voi|saa|teh|käy|vie|tuo)t(?:ais|äis)iin"
    r")(?!\w)",
    re.IGNORECASE,
)
# Illatives and possessives of nouns: "laavu ja kotaan", "kilparataan", "internettiin".
_NO_PASSIVE: Final = re.compile(
    r"\w*(?:(?<!ri)ko|(?<!kat)so|mu|mä|pa|pu|hä|kita)t(?:aan|ään)|(?:mi|ke|sa|ri|se)t(?:aan|ään)"
    r"|\w*(?<!la)dataan|(?!\w*(?:va|ker|vuok|har|seu|ver|au)rataan|\w*(?:vuokrataan|seurataan))\w*rataan"
    r"|(?!kirja|ohja|korja|varja|lainaa)\w*(?:ja|jä)t(?:aan|ään)|\w*(?:espoo|sipoo|inkoo|porvoo|talkoo)taan"
    r"|\w*(?:son|kors|pak|tabl|buff?|toil|kvart|rak|kas|bal|budj|kabin|mark|park|kad|intern|pal|bil)"
    r"ettiin|\w*(?:ammattiin|robottiin|(?<!huo)mattiin|chattiin)|nettiin|\w*(?:itt[aä]is|kultais|valtais)iin",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"(?<!\w)(?:ei|eikä|ellei)(?: (?:enää|myöskään|kuitenkaan|yleensä|koskaan|vielä|tällöin))? "
    r"(?:\w+[^\Waeiouyäö]et[aä]|\w*[aou]et[aä]|voida|saada|tehdä|käydä|viedä|tuoda|myydä|nähdä"
    r"|tarvita|peritä|hyväksytä|korvata|varata|vaadita|julkaista|palkita|valita|merkitä|kysytä"
    r"|tueta|\w+oida)(?!\w)",
    re.IGNORECASE,
)

# What stands for "kun haet", "kun olet hakenut" and "jotta saat".
_OWN: Final = "(?:si|an|än|mme|nne|nsa|nsä)"
_FOLDED: Final = re.compile(
    r"(?<![\w-])(?:"
    rf"\w*[aäoöuyi]ess[aä]{_OWN}?|\w+(?:ll|nn|t)ess[aä]{_OWN}?"
    rf"|(?:\w*(?:teh|oi|öi)|näh|saa|käy|vie|tuo|myy|syö|juo|jää|voi|ui)dess[aä]{_OWN}?"
    rf"|\w+t(?:ua|yä){_OWN}"
    r"|\w+(?:d[aä]|[eou]a|[eöy]ä|aa|ää|ll[aä])kse(?:si|en|nsa|nsä|mme|nne)|\w+[ti][aä]ksesi"
    r")(?!\w)",
    re.IGNORECASE,
)
_NOT_FOLDED: Final = re.compile(
    # Nouns, and what has become an adverb: "tarvittaessa", "kahden viikon kuluessa".
    rf"(?:mennessä|kuluessa|tarvittaessa|(?:\w*(?:maan|val|kan|pää|moot|yksityis|rau))?tiess[aä]{_OWN}?|Lausannessa"
    rf"|\w*(?:e|ka|la|sa|tut|jut|lin|las|koh|laa|seu|tun|ase)tua{_OWN}(?<!ettuaan)(?<!ettuasi))",
    re.IGNORECASE,
)


def t1_passive(text: str, language: str) -> Iterator[Objection]:
    """T1: a text speaks to its reader, it is not in the passive; Finnish only (heuristic)."""
    if language != "fi":
        return
    spans = [
        match.span()
        for match in _PASSIVE.finditer(text)
        if not _NO_PASSIVE.fullmatch(match[0]) and not _is_name(text, match.start())
    ]
    spans += [match.span() for match in _DENIED.finditer(text)]
    for start, end in sorted(spans):
        yield Objection("T1", "warn", f"passive {text[start:end]!r}", start, end)


def t4_folded_clause(text: str, language: str) -> Iterator[Objection]:
    """T4: clauses instead of participial constructions; Finnish only (heuristic)."""
    if language != "fi":
        return
    for match in _FOLDED.finditer(text):
        if not _NOT_FOLDED.fullmatch(match[0]) and not _is_name(text, match.start()):
            yield Objection("T4", "note", f"folded clause {match[0]!r}", *match.span())


def _is_name(text: str, start: int) -> bool:
    """Whether a word with a capital letter stands inside a sentence."""
    return text[start].isupper() and start > 1 and text[start - 2] not in ".!?:\n•*–-"
