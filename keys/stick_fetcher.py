"""Gives the TUF client the files of one folder, and nothing of any network."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import unquote

from tuf.api import exceptions
from tuf.ngclient.fetcher import FetcherInterface

SCHEME = "stick:///"
"""Begins every address: no address of this client can be one of a network."""
CHUNK = 1 << 20
"""Bytes read at once."""


class StickFetcher(FetcherInterface):
    """Reads below one folder only; what lies outside, or is a link that leads there, is not found."""

    def __init__(self, folder: Path, work: Path) -> None:
        self._folder = folder.resolve()
        self._work = work

    def _fetch(self, url: str) -> Iterator[bytes]:
        path = self._path(url)
        if path is None or not path.is_file():
            # What TUF asks of a server: the next root there is not yet (specification 5.3.3).
            raise exceptions.DownloadHTTPError(f"not on the stick: {url}", 404)
        return _pieces(path)

    @contextmanager
    def download_file(self, url: str, max_length: int) -> Iterator[IO[bytes]]:
        """Give a file of the stick, read to ``max_length`` at most; what is kept of it meanwhile lies in ``work``.

        Raises DownloadLengthMismatchError for a longer one, DownloadError for a stick that cannot be read.
        """
        with tempfile.TemporaryFile(dir=self._work) as kept:
            length = 0
            try:
                for piece in self.fetch(url):
                    length += len(piece)
                    if length > max_length:
                        raise exceptions.DownloadLengthMismatchError(f"longer than {max_length} bytes")
                    kept.write(piece)
            except OSError as error:
                raise exceptions.DownloadError(f"cannot read {url}") from error
            kept.seek(0)
            yield kept

    def _path(self, url: str) -> Path | None:
        name = PurePosixPath(unquote(url.removeprefix(SCHEME)))
        if not url.startswith(SCHEME) or name.is_absolute() or ".." in name.parts or "\\" in str(name):
            return None
        path = (self._folder / name).resolve()
        return path if path.is_relative_to(self._folder) else None


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece
