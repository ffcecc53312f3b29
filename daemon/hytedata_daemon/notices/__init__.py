"""Who is told what, and when: an outbox in the store, rules, digests, sent by apprise."""

from hytedata_daemon.notices.alarms import Alarms
from hytedata_daemon.notices.noting import note_over, note_trouble
from hytedata_daemon.notices.outbox import Sent, send_due, send_test
from hytedata_daemon.notices.outcomes import notice_outcome
from hytedata_daemon.notices.sending import NotSent
from hytedata_daemon.notices.troubles import Trouble

__all__ = [
    "Alarms",
    "NotSent",
    "Sent",
    "Trouble",
    "note_over",
    "note_trouble",
    "notice_outcome",
    "send_due",
    "send_test",
]
