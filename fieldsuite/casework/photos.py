"""Photographs an officer adds as evidence: read, checked to be pictures, kept as they are."""

from pathlib import Path

from fieldsuite.errors import OfficeError

LARGEST = 20 * 2**20
"""Bytes of one photograph; phones make 2 to 12 MB."""

TYPES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
"""First bytes -> type. The name of a file proves nothing."""


def read_photo(path: Path) -> tuple[bytes, str]:
    """Read a photograph as bytes and type. Raises OfficeError E_MEDIA when it is none, or too large."""
    from biometric.errors import MediaUnreadable
    from biometric.pictures import check

    if not path.is_file():
        raise OfficeError("cli.no_such_file", path=str(path))
    if path.stat().st_size > LARGEST:
        raise OfficeError("office.photo_large", code="E_MEDIA", path=path.name)
    data = path.read_bytes()
    kind = next((name for magic, name in TYPES.items() if data.startswith(magic)), "")
    if not kind:
        raise OfficeError("office.not_a_photo", code="E_MEDIA", path=path.name)
    try:
        check(data)
    except MediaUnreadable as error:
        raise OfficeError("office.not_a_photo", code="E_MEDIA", path=path.name) from error
    return data, kind
