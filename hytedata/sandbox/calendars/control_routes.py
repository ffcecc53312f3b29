"""The part of the control API that edits calendars."""

from hytedata.sandbox.calendars.desk import Calendars
from hytedata.sandbox.calendars.kinds import KINDS
from hytedata.sandbox.calendars.made_json import made, moment, told
from hytedata.sandbox.control_request import ControlRequest, Deed

_ONE = r"/calendars/([^/]+)"


def calendar_routes(do: Calendars) -> dict[tuple[str, str], Deed]:
    """Return what each request of `/calendars` does to *do*."""

    def post(deed: str, doing: Deed) -> tuple[tuple[str, str], Deed]:
        return ("POST", f"{_ONE}/{deed}"), doing

    return {
        ("GET", "/calendars"): lambda _: _all(do),
        ("GET", _ONE): lambda sent: [told(event) for event in do.events(sent.parts[0])],
        **dict(
            (
                post(
                    "publish", lambda sent: do.publish(sent.parts[0], made(sent.mapping("event")))
                ),
                post("withdraw", lambda sent: do.withdraw(*_event(sent))),
                post("edit", lambda sent: do.edit(*_event(sent), sent.mapping("changes"))),
                post("move", lambda sent: _move(do, sent)),
                post("cancel", lambda sent: do.cancel(*_event(sent))),
                post("postpone", lambda sent: do.postpone(*_event(sent))),
                post("empty", lambda sent: do.empty(sent.parts[0])),
                post("traps", lambda sent: do.set_traps(sent.parts[0], *_traps(sent))),
            )
        ),
    }


def _all(do: Calendars) -> list[dict[str, object]]:
    return [
        {
            **calendar,
            "events": len(do.events(calendar["name"])),
            "traps": sorted(KINDS[calendar["kind"]].traps),
        }
        for calendar in do.settings()
    ]


def _event(sent: ControlRequest) -> tuple[str, str]:
    return sent.parts[0], sent.take("key", str)


def _move(do: Calendars, sent: ControlRequest) -> None:
    end = sent.body.get("end")
    start = moment(sent.take("start", str))
    do.move(*_event(sent), start, None if end is None else moment(end))


def _traps(sent: ControlRequest) -> list[str]:
    return [str(trap) for trap in sent.take("traps", list)]
