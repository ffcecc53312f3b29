"""Run as a process of its own: run the command again and again in children that are to die.

Loading the command takes a second, forking what is loaded takes none. Each line of standard input
is a JSON object: `arguments`, and `moment` and `number`, the place where the child kills itself as
a power cut would. Each line of standard output answers: `signal` that ended the child or 0, and
how often each moment came, where the child lived to tell.

| Moment | Means |
|---|---|
| `send` | a request is about to be sent |
| `answer` | a write was answered, and nobody has looked at the answer yet |
| `commit` | the store is about to commit a transaction that writes |
"""

import json
import os
import signal
import sys
from collections import Counter

from sqlalchemy import Connection, Engine, event

from hytedata.cli.app import run
from hytedata.connectors._http.values import Response
from hytedata.connectors._http.wire import HttpxWire, Outgoing

TOLD = "moments.json"


class Death:
    """Counts moments, and kills this process at one of them."""

    def __init__(self, moment: str, number: int) -> None:
        self.moment, self.number = moment, number
        self.met: Counter[str] = Counter()

    def meet(self, moment: str) -> None:
        """Count a moment; it may be the last."""
        if (moment, self.met[moment]) == (self.moment, self.number):
            os.kill(os.getpid(), signal.SIGKILL)
        self.met[moment] += 1

    def lie_in_wait(self) -> None:
        """Be told of every moment from now on."""
        exchange = HttpxWire.exchange
        meet = self.meet

        async def met(self: HttpxWire, outgoing: Outgoing, *, timeout_s: float) -> Response:
            meet("send")
            answer = await exchange(self, outgoing, timeout_s=timeout_s)
            if outgoing.method != "GET" and "api-login" not in outgoing.url:
                meet("answer")
            return answer

        HttpxWire.exchange = met  # type: ignore[method-assign]

        @event.listens_for(Engine, "commit")
        def _(connection: Connection) -> None:
            if connection.get_execution_options().get("hytedata_write"):
                meet("commit")


def _child(task: dict[str, object]) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    death = Death(str(task["moment"]), int(str(task["number"])))
    death.lie_in_wait()
    arguments = task["arguments"]
    code = run([str(one) for one in arguments] if isinstance(arguments, list) else [])
    with open(TOLD, "w", encoding="utf-8") as told:
        json.dump({"code": code, **death.met}, told)
    os._exit(0)


def main() -> None:
    """Answer lines until there are no more."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _child(json.loads(line))
        _, status = os.waitpid(child, 0)
        met: dict[str, int] = {}
        if os.WIFEXITED(status):
            with open(TOLD, encoding="utf-8") as told:
                met = json.load(told)
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        sys.stdout.write(json.dumps({"signal": number, "met": met}) + "\n")
        sys.stdout.flush()


main()
