"""升级: a newer program that the province vouches for, taken into use beside the present one.

What may be believed is a file of the province's metadata (``trust add``, ``trust publish``; docs/decisions/0012
and 0016): it names the version and, through one digest, every file of the pack. So there is no key of its own for
programs, and an old stick can no more bring back an old program than an old rule.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from biometric.steps import Progress
from fieldsuite import __version__
from fieldsuite.casework import backup, taking
from fieldsuite.casework.taking import FOLDER
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from keys.errors import TrustRefused
from starting import Trouble, sums, versions
from starting.pack import here, read_release
from starting.renew import installer, renew, runs

PROGRAM = Path(__file__).resolve().parents[2]
"""Folder of the program that runs."""
KEPT = "updates"
"""Folder of the office with the one backup that was made before the last update."""


@dataclass(frozen=True, slots=True)
class Release:
    """A pack that the province vouches for."""

    folder: Path
    version: str


@dataclass(frozen=True, slots=True)
class Renewed:
    """A newer version is in use."""

    version: str
    before: str
    backup: Path | None
    """The office as it was; None for a desk on a server, whose database its own tools keep."""


def look(office: Office, folder: Path, stick: Path | None = None) -> Release:
    """Find out whether a pack may be taken into use: published by the province, for this machine, newer than this.

    ``stick`` is the folder with the province's metadata; without it they are looked for beside the pack and in it.
    Raises OfficeError E_SIGNATURE (not what was published), E_EXPIRED (not newer), E_INPUT (no pack, another system,
    no metadata) and what ``taking`` raises.
    """
    file, said = _release(folder)
    if _published(office, _metadata(folder, stick), file.name) != file.read_bytes():
        raise OfficeError("update.other_bytes", code="E_SIGNATURE", file=file.name)
    version = str(said["version"])
    if not versions.newer(version, __version__):
        raise OfficeError("update.not_newer", code="E_EXPIRED", version=version, now=__version__)
    if said["platform"] != here():
        raise OfficeError("update.other_system", platform=said["platform"])
    return Release(folder, version)


def take(office: Office, release: Release) -> Iterator[Progress | Renewed]:
    """Back the office up, check every file, install beside, try it, switch; the last step is Renewed.

    Raises OfficeError E_INPUT (a file is missing or altered), E_DISK, and E_MODEL when the new version does not
    run; the present one stays in use then. Progress of pip goes to stderr.
    """
    root = versions.root_of(PROGRAM)
    listed = sums.read(release.folder)
    try:
        for done, _ in enumerate(sums.verify(release.folder, listed), 1):
            yield Progress(done, len(listed), "update_check")
        kept = yield from _kept(office)
        install = installer(release.folder, office.config.lang, PROGRAM)
        for _ in renew(root, release.folder, release.version, install, runs(release.version)):
            yield Progress(len(listed), len(listed), "update_install")
    except Trouble as trouble:
        raise told(trouble) from trouble
    office.note("update", "", "", {"from": __version__, "to": release.version})
    yield Renewed(release.version, __version__, kept)


def told(trouble: Trouble) -> OfficeError:
    """Give what the installation says as an error of the office; its sentence is the same one."""
    code = {"renew_broken": "E_MODEL", "renew_failed": "E_DISK"}.get(trouble.key, "E_INPUT")
    error = OfficeError(f"start.{trouble.key}", code=code)
    error.values = trouble.values
    return error


def _kept(office: Office) -> Generator[Progress, None, Path | None]:
    """Back the office up into its own folder; earlier ones go."""
    if office.config.storage:
        return None
    folder = office.home.path / KEPT
    folder.mkdir(mode=0o700, exist_ok=True)
    old = list(folder.glob(f"*{backup.SUFFIX}"))
    made = None
    for step in backup.create(office, folder, noted=False):
        if isinstance(step, backup.Made):
            made = step.path
        else:
            yield step
    for path in old:
        if path != made:
            path.unlink(missing_ok=True)
    return made


def _release(folder: Path) -> tuple[Path, dict[str, object]]:
    try:
        return read_release(folder)
    except Trouble as trouble:
        raise told(trouble) from trouble


def _published(office: Office, stick: Path, name: str) -> bytes:
    try:
        return taking.program(office, stick, name)
    except TrustRefused as refusal:
        if refusal.key != "not_published":
            raise
        raise OfficeError("update.not_published", code="E_SIGNATURE", file=name) from refusal


def _metadata(folder: Path, stick: Path | None) -> Path:
    places = [stick, stick / FOLDER] if stick else [folder.resolve().parent / FOLDER, folder / FOLDER]
    found = next((place for place in places if (place / "metadata").is_dir()), None)
    if found is None:
        raise OfficeError("update.no_metadata", folder=str(stick or folder.resolve().parent))
    return found
