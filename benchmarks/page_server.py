"""A server on loopback that lets every request wait and answers with the page that it names."""

import asyncio
import sys
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit


async def serve(latency_s: float, body: Callable[[int], bytes]) -> None:
    """Print the address, and answer until standard input ends.

    Args:
        latency_s: Waited before each answer.
        body: Page number, from 1 → JSON.
    """

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                target = request.split(b" ", 2)[1].decode()
                number = int(parse_qs(urlsplit(target).query)["page"][0])
                await asyncio.sleep(latency_s)
                content = body(number)
                head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                writer.write(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
