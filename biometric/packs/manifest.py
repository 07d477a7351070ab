"""What a pack says of itself: one spelling of JSON, every field checked, nothing unknown.

The spelling is that of everything the province signs (RFC 8785 without floating point): thresholds are whole
ten-thousandths, the other numbers whole too.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, get_args

from biometric.errors import PackRefused
from biometric.packs.kinds import KINDS, LICENCE, Engine, Kind, Modality

FORMAT = 1
SCALE = 10_000
"""A threshold of 0.45 is written 4500."""
MOST_MANIFEST = 64 * 1024
"""Bytes of a manifest."""
MOST_FILES = 16
MOST_BYTES = 512 * 1024 * 1024
"""Of all files of a pack together (ECAPA-1024 is 89 MB, SFace 39 MB, a large ONNX face model 260 MB)."""
MANIFEST_NAME = "pack.dsse"
"""File of a pack that holds the signed manifest."""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_TEXT = re.compile(r"[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]{1,200}")


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack is."""

    name: str
    """``[a-z0-9-]``, at most 40: what an officer types, and the name of its folder."""
    engine: Engine
    version: str
    """16 hexadecimal digits over everything that decides about an embedding (``version_of``): templates of another one
    are never compared. A new threshold or licence text leaves it as it is."""
    title: str
    """What people read: ECAPA-TDNN, VoxCeleb 1 and 2."""
    licence: str
    """SPDX identifier or the words of the licence: Apache-2.0."""
    source: str
    """Where the weights come from, and which release."""
    made_at: str
    """UTC instant at which the pack was made, to the second."""
    practice: bool
    thresholds: Mapping[str, int]
    """Name -> likeness in ten-thousandths."""
    settings: Mapping[str, int | str]
    files: tuple[PackFile, ...] = field(default=())

    @property
    def kind(self) -> Kind:
        """What packs of this engine look like."""
        return KINDS[self.engine]

    @property
    def modality(self) -> Modality:
        """face, voice or passive."""
        return self.kind.modality

    @property
    def weights(self) -> tuple[PackFile, ...]:
        """The files that an engine reads: all but the text of the licence."""
        return tuple(file for file in self.files if file.name != LICENCE)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    def threshold(self, name: str) -> float:
        """Likeness 0..1 of a threshold that packs of this kind have."""
        return self.thresholds[name] / SCALE

    def number(self, name: str) -> int:
        """Setting that is a whole number."""
        return int(self.settings[name])

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest's one spelling, 64 hexadecimal digits."""
        return hashlib.sha256(write_manifest(self)).hexdigest()


def version_of(manifest: Manifest) -> str:
    """Version that a manifest must have: over engine, settings and the digests of its weights."""
    decides = [
        manifest.engine,
        dict(manifest.settings),
        sorted((file.name, file.sha256) for file in manifest.weights),
    ]
    return hashlib.sha256(_spell(decides)).hexdigest()[:16]


def versioned(manifest: Manifest) -> Manifest:
    """Give a manifest that was just made with its version. Raises PackRefused when it breaks a rule."""
    return read_manifest(write_manifest(replace(manifest, version=version_of(manifest))))


def write_manifest(manifest: Manifest) -> bytes:
    """Write a manifest in its one spelling; nothing is checked."""
    return _spell({"type": "model-pack", "format": FORMAT, **asdict(manifest)})


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest. Raises PackRefused E_LIMIT, E_CANON, E_VERSION, E_SCHEMA, in this order."""
    if len(data) > MOST_MANIFEST:
        raise PackRefused("pack_too_large", code="E_LIMIT", problem="manifest")
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise PackRefused("pack_spelling", code="E_CANON") from None
    if not isinstance(value, dict) or _spell(value) != data:
        raise PackRefused("pack_spelling", code="E_CANON")
    if value.pop("type", None) != "model-pack" or value.pop("format", None) != FORMAT:
        raise PackRefused("pack_version", code="E_VERSION")
    manifest = _manifest(value)
    _require(manifest.version == version_of(manifest), "version")
    return manifest


def _manifest(value: dict[str, Any]) -> Manifest:
    _require(set(value) == set(Manifest.__dataclass_fields__), "fields")
    _require(isinstance(value["engine"], str) and value["engine"] in get_args(Engine), "engine")
    texts = all(
        isinstance(value[name], str) for name in ("name", "version", "title", "licence", "source", "made_at")
    )
    _require(texts and _NAME.fullmatch(value["name"]) is not None, "name")
    _require(all(_TEXT.fullmatch(value[name]) for name in ("title", "licence", "source")), "text")
    _require(_is_instant(value["made_at"]), "made_at")
    _require(type(value["practice"]) is bool, "practice")
    _require(isinstance(value["files"], list), "files")
    _require(isinstance(value["thresholds"], dict) and isinstance(value["settings"], dict), "settings")
    manifest = Manifest(**{**value, "files": tuple(_file(one) for one in value["files"])})
    if len(manifest.files) > MOST_FILES or manifest.size > MOST_BYTES:
        raise PackRefused("pack_too_large", code="E_LIMIT", problem=manifest.name)
    _check_kind(manifest)
    return manifest


def _is_instant(text: str) -> bool:
    try:
        return _INSTANT.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _file(value: object) -> PackFile:
    _require(isinstance(value, dict) and set(value) == {"name", "size", "sha256"}, "files")
    assert isinstance(value, dict)
    _require(isinstance(value["name"], str) and isinstance(value["sha256"], str), "files")
    _require(type(value["size"]) is int and value["size"] > 0, "files")
    _require(_DIGEST.fullmatch(value["sha256"]) is not None, "files")
    return PackFile(**value)


def _check_kind(manifest: Manifest) -> None:
    """Hold a manifest against the kind of its engine: the patterns of names leave no way out of the folder."""
    kind, names = manifest.kind, [file.name for file in manifest.files]
    _require(all(kind.files.fullmatch(file.name) for file in manifest.weights), "files")
    _require(len(set(names)) == len(names) and set(kind.needed) <= set(names), "files")
    _require(len(manifest.weights) > 0, "files")
    _require(set(manifest.thresholds) == set(kind.thresholds), "thresholds")
    _require(all(type(one) is int and 0 < one < SCALE for one in manifest.thresholds.values()), "thresholds")
    _require(
        manifest.thresholds.get("review", 0) <= manifest.thresholds["accept"], "thresholds"
    )  # otherwise the band in which a person decides would be accepted
    _require(set(manifest.settings) == {*kind.numbers, *kind.words}, "settings")
    for name, (least, most) in kind.numbers.items():
        number = manifest.settings[name]
        _require(type(number) is int and least <= number <= most, "settings")
    _require(all(manifest.settings[name] in words for name, words in kind.words.items()), "settings")


def _spell(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "replace"
    )


def _require(holds: bool, field_: str) -> None:
    if not holds:
        raise PackRefused("pack_manifest", code="E_SCHEMA", field=field_)
