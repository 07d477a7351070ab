"""``serve``: take bundles in over HTTPS. Off until somebody starts it; needs no passphrase, for it holds no key."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import home
from fieldsuite.cli.output import answer, now
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

app = typer.Typer(invoke_without_command=True)  # a noun without verbs

SHORTEST_TOKEN = 32
"""Characters of the token that opens the numbers: nobody types it, so it can be long."""


@app.callback()
def serve(
    host: Annotated[str, typer.Option("--host", help="Address of this machine to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 8443,
    certificate: Annotated[Path | None, typer.Option("--certificate", help="PEM, if not the one made here.")] = None,
    key: Annotated[Path | None, typer.Option("--key", help="Its private key, PEM, readable by its owner only.")] = None,
    make_certificate: Annotated[
        bool, typer.Option("--make-certificate", help="Make a certificate, show its fingerprint, and stop.")
    ] = False,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="Host the certificate is for; may be repeated.")
    ] = None,
    plain_loopback: Annotated[
        bool, typer.Option("--plain-loopback", help="No TLS; on 127.0.0.1 or ::1 only, for a test.")
    ] = False,
    max_gib: Annotated[int, typer.Option("--max-gib", min=1, max=64, help="Longest bundle, GiB.")] = 4,
    watch_token: Annotated[
        Path | None, typer.Option("--watch-token", help="File, readable by its owner only: token that opens /metrics.")
    ] = None,
) -> None:  # fmt: skip
    """Listen for bundles of enrolled devices and put them, whole, where province receive --uploaded finds them."""
    from fieldsuite.clock import utc_now
    from fieldsuite.config import Home, read_config
    from fieldsuite.server import certificate as certificates
    from sync.online import LOCAL

    place = Home(home())
    if read_config(place.path).kind != "province":
        raise OfficeError("office.not_province")
    if make_certificate:
        made = certificates.make(place, name or ["localhost"], utc_now())
        answer({"fingerprint": made.fingerprint, "certificate": str(made.certificate)},
               [made.fingerprint, str(made.certificate)])  # fmt: skip
        return
    if (certificate is None) != (key is None):
        raise OfficeError("cli.usage", code="E_USAGE", problem="--certificate, --key")
    if plain_loopback and host not in LOCAL:
        raise OfficeError("serve.plain_far", code="E_USAGE", host=host)
    identity = None
    if not plain_loopback:
        given = certificate is not None and key is not None
        identity = certificates.read(certificate, key) if given else certificates.own(place)  # type: ignore[arg-type]  # looked at in the line above
    _listen(place.path, host, port, identity, max_gib, _token(watch_token) if watch_token else "")


def _token(path: Path) -> str:
    from keys.files import read_owner_only

    token = read_owner_only(path).decode("ascii", "replace").strip()
    if len(token) < SHORTEST_TOKEN or not token.isprintable() or "\ufffd" in token:
        raise OfficeError("serve.weak_token", path=str(path), least=SHORTEST_TOKEN)
    return token


def _listen(path: Path, host: str, port: int, identity: object, max_gib: int, watch_token: str) -> None:
    try:
        from fieldsuite.server.listening import Serving, Where, listen
    except ModuleNotFoundError as error:
        raise OfficeError("serve.no_library", code="E_MODEL", module=error.name or "") from error
    from dataclasses import replace

    from fieldsuite.config import Home
    from fieldsuite.server.certificate import Identity
    from fieldsuite.server.limits import LIMITS

    assert identity is None or isinstance(identity, Identity)
    shown = identity.fingerprint if identity else ""

    def ready(serving: Serving) -> None:
        address = f"{'https' if identity else 'http'}://{host}:{serving.port}"
        told = [say("serve.listening", now.lang, address=address)]
        told += [
            say("serve.fingerprint", now.lang, fingerprint=shown)
            if identity
            else say("serve.plain", now.lang)
        ]
        answer({"address": address, "fingerprint": shown}, told)
        (now.out or sys.stdout).flush()

    limits = replace(LIMITS, bundle_bytes=max_gib * 1024**3)
    listen(Home(path), Where(host, port, identity, watch_token), sys.stderr, ready, limits)
