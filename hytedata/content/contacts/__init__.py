"""Contact data as people typed them into Lipas, read for a catalogue with exact rules.

Every reader answers with what is certain and with faults for the rest; a fault never repeats a
telephone number, an e-mail address or a person's name.
"""

from hytedata.content.contacts.email import Emails, read_emails
from hytedata.content.contacts.phones import Phone, Phones, read_phones
from hytedata.content.contacts.web import WebAddresses, read_web

__all__ = [
    "Emails",
    "Phone",
    "Phones",
    "WebAddresses",
    "read_emails",
    "read_phones",
    "read_web",
]
