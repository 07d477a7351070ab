"""Make model packs at the provincial desk: published weights in, one signed file out."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from biometric.errors import PackRefused
from biometric.packs import load
from biometric.packs.archive import write_archive
from biometric.packs.build import Said, draft, try_out
from biometric.packs.kinds import Engine
from biometric.packs.manifest import Manifest
from biometric.packs.pack import Pack
from fieldsuite import model_packs
from fieldsuite.clock import stamp
from fieldsuite.office import Office


@dataclass(frozen=True, slots=True)
class Wish:
    """What the desk says of a pack."""

    name: str
    engine: Engine
    title: str
    licence: str
    source: str
    thresholds: Mapping[str, float]
    settings: Mapping[str, int | str]


def build(office: Office, wish: Wish, weights: Path, out: Path) -> Manifest:
    """Make a pack of a folder of published weights, let it compute once, sign it, write it.

    Raises OfficeError at a field office, PackRefused E_SCHEMA and E_LIMIT, ModelMissing when it does not work, OSError.
    """
    office.require_province()
    if not weights.is_dir():
        raise PackRefused("pack_no_folder", code="E_INPUT", path=str(weights))
    said = Said(
        wish.name, wish.engine, wish.title, wish.licence, wish.source, stamp(office.now()), office.config.practice,
        wish.thresholds, wish.settings,
    )  # fmt: skip
    manifest = draft(said, weights)
    _try(manifest, weights)
    write_archive(out, model_packs.sign(office, manifest), weights, manifest)
    return manifest


def _try(manifest: Manifest, weights: Path) -> None:
    """Let it compute from a folder that holds nothing else, as it will at the offices."""
    with TemporaryDirectory(prefix="fieldsuite-") as folder:
        for file in manifest.files:
            shutil.copyfile(weights / file.name, Path(folder) / file.name)
        pack = Pack(Path(folder), manifest)
        try:
            try_out(pack)
        finally:
            load.forget(pack)
