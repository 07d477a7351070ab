"""A photograph that kills whoever reads it. This imports little: every worker that is started anew imports it."""

import os
from pathlib import Path

from biometric.packs.pack import Pack
from biometric.steps import Refused
from fieldsuite.casework.batch_workers import Made


def deadly(paths: tuple[Path, ...], _pack: Pack | None = None) -> Made:
    """What a library does that crashes on one file."""
    if paths[0].stem == "deadly":
        os._exit(9)
    return Refused("no_face", source=paths[0].name)
