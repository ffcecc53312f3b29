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


@contextmanager
def tunnelling() -> Iterator[tuple[int, list[str]]]:
    """A proxy that lets everybody through; gives its port and, as they come, who was asked for."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_tunnel, args=(listener, asked))
        thread.start()
        try:
            yield listener.getsockname()[1], asked
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def _tunnel(listener: socket.socket, asked: list[str]) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        with client:
            target = client.recv(65_536).split(b" ", 2)[1].decode()
            asked.append(target)
            host, _, port = target.rpartition(":")
            with socket.create_connection((host, int(port))) as server:
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                there = threading.Thread(target=_pour, args=(client, server))
                there.start()
                _pour(server, client)
                there.join()


def _pour(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while part := source.recv(65_536):
            target.sendall(part)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
