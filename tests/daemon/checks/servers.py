"""Small servers on this machine: one that answers, one that hangs, a proxy that refuses."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n%s\r\n{}"
FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@contextmanager
def serving(answer: bytes | None, certificate: Path | None = None) -> Iterator[int]:
    """Listen on this machine and give every connection *answer*; None: nothing, for ever.

    Gives the port. With a certificate it speaks TLS.
    """
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        held: list[socket.socket] = []
        thread = threading.Thread(target=_serve, args=(listener, answer, context, held))
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()
            for each in held:
                each.close()


def _serve(
    listener: socket.socket,
    answer: bytes | None,
    context: ssl.SSLContext | None,
    held: list[socket.socket],
) -> None:
    while True:
        try:
            plain, _ = listener.accept()
        except OSError:
            return
        if answer is None:
            held.append(plain)
            continue
        # A client that does not trust us breaks off.
        with suppress(OSError), plain:
            spoken = context.wrap_socket(plain, server_side=True) if context else plain
            with spoken:
                spoken.recv(65_536)
                spoken.sendall(answer)


@contextmanager
def closed_port() -> Iterator[int]:
    """Give a port of this machine that nothing listens at while the block runs."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]
