import os
import signal
import threading

from hytedata_daemon.service.signals import Signals


def test_signals_come_as_wishes_in_their_order() -> None:
    signals = Signals()

    with signals.installed():
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            os.kill(os.getpid(), number)
        wishes = [signals.next(30) for _ in range(3)]

    assert wishes == ["reload", "stop", "stop"]


def test_a_signal_ends_a_wait_that_is_under_way() -> None:
    signals = Signals()
    main = threading.main_thread().ident
    assert main is not None

    with signals.installed():
        threading.Timer(0.05, signal.pthread_kill, (main, signal.SIGTERM)).start()
        wish = signals.next(30)

    assert wish == "stop"


def test_without_a_wish_the_wait_ends_by_itself() -> None:
    assert Signals().next(0.001) is None


def test_handlers_are_as_before_once_the_service_is_over() -> None:
    before = signal.getsignal(signal.SIGHUP)

    with Signals().installed():
        pass

    assert signal.getsignal(signal.SIGHUP) is before
