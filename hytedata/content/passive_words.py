"""T1 and T4: Finnish passives, and clauses folded into one word, by their endings (heuristic).

Tuned for precision: participles ("on tarkoitettu") and rare endings are let through, and so is
what looks the same in another word class.
"""

import re
from collections.abc import Iterator
from typing import Final

from hytedata.content.objections import Objection

# Words are judged whole and in small letters; a quick pattern for their ends finds them.
_PASSIVE_END: Final = re.compile(r"(?:[tdln](?:aan|ään)|[ts]iin)(?!\w)", re.IGNORECASE)
_PASSIVE: Final = re.compile(
    # Before -taan stands one short vowel: two belong to possessives, "palveluitaan".
    r"(?:\w*[^\Waeiouyäö][aäeouyi]t(?:aan|ään)|\w*[aouyäö]et(?:aan|ään)|(?:ko|no|poh)ot(?:aan|ään)"
    r"|\w+(?:oi|aa|uo|yö|ie|eh|äh|yy|äy|äi|ei|ii|ai)d(?:aan|ään)|uidaan"
    r"|\w+(?:t|nn|sk|rr)ell(?:aan|ään)|(?:tul|ol|kuul|viljel|palvel|ulkoil|urheil|pyöräil)l(?:aan|ään)"
    r"|(?:men|pan)n(?:aan|ään)|(?:nous|pes|juos|julkais|ratkais)t(?:aan|ään)"
    r"|\w+[^\Waeiouyäö][aäeouyi]ttiin|\w*[aouyäö]ettiin|\w+(?:tel|skel|keil|oi|öi)tiin"
    r"|(?:teh|käy|voi|saa|vie|tuo|näh|ol|tul)tiin"
    r"|\w+(?:ttais|ttäis|ltais|ltäis|oitais|öitäis)iin|(?:voi|saa|teh|käy|vie|tuo)t(?:ais|äis)iin)"
)
# Illatives and possessives of nouns: "laavu ja kotaan", "kilparataan", "internettiin".
_NO_PASSIVE: Final = re.compile(
    r"\w*(?:(?<!ri)ko|(?<!kat)so|mu|mä|pa|pu|hä|kita)t(?:aan|ään)|(?:mi|ke|sa|ri|se)t(?:aan|ään)"
    r"|\w*(?<!la)dataan|(?!\w*(?:va|ker|vuok|har|seu|ver|au)rataan|\w*(?:vuokrataan|seurataan))\w*rataan"
    r"|(?!kirja|ohja|korja|varja|lainaa)\w*(?:ja|jä)t(?:aan|ään)|\w*(?:espoo|sipoo|inkoo|porvoo|talkoo)taan"
    r"|\w*(?:son|kors|pak|tabl|buff?|toil|kvart|rak|kas|bal|budj|kabin|mark|park|kad|intern|pal|bil)"
    r"ettiin|\w*(?:ammattiin|robottiin|(?<!huo)mattiin|chattiin)|nettiin|\w*(?:itt[aä]is|kultais|valtais)iin"
)
_NO: Final = re.compile(r"(?<!\w)(?:[Ee]i|[Ee]ikä|[Ee]llei) ")
_DENIED: Final = re.compile(
    r"(?:ei|eikä|ellei)(?: (?:enää|myöskään|kuitenkaan|yleensä|koskaan|vielä|tällöin))? "
    r"(?:\w+[^\Waeiouyäö]et[aä]|\w*[aou]et[aä]|voida|saada|tehdä|käydä|viedä|tuoda|myydä|nähdä"
    r"|tarvita|peritä|hyväksytä|korvata|varata|vaadita|julkaista|palkita|valita|merkitä|kysytä"
    r"|tueta|\w+oida)(?!\w)",
    re.IGNORECASE,
)

# What stands for "kun haet", "kun olet hakenut" and "jotta saat".
_OWN: Final = "(?:si|an|än|mme|nne|nsa|nsä)"
_FOLDED_END: Final = re.compile(
    rf"(?:[ei]?ess[aä]{_OWN}?|t(?:ua|yä){_OWN}|kse(?:si|en|nsa|nsä|mme|nne))(?!\w)", re.IGNORECASE
)
_FOLDED: Final = re.compile(
    rf"\w*[aäoöuyi]ess[aä]{_OWN}?|\w+(?:ll|nn|t)ess[aä]{_OWN}?"
    rf"|(?:\w*(?:teh|oi|öi)|näh|saa|käy|vie|tuo|myy|syö|juo|jää|voi|ui)dess[aä]{_OWN}?"
    rf"|\w+t(?:ua|yä){_OWN}"
    r"|\w+(?:d[aä]|[eou]a|[eöy]ä|aa|ää|ll[aä])kse(?:si|en|nsa|nsä|mme|nne)|\w+[ti][aä]ksesi"
)
_NOT_FOLDED: Final = re.compile(
    # Nouns, and what has become an adverb: "tarvittaessa", "kahden viikon kuluessa".
    rf"mennessä|kuluessa|tarvittaessa|(?:\w*(?:maan|val|kan|pää|moot|yksityis|rau))?tiess[aä]{_OWN}?"
    rf"|\w*(?:e|ka|la|sa|tut|jut|lin|las|koh|laa|seu|tun|ase)tua{_OWN}(?<!ettuaan)(?<!ettuasi)"
)


def t1_passive(text: str, language: str) -> Iterator[Objection]:
    """T1: a text speaks to its reader, it is not in the passive; Finnish only (heuristic)."""
    if language != "fi":
        return
    spans = list(_words(text, _PASSIVE_END, _PASSIVE, _NO_PASSIVE))
    for match in _NO.finditer(text):
        denied = _DENIED.match(text, match.start())
        if denied:
            spans.append(denied.span())
    for start, end in sorted(spans):
        yield Objection("T1", "warn", f"passive {text[start:end]!r}", start, end)


def t4_folded_clause(text: str, language: str) -> Iterator[Objection]:
    """T4: clauses instead of participial constructions; Finnish only (heuristic)."""
    if language != "fi":
        return
    for start, end in _words(text, _FOLDED_END, _FOLDED, _NOT_FOLDED):
        yield Objection("T4", "note", f"folded clause {text[start:end]!r}", start, end)


def _words(
    text: str, ending: re.Pattern[str], wanted: re.Pattern[str], unwanted: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Yield where words with an *ending* are that are wholly *wanted* and not *unwanted*."""
    for match in ending.finditer(text):
        start, end = match.start(), match.end()
        while start > 0 and text[start - 1].isalpha():
            start -= 1
        word = text[start:end].lower()
        second_half = start > 0 and text[start - 1] in "-_0123456789"
        if second_half or _is_name(text, start):
            continue
        if wanted.fullmatch(word) and not unwanted.fullmatch(word):
            yield start, end


def _is_name(text: str, start: int) -> bool:
    """Whether a word with a capital letter stands inside a sentence."""
    return text[start].isupper() and start > 1 and text[start - 2] not in ".!?:\n•*–-"
