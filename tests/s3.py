"""A server that speaks S3 for tests: moto's, in this process, on a port of its own."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

import pytest

from tests.doubles.upload_desk import CutLine


@dataclass(frozen=True)
class Bucket:
    """An empty bucket behind a line that can be cut."""

    name: str
    line: CutLine
    client: Any
    """Straight to the server, for what others do there."""

    @property
    def address(self) -> str:
        return f"s3://{self.name}/desk?endpoint=http://127.0.0.1:{self.line.port}"

    def cut(self, after: int) -> None:
        """Let every new connection break after so many bytes towards the server."""
        self.line.cuts = [after] * 1000

    def mend(self) -> None:
        self.line.cuts = []

    def keys(self) -> list[str]:
        return [one["Key"] for one in self.client.list_objects_v2(Bucket=self.name).get("Contents", ())]


@pytest.fixture(scope="session")
def s3_server() -> Iterator[tuple[str, int]]:
    pytest.importorskip("botocore", reason="botocore is not installed: requirements/s3.lock")
    moto = pytest.importorskip("moto.server", reason="moto is not installed: requirements/dev.lock")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield server.get_host_and_port()
    server.stop()


@pytest.fixture
def bucket(s3_server: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    import botocore.session

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tests")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "only")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
    host, port = s3_server
    client = botocore.session.Session().create_client(
        "s3", region_name="us-east-1", endpoint_url=f"http://{host}:{port}"
    )
    name = f"evidence-{token_hex(4)}"
    client.create_bucket(Bucket=name)
    with CutLine(port, []) as line:
        yield Bucket(name, line, client)
