"""The shelf that an office's settings name."""

from importlib.util import find_spec
from pathlib import Path

from fieldsuite.errors import OfficeError
from fieldsuite.shelves.address import parsed
from fieldsuite.shelves.bucket import BucketShelf
from fieldsuite.shelves.folder import FolderShelf
from fieldsuite.shelves.shelf import Shelf


def shelf_at(address: str, folder: Path) -> Shelf:
    """Give the shelf of an address, the folder where there is none; nothing is asked of a service yet.

    Raises OfficeError E_INPUT (no address of a bucket), E_MODEL (the library is not installed).
    """
    if not address:
        return FolderShelf(folder)
    where = parsed(address)
    if find_spec("botocore") is None:
        raise OfficeError("storage.no_s3_library", code="E_MODEL")
    return BucketShelf(where)
