"""A certificate authority of our own, by openssl: good certificates, one that has run out."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

_SETTINGS = """
[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
x509_extensions = leaf
unique_subject = no
[any]
commonName = supplied
[leaf]
subjectAltName = IP:127.0.0.1,DNS:localhost
[other]
subjectAltName = DNS:toinen.test
[req]
distinguished_name = name
[name]
"""
_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


@dataclass(frozen=True)
class Authority:
    """A folder with an authority.

    Attributes:
        folder: Where its files are.
    """

    folder: Path

    @property
    def bundle(self) -> Path:
        """Its own certificate."""
        return self.folder / "ca.pem"

    def certificate(
        self, name: str, *, until: str = "20990101000000Z", extensions: str = "leaf"
    ) -> Path:
        """Sign a certificate for this machine; returns a file with it and its key."""
        key, asked, signed = (self.folder / f"{name}.{end}" for end in ("key", "csr", "crt"))
        _openssl(self.folder, "req", *_KEY, "-keyout", key, "-out", asked, "-subj", "/CN=test")
        times = ("-startdate", "20200101000000Z", "-enddate", until, "-extensions", extensions)
        own = ("-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key", "-batch")
        _openssl(self.folder, "ca", *own, *times, "-in", asked, "-out", signed, "-notext")
        whole = self.folder / f"{name}.pem"
        whole.write_bytes(key.read_bytes() + signed.read_bytes())
        return whole


def make_authority(folder: Path) -> Authority:
    """Make an authority in an empty folder."""
    (folder / "ca.cnf").write_text(_SETTINGS, encoding="ascii")
    (folder / "index.txt").touch()
    (folder / "serial").write_text("01\n", encoding="ascii")
    who = ("-x509", "-days", "3650", "-subj", "/CN=Kunnan oma CA", "-config", "ca.cnf")
    _openssl(folder, "req", *_KEY, "-keyout", "ca.key", "-out", "ca.pem", *who)
    return Authority(folder)


def _openssl(folder: Path, *arguments: str | Path) -> None:
    subprocess.run(
        ["openssl", *map(str, arguments)], check=True, cwd=folder, capture_output=True, timeout=60
    )
