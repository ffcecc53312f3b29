"""What a message says: in each language, readable, and no more than it should."""

import re

import pytest

from hytedata.quality.rule import RuleLanguage
from hytedata.store.notices import Notice
from hytedata_daemon.notices.known import Known
from hytedata_daemon.notices.messages import Message, message_of
from hytedata_daemon.notices.rules import RULES
from hytedata_daemon.settings.notices import RuleName
from tests.daemon.notices.conftest import MAIL, MALLILA, MakeOffice, Office

PUBLIC = '[daemon.web]\npublic_url = "https://hyte.kunta.example"\nproxy_addresses = ["10.0.0.5"]\n'
FIELD = re.compile(r"\{\w+\}")


def told(it: Office, *notices: Notice) -> Message:
    return message_of(notices, it.settings, it.settings.daemon.notices.channel[0])


def notice(it: Office, rule: RuleName, organisation: str = MALLILA, **facts: object) -> Notice:
    known = Known.of(Notice("", "", "", "", {"facts": facts}, it.clock()))  # type: ignore[dict-item]
    return Notice(rule, organisation, "ptv", "it", known.document(), it.clock())


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_told_in_each_language_with_what_to_do(
    office: MakeOffice, rule: RuleName, language: RuleLanguage
) -> None:
    it = office(f'{PUBLIC}{MAIL}language = "{language}"\n')

    message = told(it, notice(it, rule, job="plan", count=3))

    assert FIELD.findall(message.subject + message.text) == []
    assert len(message.subject) < 110
    assert message.text.count("https://hyte.kunta.example/") == 1


def test_a_message_says_since_when_by_the_clock_of_the_language(office: MakeOffice) -> None:
    it = office()

    message = told(it, notice(it, "plan-waits"))

    assert "Alkoi 24.11.2026 klo 12.00." in message.text


def test_a_link_leads_to_what_has_to_be_decided(office: MakeOffice) -> None:
    it = office(PUBLIC + MAIL)

    message = told(it, notice(it, "plan-waits", plan="abc123"))

    assert "Avaa: https://hyte.kunta.example/plans/abc123" in message.text
    assert 'href="https://hyte.kunta.example/plans/abc123"' in message.html


def test_the_gravest_comes_first_and_what_is_over_last(office: MakeOffice) -> None:
    it = office()
    over = notice(it, "login-refused")
    over = Notice(over.rule, "other", "", "it", {**over.params, "over": True}, it.clock())

    message = told(it, over, notice(it, "weekly-errors", count=1), notice(it, "identity-doubt"))

    labels = re.findall(r"^(KORJATTAVAA|TIEDOKSI|KUNNOSSA):", message.text, re.MULTILINE)
    assert labels == ["KORJATTAVAA", "TIEDOKSI", "KUNNOSSA"]
    assert message.subject == "hytedata: 3 asiaa, 1 vaatii korjausta"


def test_more_than_twenty_are_counted(office: MakeOffice) -> None:
    it = office()

    message = told(it, *(notice(it, "plan-waits", f"org-{number}") for number in range(25)))

    assert message.text.count("HUOMATTAVAA") == 20
    assert "Lisäksi 5 muuta asiaa." in message.text


def test_what_an_upstream_said_can_be_no_markup_no_header_and_no_novel(
    office: MakeOffice,
) -> None:
    it = office()
    said = "<script>alert(1)</script>\r\nBcc: all@kunta.example\x1b[2J" + "x" * 5000

    message = told(it, notice(it, "apply-failed", f"<b>{said}", detail=said))

    assert "<script" not in message.html + message.markdown.replace(r"\<script", "")
    assert "\n" not in message.subject
    assert "\x1b" not in message.text + message.subject
    assert len(message.text) < 10_000


def test_no_text_of_others_is_markup_for_teams(office: MakeOffice) -> None:
    it = office(PUBLIC + MAIL)
    said = "**urgent** [mend it here](https://evil.example) `x`"

    message = told(it, notice(it, "plan-waits", plan="abc", detail=said))

    assert r"\[mend it here\]\(https://evil.example\)" in message.markdown
    assert "](https://hyte.kunta.example/plans/abc)" in message.markdown


def test_what_takes_few_characters_gets_the_headings_and_one_link(office: MakeOffice) -> None:
    it = office(PUBLIC + MAIL)

    message = told(it, notice(it, "plan-waits", plan="abc"), notice(it, "login-refused"))

    assert message.short.splitlines() == [
        "Korjattavaa: PTV ei hyväksy kirjautumista: Mallila",
        "Huomattavaa: Suunnitelma odottaa hyväksyntää: Mallila",
        f"https://hyte.kunta.example/organisations/{MALLILA}",
    ]
