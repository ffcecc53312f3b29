"""The rules of writes by their id: what each allows, and where it is written down.

Ids in capitals are those of the field notes (12.1-12.3), shared with the sync; the others are rules
of PTV's own server that the sync never meets.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule allows and who says so."""

    allowed: str
    source: str


RULES: Final[Mapping[str, Rule]] = {
    # texts
    "S1": Rule("no e-mail address in free text", "field notes 12.1"),
    "S2": Rule("no web address in free text", "field notes 12.1"),
    "S3": Rule("no phone number in free text", "field notes 12.1"),
    "S4": Rule("no address in free text", "field notes 12.1"),
    "S5": Rule("no opening hours in free text", "field notes 12.1"),
    "S6": Rule("a text that stands alone", "field notes 12.1"),
    "T6": Rule("plain paragraphs, lists and headings", "field notes 12.4"),
    "F1": Rule("a name of 1-100 characters in each language version", "ptv-api 6.1, 6.2 rule 5"),
    "F4": Rule("a summary in each language version", "ptv-api 6.2 rule 5"),
    "F5": Rule("a summary of 5-150 characters", "ptv-api 6.1"),
    "F6": Rule("a summary that says more than the name", "ptv-api 6.1"),
    "F8": Rule("a description of 5-5000 characters in each language", "ptv-api 6.1, 6.2"),
    "F9": Rule("instructions of 5-5000 characters in each language", "ptv-api 6.5 rule 10"),
    "L1": Rule(
        "a text within PTV's limits, at least 5 characters where it is prose", "ptv-api 6.1"
    ),
    "blank": Rule("a text, or None to empty it", "ptv-api 5.1"),
    "duplicate": Rule("each entry once", "ptv-api 6.1"),
    # the language set
    "language": Rule("fi, sv, en, se (Northern Sámi), smn, sms", "ptv-api 5.1"),
    "language-set": Rule("at least one language version", "ptv-api 6.2 rule 1"),
    "stray-language": Rule("texts in the item's own languages only", "ptv-api 6.2 rule 3"),
    "address-language": Rule("an address that is told in each language", "ptv-api 6.2 rule 2"),
    # what has to be there, and what has to stay
    "R1": Rule("a value: PTV asks for it", "ptv-api 6.5 rule 1, 6.6 rule 1"),
    "V1": Rule("one of PTV's words", "ptv-api 9.1"),
    "not-emptied": Rule("another value: PTV can replace it, not empty it", "ptv-api 7.1"),
    "creating-only": Rule("a value when creating only", "ptv-api 5.7, 5.8"),
    "status": Rule("Published; Draft only for what was never published", "ptv-api 7.2"),
    "timing": Rule(
        "days after today; publish_on for a new draft, archive_on for what is published",
        "ptv-api 5.7, 7.2",
    ),
    "source-id": Rule("letters A-Z and a-z, digits, hyphens, full stops", "ptv-api 6.3"),
    "id": Rule("a UUID that is not all zeros", "ptv-api 1.2, 6.3"),
    "one-end": Rule("one of the id and the source id", "ptv-api 5.14"),
    "v11": Rule("what version 11 of PTV has a place for", "ptv-api 5"),
    # services
    "F11": Rule("1-4 service classes, one of them a subclass", "ptv-api 6.5 rules 2 and 3"),
    "F12": Rule("1-10 ontology terms, each a KOKO URI", "ptv-api 6.3, 6.5 rules 2 and 3"),
    "F13": Rule("target groups; KR2 with one of its sub-groups", "ptv-api 6.5 rules 2 and 4"),
    "F14": Rule(
        "life events with a KR1 group, industrial classes with a KR2 group", "ptv-api 6.5 rule 4"
    ),
    "F15": Rule("at least one language of service, as a lower-case code", "ptv-api 5.7"),
    "uri": Rule("a code or URI of the list, all of one host", "ptv-api 6.3"),
    "F16": Rule("a limited area with codes, a nationwide one without", "ptv-api 6.4"),
    "area-code": Rule("a municipality of today, or a code of the list", "ptv-api 5.2"),
    "producers": Rule(
        "self-produced by responsible organisations; others with an organisation or a name",
        "ptv-api 6.5 rule 7",
    ),
    "organisations": Rule(
        "other responsible organisations, each once, none the main one", "ptv-api 6.5 rule 6"
    ),
    "voucher-link": Rule("vouchers with a link: PTV loses others", "ptv-api 6.5 rule 11"),
    "law-link": Rule("a law with a link", "ptv-api 5.3"),
    "charge": Rule("Free or Charged; Other at connections only", "ptv-api 5.7"),
    # places and contacts
    "C1": Rule("1-20 digits; a dial code of + and 1-4 digits, or a service number", "ptv-api 5.3"),
    "C2": Rule("a phone in fi, sv or en", "field notes 12.3"),
    "C3": Rule("Free, Charged or ExtraCharge, the last with its price in words", "ptv-api 5.3"),
    "C4": Rule("several numbers, each explained", "field notes 12.3"),
    "C5": Rule("five digits or more", "field notes 12.3"),
    "C7": Rule("an http or https address of at most 500 characters", "ptv-api 6.3"),
    "C8": Rule("an e-mail address of at most 100 characters", "ptv-api 6.3"),
    "C9": Rule("a location with a street, post code, and number or position", "ptv-api 5.5, 6.6"),
    "C10": Rule("another place with a position and words", "ptv-api 5.5"),
    "address-kind": Rule(
        "to go to: street, other or abroad; to write to: street, box or abroad", "ptv-api 5.5"
    ),
    "abroad-alone": Rule("an address abroad on its own", "ptv-api 6.6 rule 5"),
    "postal-code": Rule("five digits", "ptv-api 6.3"),
    "municipality": Rule("a municipality of today", "ptv-api 6.3"),
    "country": Rule("two capital letters", "ptv-api 6.3"),
    "display-name": Rule("an alternative name to show", "ptv-api 6.6 rule 4"),
    # hours
    "H1": Rule("an end after the beginning; 00:00 ends the day", "ptv-api 6.6, hours"),
    "quarter-hours": Rule("times at 00, 15, 30 or 45 minutes", "ptv-api 6.3"),
    "hours-dates": Rule("a last day after the first", "ptv-api 6.6, hours"),
    "hours-empty": Rule("times, a heading, always open or by reservation", "ptv-api 6.6, hours"),
    "H2": Rule("an exception with its first day", "field notes 12.3"),
    "one-opening": Rule("one stretch of time for all days of the rule", "ptv-api 6.6, hours"),
}
