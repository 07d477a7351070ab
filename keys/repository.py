"""The province's side of TUF: makes, signs and carries the metadata under which everything comes down.

``metadata/`` holds every root, the newest of the others and ``timestamp.json``, which is written last; ``targets/``
the files under the names that their digests give them (consistent snapshots, TUF specification 6.2). A stick that is
pulled between two files therefore shows the old state or the new one, never half of each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tuf.api.metadata import Metadata, MetaFile, Signed, Snapshot, Targets, Timestamp

from keys import delegation
from keys.ed25519 import SigningKey
from keys.files import make_folder
from keys.metadata_files import S, described, newest_path, put_target, read_metadata, stored, write_metadata
from keys.root_metadata import Officials, root_metadata

LIFE: Mapping[str, timedelta] = {
    Targets.type: timedelta(days=180),
    Snapshot.type: timedelta(days=60),
    Timestamp.type: timedelta(days=60),
}
"""How long each is fresh (design page bundle-format, 2.6; the grace of offices without a line is 60 days)."""
EARLY = timedelta(days=30)
"""Metadata that would run out sooner than this is signed anew."""


@dataclass(frozen=True, slots=True)
class DeskKeys:
    """The keys a province signs metadata with."""

    root: Sequence[SigningKey]
    """Those root keys that are at hand; the threshold says how many are needed."""
    targets: Sequence[SigningKey]
    snapshot: SigningKey
    timestamp: SigningKey

    def officials(self) -> Officials:
        """Give which keys root names for the other three roles; each needs all of its keys' holders at this desk."""
        return {
            Targets.type: tuple(key.public for key in self.targets),
            Snapshot.type: (self.snapshot.public,),
            Timestamp.type: (self.timestamp.public,),
        }


@dataclass(frozen=True, slots=True)
class Published:
    """What the metadata says now."""

    root: int
    targets: int
    snapshot: int
    timestamp: int
    expires: datetime
    """The first of the four to run out."""
    files: tuple[str, ...]


def publish(
    folder: Path,
    keys: DeskKeys,
    roots: Sequence[str],
    threshold: int,
    files: Mapping[str, bytes | Path],
    now: datetime,
) -> Published:
    """Sign the state of a province: these files, and under ``root`` these root keys and how many must sign.

    What has not changed and is fresh keeps its version; the timestamp is new every time. Raises TrustRefused
    E_THRESHOLD when too few root keys are at hand for a root that must change, KeysError E_DISK.
    """
    now = now.replace(microsecond=0)
    make_folder(folder / "metadata")
    root = root_metadata(folder / "metadata", roots, threshold, keys.officials(), keys.root, now)
    targets = _targets(folder, keys, files, now)
    snapshot = _snapshot(folder, keys, targets, now)
    timestamp = _newest(folder, Timestamp)
    version = timestamp.signed.version + 1 if timestamp else 1
    meta = MetaFile(snapshot.signed.version)
    final = Timestamp(version=version, expires=now + LIFE[Timestamp.type], snapshot_meta=meta)
    write_metadata(folder / "metadata" / "timestamp.json", final, [keys.timestamp])
    signed: tuple[Signed, ...] = (root.signed, targets.signed, snapshot.signed, final)
    return Published(
        root.signed.version, targets.signed.version, snapshot.signed.version, version,
        min(one.expires for one in signed), tuple(sorted(targets.signed.targets)),
    )  # fmt: skip


def current(folder: Path) -> tuple[Path, ...]:
    """Give the files that an office needs, relative to ``folder``: every root, the newest of the rest, the timestamp
    last; empty before anything was published.
    """
    timestamp = _newest(folder, Timestamp)
    if timestamp is None:
        return ()
    snapshot, targets = _newest(folder, Snapshot), _newest(folder, Targets)
    assert snapshot is not None and targets is not None
    found = [f"metadata/{path.name}" for path in sorted((folder / "metadata").glob("*.root.json"))]
    found.append(f"metadata/{snapshot.signed.version}.snapshot.json")
    listed = dict(targets.signed.targets)
    for name, meta in snapshot.signed.meta.items():
        found.append(f"metadata/{meta.version}.{name}")
        if name != "targets.json":
            listed |= delegation.listed(folder, name.removesuffix(".json"), meta.version)
    found += [stored(path, one.hashes["sha256"]) for path, one in listed.items()]
    return tuple(map(Path, [*found, "metadata/timestamp.json"]))


def _targets(
    folder: Path, keys: DeskKeys, files: Mapping[str, bytes | Path], now: datetime
) -> Metadata[Targets]:
    listed = {}
    for path, data in files.items():
        listed[path] = described(path, data)
        put_target(folder, path, data, listed[path].hashes["sha256"])
    held, delegations = _newest(folder, Targets), delegation.standing(folder, heard=True)
    if (
        held is not None
        and held.signed.targets == listed
        and held.signed.delegations == delegations
        and held.signed.expires - now > EARLY
        and set(held.signatures) == {key.public.kid for key in keys.targets}
    ):
        return held
    version = held.signed.version + 1 if held else 1
    new = Targets(version, expires=now + LIFE[Targets.type], targets=listed, delegations=delegations)
    return write_metadata(folder / "metadata" / f"{version}.targets.json", new, keys.targets)


def _snapshot(folder: Path, keys: DeskKeys, targets: Metadata[Targets], now: datetime) -> Metadata[Snapshot]:
    held = _newest(folder, Snapshot)
    meta = {"targets.json": MetaFile(targets.signed.version), **delegation.versions(folder)}
    if (
        held is not None
        and held.signed.meta == meta
        and held.signed.expires - now > EARLY
        and set(held.signatures) == {keys.snapshot.public.kid}
    ):
        return held
    version = held.signed.version + 1 if held else 1
    new = Snapshot(version, expires=now + LIFE[Snapshot.type], meta=meta)
    return write_metadata(folder / "metadata" / f"{version}.snapshot.json", new, [keys.snapshot])


def _newest(folder: Path, kind: type[S]) -> Metadata[S] | None:
    return read_metadata(newest_path(folder / "metadata", kind.type), kind)
