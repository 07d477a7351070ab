"""The numbers are for this machine, and for whoever has the watchers' token."""

import asyncio
import io
from pathlib import Path
from typing import Any

import pytest

from fieldsuite.config import Home
from fieldsuite.event_log import EventLog
from fieldsuite.server.app import Parts, application
from fieldsuite.server.devices import Devices
from fieldsuite.server.metrics import Metrics
from fieldsuite.server.sessions import Sessions
from fieldsuite.server.shelf import Shelf
from fieldsuite.work_numbers import WorkNumbers, write
from tests.fieldsuite.cli.line import Line
from tests.fieldsuite.server.conftest import let_serve
from tests.grounds import Place

TOKEN = "a" * 40


def asked(place: Place, client: str, token: str, given: str) -> tuple[int, str]:
    """Ask for the numbers as if from this address."""
    home = Home(place.province)
    parts = Parts(Shelf(home), Sessions(Devices(home.known_devices), "loopback"), Metrics(), EventLog(io.StringIO()),
                  watch_token=token)  # fmt: skip
    head = [(b"authorization", given.encode())] if given else []
    scope = {"type": "http", "method": "GET", "path": "/metrics", "raw_path": b"/metrics", "query_string": b"",
             "headers": head, "client": (client, 5000), "server": ("desk", 8443), "scheme": "https",
             "http_version": "1.1", "root_path": ""}  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def ask() -> None:
        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await application(parts)(scope, receive, send)  # type: ignore[arg-type]

    asyncio.run(ask())
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent).decode()


@pytest.mark.parametrize(("client", "token", "given", "status"), [
    ("127.0.0.1", "", "", 200), ("10.0.0.9", "", "", 404), ("10.0.0.9", "", "Bearer ", 404),
    ("10.0.0.9", TOKEN, "", 404), ("10.0.0.9", TOKEN, f"Bearer {TOKEN[:-1]}", 404), ("10.0.0.9", TOKEN, TOKEN, 404),
    ("10.0.0.9", TOKEN, f"Bearer {TOKEN}", 200),
])  # fmt: skip
def test_from_elsewhere_only_the_token_opens_the_numbers(
    place: Place, client: str, token: str, given: str, status: int
) -> None:
    let_serve(place)
    write(Home(place.province).work_numbers, "0123abcd", WorkNumbers(2, {"imported": 7}))
    got, text = asked(place, client, token, given)
    assert got == status
    assert ('fieldsuite_work_bundles_total{program="0123abcd",result="imported"} 7\n' in text) is (
        status == 200
    )


def test_a_token_that_can_be_guessed_or_read_by_others_is_refused(place: Place, line: Line) -> None:
    path = Path(place.root) / "token"
    path.write_text("short")
    path.chmod(0o600)
    said = line.plain("--home", place.province, "serve", "--plain-loopback", "--watch-token", path)
    assert said.code == 2 and str(path) in said.err
