"""A template: what is kept of a face or a voice, with the engine that made it (file: ``template_file``)."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Modality = Literal["face", "voice"]


@dataclass(frozen=True, slots=True)
class Template:
    """Embeddings of one person by one engine.

    Templates of different engines or versions are never compared.
    """

    modality: Modality
    engine: str
    version: str
    vectors: NDArray[np.float32]
    """Shape (samples, dimensions); 128 dimensions for dlib's ResNet, 256 for GE2E."""
    from_photographs: bool = False
    """True when made of photographs alone: the one-photograph threshold applies when there are fewer than three."""
    digits: dict[str, list[NDArray[np.float32]]] = field(default_factory=dict)
    """Voice only: per spoken digit '0'..'9' its feature sequences (frames, features) of this person."""
    sources: tuple[str, ...] = ()
    """SHA-256 of every recording or photograph it was made of: the same recording is refused later as a replay."""
    others: tuple["Template", ...] = ()
    """Faces only: the same person looking otherwise, as with glasses, by the same engine; the best of all counts. Not
    part of the template's file."""

    @property
    def captures(self) -> int:
        """Recordings or photographs it was made of; a voice has vectors for places too (``voice.voiceprint``)."""
        return len(self.sources) if self.modality == "voice" else len(self.vectors)
