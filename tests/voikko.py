"""Asking Voikko, which speaks Finnish; it lives in the system's Python (Debian voikko-fi)."""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

_PYTHON = Path("/usr/bin/python3")
_INSTALL = "apt-get install -y voikko-fi python3-libvoikko"
_ASK = """
import json, sys
import libvoikko
voikko = libvoikko.Voikko("fi")
asked = json.load(sys.stdin)
json.dump(
    {
        "words": [word for word in asked["words"] if not voikko.spell(word)],
        "texts": [
            [text, error.shortDescription]
            for text in asked["texts"]
            for error in voikko.grammarErrors(text, "fi")
        ],
    },
    sys.stdout,
)
"""


@dataclass(frozen=True)
class Heard:
    """What Voikko says: words that it does not know, and texts with what is wrong with them."""

    words: frozenset[str]
    texts: tuple[tuple[str, str], ...]


def ask_voikko(*, words: Iterable[str] = (), texts: Iterable[str] = ()) -> Heard:
    """Check spelling and grammar; skips the test where Voikko is not installed."""
    if not _PYTHON.exists():
        pytest.skip(f"{_PYTHON} is not there, and with it no Voikko")
    probe = subprocess.run(
        [_PYTHON, "-c", "import libvoikko; libvoikko.Voikko('fi')"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    if probe.returncode:
        pytest.skip(f"Voikko is not installed: {_INSTALL}")
    asked = subprocess.run(
        [_PYTHON, "-c", _ASK],
        input=json.dumps({"words": sorted(set(words)), "texts": sorted(set(texts))}),
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    heard = json.loads(asked.stdout)
    return Heard(frozenset(heard["words"]), tuple((text, why) for text, why in heard["texts"]))
