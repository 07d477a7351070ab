"""The office's side of TUF: takes what the province published from a folder, or refuses it and keeps the old.

The work is python-tuf's client; here stand what it may read (one folder), which root begins it (the one whose
fingerprint people compared), what time it is (the office's) and which of our codes each refusal has. Refused are too
few root signatures, older numbers (rollback), metadata that ran out (freeze), files of different days (mix and
match), files outside a delegation, and any key that is not a sound Ed25519 key.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tuf.api import exceptions
from tuf.api.metadata import Root, TargetFile, Targets
from tuf.ngclient import Updater, UpdaterConfig

from keys.errors import KeysError, TrustRefused
from keys.files import make_folder
from keys.freshness import fresh_until, held
from keys.metadata_files import parse_metadata, read_metadata
from keys.stick_fetcher import SCHEME, StickFetcher
from keys.tuf_keys import anchor_of, require_sound

CONFIG = UpdaterConfig(max_root_rotations=64, max_delegations=1000, targets_max_length=16 * 1024 * 1024)
"""Limits of what is read before it is verified; a province has at most some hundred areas."""
LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is read into memory; larger ones go to the disk (``save``)."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What the province says now; every file is verified when it is read."""

    files: Mapping[str, TargetFile]
    """Path -> length and SHA-256."""
    until: datetime
    """When it stops being fresh."""
    anchor: str
    """Fingerprint of the roots that hold now."""
    versions: Mapping[str, int]
    areas: tuple[str, ...]
    """Roles of the areas that sign for themselves."""
    _updater: Updater = field(repr=False)
    _work: Path = field(repr=False)

    def read(self, path: str) -> bytes:
        """Give a file. Raises TrustRefused E_NOT_FOUND (none of this name), E_EVIDENCE (other bytes), E_LIMIT."""
        with _refusing(path):
            entry = self._updater.get_targetinfo(path)
        if entry is None:
            raise TrustRefused("not_published", code="E_NOT_FOUND", file=path)
        if entry.length > LARGEST:
            raise TrustRefused("metadata_too_long", code="E_LIMIT", file=path)
        place = self._work / "read"
        try:
            self.save(path, place)
            return place.read_bytes()
        finally:
            place.unlink(missing_ok=True)

    def of_area(self, area: str) -> tuple[str, ...]:
        """Name the files of the cities and counties that ``area`` (GB/T 2260) lies in.

        One whose word has run out is passed over: it must not keep the province's from its offices. Raises as ``read``.
        """
        found: list[str] = []
        for role in self.areas:
            of = role.removeprefix("sites-")
            if area.startswith(of):
                try:
                    # Asking for any path of its folder brings the area's metadata down.
                    with _refusing(role):
                        self._updater.get_targetinfo(f"sites/{of}/any")
                except TrustRefused as error:
                    if error.code != "E_EXPIRED":
                        raise
                    continue
                held_of = read_metadata(self._work / f"{role}.json", Targets)
                found += sorted(held_of.signed.targets) if held_of else []
        return tuple(path for path in found if path.startswith("sites/"))

    def save(self, path: str, to: Path) -> None:
        """Write a file to the disk once all of it was verified. Raises as ``read`` does."""
        with _refusing(path):
            entry = self._updater.get_targetinfo(path)
            if entry is None:
                raise TrustRefused("not_published", code="E_NOT_FOUND", file=path)
            self._updater.download_target(entry, str(to))


def update(state: Path, stick: Path, anchor: str, now: datetime) -> Offered:
    """Take the metadata of a folder that the province wrote.

    ``state`` is where the office keeps what it took before; ``anchor`` the fingerprint of the root it begins with the
    first time. Raises TrustRefused E_SIGNATURE (another root than the one compared), E_THRESHOLD, E_EXPIRED
    (rollback, or run out), E_CHAIN (metadata of different days), E_EVIDENCE, E_SUITE, E_NOT_FOUND, KeysError E_CANON
    or E_DISK. What was taken before stays then.
    """
    begin = None if held(state) else _first_root(stick, anchor)
    make_folder(state)
    with _refusing("root"):
        updater = Updater(
            metadata_dir=str(state),
            metadata_base_url=f"{SCHEME}metadata/",
            target_base_url=f"{SCHEME}targets/",
            fetcher=StickFetcher(stick, state),
            config=CONFIG,
            bootstrap=begin,
        )
        # The client takes the machine's time and has no word for another (7.0); an office without a line may know
        # better than its clock. A test watches that this name is still the one that counts.
        updater._trusted_set.reference_time = now
        updater.refresh()
    root = read_metadata(state / "root.json", Root)
    targets = read_metadata(state / "targets.json", Targets)
    assert root is not None and targets is not None
    require_sound(root.signed.keys.values())
    if targets.signed.delegations:
        require_sound(targets.signed.delegations.keys.values())
    until = fresh_until(state)
    assert until is not None
    numbers = {"root": root.signed.version, "targets": targets.signed.version}
    areas = tuple(targets.signed.delegations.roles or ()) if targets.signed.delegations else ()
    return Offered(
        dict(targets.signed.targets), until, anchor_of(root.signed), numbers, areas, updater, state
    )


def _first_root(stick: Path, anchor: str) -> bytes:
    """Give the root whose fingerprint is the one that was compared; later ones follow from it by their signatures."""
    found = sorted((stick / "metadata").glob("*.root.json"), key=lambda path: path.name.rjust(40))
    if not found:
        raise TrustRefused("metadata_missing", code="E_NOT_FOUND", file="root.json")
    wanted = "".join(filter(str.isdigit, anchor))
    for path in reversed(found):
        with suppress(KeysError, OSError):
            data = path.read_bytes()
            if "".join(filter(str.isdigit, anchor_of(parse_metadata(data, Root).signed))) == wanted:
                return data
    raise TrustRefused("trust_other_anchor")


@contextmanager
def _refusing(what: str) -> Iterator[None]:
    """Give python-tuf's refusals our codes and sentences."""
    try:
        yield
    except exceptions.ExpiredMetadataError as error:
        raise TrustRefused("metadata_expired", code="E_EXPIRED", file=_named(error, what)) from error
    except exceptions.BadVersionNumberError as error:
        older = re.search(r">=|\.json version", str(error))
        key, code = ("metadata_older", "E_EXPIRED") if older else ("metadata_mixed", "E_CHAIN")
        raise TrustRefused(key, code=code, file=_named(error, what)) from error
    except exceptions.UnsignedMetadataError as error:
        raise TrustRefused("metadata_unsigned", code="E_THRESHOLD", file=_named(error, what)) from error
    except exceptions.LengthOrHashMismatchError as error:
        raise TrustRefused("metadata_mixed", code="E_EVIDENCE", file=_named(error, what)) from error
    except exceptions.DownloadLengthMismatchError as error:
        raise TrustRefused("metadata_too_long", code="E_LIMIT", file=what) from error
    except exceptions.DownloadError as error:
        raise TrustRefused("metadata_missing", code="E_NOT_FOUND", file=_named(error, what)) from error
    except (exceptions.RepositoryError, ValueError) as error:
        raise KeysError("metadata_damaged", code="E_CANON", file=_named(error, what)) from error
    except OSError as error:
        raise KeysError(
            "cannot_write", code="E_DISK", path=error.filename, problem=str(error.strerror)
        ) from error


def _named(error: Exception, what: str) -> str:
    """Give the role a refusal of python-tuf speaks of."""
    found = re.search(r"(root|timestamp|snapshot|targets|sites-[0-9]+)", str(error))
    return found[1] if found else what
