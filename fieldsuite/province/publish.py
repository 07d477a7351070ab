"""What the province says to all its offices: the trust statement, rules, forms and model packs, as TUF metadata.

Every file keeps the signature of its own kind, which an office looks at whenever it loads the file; the metadata says
which of them are the ones of today, so that no stick can hold back, mix or turn back what others already have
(docs/decisions/0012).
"""

import re
import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.signed_rules import SUFFIX as PROFILE
from keys import delegation, root_metadata
from keys.ed25519 import PublicKey, SigningKey
from keys.files import make_folder
from keys.repository import DeskKeys, Published, current
from keys.repository import publish as sign
from sync.partfile import PartFile, writing

FOLDER = "fieldsuite-trust"
"""Folder of a stick that holds the metadata and what they speak of."""
AREA_KEY = "tuf-area"
"""Purpose of the key with which the desk of an area signs."""
TRUST = "trust.fostrust"
"""The trust statement among the files."""
KINDS: Mapping[str, str] = {PROFILE: "profiles", ".fspack": "models", ".pdf": "forms", ".json": "forms",
                            ".fosrelease": "programs"}  # fmt: skip
"""End of a file's name -> where it stands among the files: rules, model packs, official blanks and their fields, and
what a pack of the program is (``start.py pack``)."""
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}", re.ASCII)
"""A published file's name: the same on every disk."""


def desk_keys(office: Office) -> DeskKeys:
    """Give the keys this desk signs metadata with; a one-desk office holds one of each role."""

    def own(purpose: str) -> SigningKey:
        return office.keyring.signing_key(purpose)

    return DeskKeys([own("root")], [own("tuf-targets")], own("tuf-snapshot"), own("tuf-timestamp"))


def publish(office: Office) -> Published:
    """Sign the state of today. Raises OfficeError at a field office, KeysError E_THRESHOLD while a new root waits for
    the signatures of other holders, E_DISK.
    """
    office.require_province()
    statement = office.require_trust().statement
    files: dict[str, bytes | Path] = {TRUST: office.require_trust().data}
    for path in sorted(_added(office).glob("*/*")):
        files[f"{path.parent.name}/{path.name}"] = path
    for path in sorted((office.home.path / "profiles").glob(f"*{PROFILE}")):
        files[f"profiles/{path.name}"] = path
    roots, needed = statement.roots, statement.thresholds["root"]
    return sign(office.home.repository, desk_keys(office), roots, needed, files, office.now())


def take_root(office: Office, data: bytes) -> int:
    """Put a root in its place that enough holders have signed, and give its number.

    Raises TrustRefused E_THRESHOLD, E_EXPIRED; KeysError E_CANON.
    """
    office.require_province()
    return int(root_metadata.take_root(office.home.repository / "metadata", data).signed.version)


def delegate(office: Office, area: str, keys: Sequence[str], threshold: int) -> None:
    """Let the holders of these keys publish for their area from the next time on; no keys takes it back.

    Raises KeysError E_SCHEMA, TrustRefused for an unsound key.
    """
    office.require_province()
    delegation.delegate(office.home.repository, area, [PublicKey.from_text(key) for key in keys], threshold)


def sign_area(office: Office, area: str, files: Sequence[Path], folder: Path) -> Path:
    """At the desk of an area: sign these files as what it publishes, into a folder that goes to the province."""
    make_folder(folder)
    data = {path.name: path.read_bytes() for path in files}
    return delegation.sign_area(folder, area, data, office.keyring.signing_key(AREA_KEY), office.now())


def take_area(office: Office, area: str, folder: Path) -> tuple[str, ...]:
    """Take what an area signed; it goes out with the next stick. Raises what ``delegation.take_delegated`` raises."""
    office.require_province()
    data = (folder / f"{delegation.role_of(area)}.json").read_bytes()
    files = {f"sites/{area}/{path.name}": path.read_bytes() for path in folder.iterdir()}
    return tuple(delegation.take_delegated(office.home.repository, area, data, files).targets)


def add(office: Office, path: Path) -> str:
    """Put a file among what is published from now on: rules, a model pack, an official blank. Raises OfficeError."""
    office.require_province()
    kind = KINDS.get(path.suffix)
    if kind is None or not NAME.fullmatch(path.name):
        raise OfficeError("province.not_published", file=path.name)
    target = _added(office) / kind / path.name
    make_folder(target.parent)
    part = target.with_name(f".{target.name}.part")
    with writing(target):
        shutil.copyfile(path, part)
        part.replace(target)
    return f"{kind}/{path.name}"


def withdraw(office: Office, name: str) -> None:
    """Publish a file no longer. Raises OfficeError E_NOT_FOUND."""
    kind, _, file = name.partition("/")
    path = _added(office) / kind / file
    if kind not in KINDS.values() or not NAME.fullmatch(file) or not path.is_file():
        raise OfficeError("office.no_record", code="E_NOT_FOUND", record=name)
    path.unlink()


@dataclass(frozen=True, slots=True)
class Carried:
    """What was published and lies on a stick."""

    path: Path
    said: Published


def carry(office: Office, folder: Path) -> Carried:
    """Publish, and write the metadata and files to a stick, each read back; the timestamp last.

    Raises what ``publish`` raises, SyncError E_DISK, OfficeError when there is no such folder.
    """
    if not folder.is_dir():
        raise OfficeError("office.not_a_folder", path=str(folder))
    said = publish(office)
    stick = folder / FOLDER
    for name in current(office.home.repository):
        source, target = office.home.repository / name, stick / name
        # Everything but the timestamp has a name that no other content ever has.
        if name.name == "timestamp.json" or not _same(source, target):
            _copy(source, target)
    return Carried(stick, said)


def _same(source: Path, target: Path) -> bool:
    return target.is_file() and target.read_bytes() == source.read_bytes()


def _copy(source: Path, target: Path) -> None:
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    with PartFile(target.parent, uuid.uuid4().hex) as part, source.open("rb") as file:
        while piece := file.read(1 << 20):
            part.write(piece)
        for _ in part.read_back():
            pass
        part.finish(target.name)


def _added(office: Office) -> Path:
    return office.home.repository / "added"
