"""From a pack to an engine: every byte is held against its digest first, and an engine is kept for the process."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, cast

from biometric.errors import ModelMissing
from biometric.face.engine import FaceEngine
from biometric.limits import CHALLENGE, FACE, ChallengeLimits, FaceLimits
from biometric.packs.kinds import Modality
from biometric.packs.manifest import Manifest
from biometric.packs.pack import Pack
from biometric.packs.passive import PassiveCheck
from biometric.voice.engine import VoiceEngine

T = TypeVar("T")
_kept: dict[tuple[str, str], object] = {}
_loading = threading.RLock()


def face_engine(pack: Pack) -> FaceEngine:
    """Give the face engine of a pack; its thresholds are those of ``face_limits``.

    Raises ModelMissing ``pack_gone``, ``pack_changed``, ``pack_unusable``, ``pack_other_kind``; so do the next two.
    """

    def made() -> FaceEngine:
        from biometric.packs.face_onnx import PackFace

        return PackFace(pack)

    return _loaded(pack, "face", made)


def voice_engine(pack: Pack) -> VoiceEngine:
    """Give the voice engine of a pack, which carries its thresholds; ``voice_pack_needs`` where torch is missing."""

    def made() -> VoiceEngine:
        from biometric.voice.ecapa import Ecapa

        manifest = pack.manifest
        return Ecapa(
            pack.folder,
            version=manifest.version,
            accept=manifest.threshold("accept"),
            review=manifest.threshold("review"),
        )

    return _loaded(pack, "voice", made)


def passive_check(pack: Pack) -> PassiveCheck:
    """Give the passive check of a pack, which carries its threshold."""

    def made() -> PassiveCheck:
        from biometric.packs.recapture import Recapture

        return Recapture(pack)

    return _loaded(pack, "passive", made)


def face_limits(manifest: Manifest, base: FaceLimits = FACE) -> FaceLimits:
    """Give the limits of a face with the likenesses of a pack; those of the picture stay."""
    return replace(
        base,
        accept=manifest.threshold("accept"),
        unclear=manifest.threshold("review"),
        accept_one=manifest.threshold("accept_one"),
        alarm=manifest.threshold("alarm"),
        one_person=manifest.threshold("one_person"),
    )


def challenge_limits(manifest: Manifest, base: ChallengeLimits = CHALLENGE) -> ChallengeLimits:
    """Give the limits of a challenge with the likeness that says it is still the same person."""
    return replace(base, same_person=manifest.threshold("same_person"))


def _loaded(pack: Pack, modality: Modality, make: Callable[[], T]) -> T:
    """Check the pack and make its engine, or give the one that this process made of the very same pack."""
    manifest = pack.manifest
    if manifest.modality != modality:
        raise ModelMissing("pack_other_kind", pack=manifest.name)
    with _loading:
        which = (str(pack.folder), manifest.digest)
        if which not in _kept:
            pack.check()
            _kept[which] = make()
        return cast(T, _kept[which])


def forget(pack: Pack) -> None:
    """Let go of the engine of a pack, whose folder is about to move or to go."""
    with _loading:
        for which in [which for which in _kept if which[0] == str(pack.folder)]:
            del _kept[which]
