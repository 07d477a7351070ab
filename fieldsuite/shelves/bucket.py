"""A bucket of a service that speaks S3 as a shelf: MinIO, Ceph, a public cloud; through botocore (Apache-2.0)."""

import hashlib
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import Any, BinaryIO, TypeVar

from fieldsuite.errors import OfficeError
from fieldsuite.shelves.address import Address
from fieldsuite.shelves.folder import SUFFIX
from fieldsuite.shelves.shelf import digest_of, read_on

T = TypeVar("T")

IN_MEMORY = 8 * 2**20
"""Bytes of a sealed piece that stay in memory on their way; a larger one goes through a temporary file, sealed."""
SECONDS_TO_CONNECT, SECONDS_OF_SILENCE = 5, 30
TRIES = 3
"""Of one request, a little later each time, before the service counts as away."""
GONE = ("404", "NoSuchKey", "NotFound")


class BucketShelf:
    """Pieces in a bucket. Who may read and write there is found where botocore looks: the variables ``AWS_…``, the
    files in ``~/.aws``, the machine's role; never in the office's settings, which are not sealed."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._connected: Any = None

    def keep(self, name: str, pieces: Iterable[bytes]) -> None:
        """Upload a piece and read it back: what differs was not kept."""
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
            # MD5 is what every such service compares a whole upload with, before the object has its name.
            sent, whole, size = hashlib.sha256(), hashlib.md5(usedforsecurity=False), 0
            for piece in pieces:
                file.write(piece)
                sent.update(piece)
                whole.update(piece)
                size += len(piece)

            def put() -> None:
                file.seek(0)
                self._client.put_object(
                    **self._at(name), Body=file, ContentLength=size, ContentMD5=b64encode(whole.digest()).decode(),
                    ContentType="application/octet-stream",
                )  # fmt: skip

            self._asked(put)
        with self._opened(name) or tempfile.TemporaryFile() as back:
            if digest_of(back) != sent.digest():
                raise OfficeError("storage.bucket_wrong", code="E_NETWORK", digest=name[:12])

    def open(self, name: str) -> BinaryIO | None:
        """Fetch a piece whole, so that a line that breaks is a line that broke and not a damaged piece."""
        return self._opened(name)

    def holds(self, name: str) -> bool:
        """True when a piece is here."""
        return self._asked(lambda: self._client.head_object(**self._at(name))) is not None

    def remove(self, name: str) -> None:
        """Remove a piece; older versions, where the service keeps them, are the service's to remove."""
        self._asked(lambda: self._client.delete_object(**self._at(name)))

    def names(self) -> Iterator[str]:
        """Give every piece, a thousand a request."""
        more: dict[str, str] = {}
        while True:
            page = self._asked(partial(self._page, more))
            if page is None:
                raise OfficeError("storage.bucket_refused", code="E_NETWORK", problem="NoSuchBucket")
            for one in page.get("Contents", ()):
                name = str(one["Key"]).rpartition("/")[2]
                if name.endswith(SUFFIX):
                    yield name.removesuffix(SUFFIX)
            if not page.get("IsTruncated"):
                return
            more = {"ContinuationToken": page["NextContinuationToken"]}

    def _page(self, more: dict[str, str]) -> Any:
        return self._client.list_objects_v2(Bucket=self.address.bucket, Prefix=self.address.prefix, **more)

    def _opened(self, name: str) -> BinaryIO | None:
        def get() -> BinaryIO:
            file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # whoever asked closes it
            try:
                with closing(self._client.get_object(**self._at(name))["Body"]) as body:
                    for piece in read_on(body):
                        file.write(piece)
                file.seek(0)
            except BaseException:
                file.close()
                raise
            return file  # type: ignore[return-value]  # it has all of a BinaryIO that is used

        return self._asked(get)

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self.address.bucket, "Key": f"{self.address.prefix}{name[:2]}/{name}{SUFFIX}"}

    def _asked(self, job: Callable[[], T]) -> T | None:
        """Do what talks to the service; None when it says that there is no such piece. Raises OfficeError E_NETWORK."""
        from botocore.exceptions import BotoCoreError, ClientError
        from urllib3.exceptions import HTTPError

        try:
            return job()
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code in GONE:
                return None
            raise OfficeError("storage.bucket_refused", code="E_NETWORK", problem=code) from error
        except (BotoCoreError, HTTPError, OSError) as error:
            raise OfficeError(
                "storage.bucket_away", code="E_NETWORK", problem=type(error).__name__
            ) from error

    @property
    def _client(self) -> Any:
        if self._connected is None:
            self._connected = _connected(self.address)
        return self._connected


def _connected(address: Address) -> Any:
    import botocore.session
    from botocore.config import Config

    session = botocore.session.Session(profile=address.profile or None)
    style = {"addressing_style": "path"} if address.endpoint else {}
    return session.create_client(
        "s3", region_name=address.region or None, endpoint_url=address.endpoint or None,
        config=Config(
            s3=style, retries={"mode": "standard", "total_max_attempts": TRIES}, connect_timeout=SECONDS_TO_CONNECT,
            read_timeout=SECONDS_OF_SILENCE, request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )  # fmt: skip
