"""升级: a newer program that the province vouches for, taken into use beside the present one.

What may be believed is a file of the province's metadata (``trust add``, ``trust publish``; docs/decisions/0012
and 0016): it names the version and, through one digest, every file of the pack. So there is no key of its own for
programs, and an old stick can no more bring back an old program than an old rule.
"""

from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from biometric.steps import Progress
from fieldsuite import __version__
from fieldsuite.casework import access, backup, taking
from fieldsuite.casework import update_news as news
from fieldsuite.casework.taking import FOLDER
from fieldsuite.casework.update_news import News
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from keys.errors import TrustRefused
from starting import Trouble, sums, versions
from starting.pack import RELEASE, here, read_release
from starting.renew import back, installer, renew, runs, same_tables

PROGRAM = Path(__file__).resolve().parents[2]
"""Folder of the program that runs."""
CHANGES = "CHANGELOG.md"
"""File of a pack that says what each version changes."""
STEPS = 4
"""Of the installation: laid down, installed, tried, switched."""
KEPT = "updates"
"""Folder of the office with the one backup that was made before the last update."""


@dataclass(frozen=True, slots=True)
class Release:
    """A pack that the province vouches for."""

    folder: Path
    version: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A pack that may be taken into use, every file of it as the province published it."""

    release: Release
    news: tuple[News, ...]
    """What its versions change that are newer than the present one, the newest first."""


@dataclass(frozen=True, slots=True)
class Present:
    """What stands on this machine."""

    version: str
    """Version that runs."""
    before: str
    """Version that is kept to go back to; empty when there is none."""
    coming: str
    """Version that the next start begins, where that is another one; otherwise empty."""
    same_tables: bool
    """False when the kept version cannot read the databases that this one works with."""


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


def take(office: Office, release: Release, *, quiet: bool = False) -> Iterator[Progress | Renewed]:
    """Back the office up, check every file, install beside, try it, switch; the last step is Renewed.

    Raises OfficeError E_INPUT (a file is missing or altered, or this program is not the one in use any more), E_DISK,
    and E_MODEL when the new version does not run; the present one stays in use then. Progress of pip goes to stderr,
    nowhere when it must be ``quiet``.
    """
    root = versions.root_of(PROGRAM)
    if versions.chosen(root) != PROGRAM:
        # What is not in use and not kept is removed at the end: that would be the program that runs.
        raise OfficeError("update.begin_anew")
    try:
        yield from _checked(release.folder)
        kept = yield from _kept(office)
        install = installer(release.folder, office.config.lang, PROGRAM, quiet=quiet)
        yield Progress(0, STEPS, "update_install")
        for done, _ in enumerate(
            renew(root, release.folder, release.version, install, runs(release.version)), 1
        ):
            yield Progress(done, STEPS, "update_install")
    except Trouble as trouble:
        raise told(trouble) from trouble
    office.note("update", "", "", {"from": __version__, "to": release.version})
    yield Renewed(release.version, __version__, kept)


def check(office: Office, folder: Path) -> Iterator[Progress | Offer]:
    """Find out whether a pack may be taken into use and is whole; the last step is Offer. Raises what ``look`` does."""
    release = look(office, folder)
    try:
        yield from _checked(folder)
    except Trouble as trouble:
        raise told(trouble) from trouble
    # Every listed file is right by now; a list without it speaks of a pack that brings no news.
    said = folder / CHANGES if CHANGES in sums.read(folder) else None
    yield Offer(release, news.read(said.read_text(encoding="utf-8"), __version__) if said else ())


def present() -> Present:
    """Say what runs, what is kept, and what will be begun next time."""
    root = versions.root_of(PROGRAM)
    kept, coming = versions.read(root).before, versions.chosen(root)
    place = None if kept is None else versions.folder(root, kept)
    return Present(
        __version__,
        versions.version_of(place) if place else "",
        "" if coming == PROGRAM else versions.version_of(coming),
        place is None or same_tables(place, coming),
    )


def packs(office: Office) -> tuple[Path, ...]:
    """Give the packs for this machine on the sticks that are plugged in, the newest first."""
    found: list[tuple[list[int], Path]] = []
    for stick in access.sticks(office):
        for file in (*stick.glob(f"*{RELEASE}"), *stick.glob(f"*/*{RELEASE}")):
            with suppress(Trouble):
                said = read_release(file.parent)[1]
                if said["platform"] == here():
                    found.append((versions.numbers(str(said["version"])), file.parent))
    return tuple(dict.fromkeys(folder for _, folder in sorted(found, reverse=True)))


def go_back(office: Office) -> str:
    """Begin the version before from now on; gives its number. Raises OfficeError E_INPUT where none is kept."""
    try:
        version, _ = back(versions.root_of(PROGRAM))
    except Trouble as trouble:
        raise told(trouble) from trouble
    office.note("update", "", "", {"from": __version__, "to": version})
    return version


def told(trouble: Trouble) -> OfficeError:
    """Give what the installation says as an error of the office; its sentence is the same one."""
    code = {"renew_broken": "E_MODEL", "renew_failed": "E_DISK"}.get(trouble.key, "E_INPUT")
    error = OfficeError(f"start.{trouble.key}", code=code)
    error.values = trouble.values
    return error


def _checked(folder: Path) -> Iterator[Progress]:
    listed = sums.read(folder)
    for done, _ in enumerate(sums.verify(folder, listed), 1):
        yield Progress(done, len(listed), "update_check")


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
