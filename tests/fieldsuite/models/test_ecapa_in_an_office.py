"""A pack built with SpeechBrain's own classes is installed, used and removed, with the network off."""

from importlib.util import find_spec

import pytest

from biometric.sound_file import wav_bytes
from biometric.steps import Enrolled, Verdict
from fieldsuite.casework import consent, enrol, models, verify
from fieldsuite.casework.again import again
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province.models import Wish, build
from tests.doubles.model_packs import ecapa_weights
from tests.doubles.speech import Voice, voices
from tests.grounds import Place

# Asked without importing it: torch takes seconds, and every test process reads this file.
missing = [name for name in ("torch", "hyperpyyaml") if find_spec(name) is None]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")

STRINGS = ("385201", "946172", "507394", "182640", "753869")
"""Every digit three times."""


def recording(place: Place, speaker: Voice, digits: str) -> str:
    file = place.root / f"{digits}-{len(list(place.root.glob('*.wav')))}.wav"
    file.write_bytes(wav_bytes(speaker.say(digits)))
    return str(file)


def enrolled(place: Place, office: Office, speaker: Voice) -> Enrolled:
    """Enrol by five fresh recordings; a recording may be asked for again, so three visits are allowed."""
    for _ in range(3):
        files = [recording(place, speaker, digits) for digits in STRINGS]
        *_, last = enrol.voice(office, "p-fine", source=files, strings=STRINGS)
        if isinstance(last, Enrolled):
            return last
    raise AssertionError(last)


def test_a_pack_of_speechbrains_own_classes_is_installed_used_and_removed(place: Place) -> None:
    weights, out = ecapa_weights(place.root / "weights"), place.root / "ecapa.fspack"
    wish = Wish(
        "ecapa-tiny", "ecapa", "ECAPA 试验", "Apache-2.0", "made here", {"accept": 0.6, "review": 0.5}, {}
    )
    with place.clerk() as desk:
        build(desk, wish, weights, out)
    speaker = voices(seed=7)[0]
    with place.officer() as office:
        found = models.install(office, out)
        models.use(office, "ecapa-tiny")
        consent.give(office, "p-fine", consent.ConsentForm(face=False, voice=True, read_by="李梅"))
        before = {path.name for path in found.pack.folder.iterdir()}
        made = enrolled(place, office, speaker).template
        assert (made.engine, made.version) == ("ecapa", found.manifest.version) and made.vectors.shape[
            1
        ] == 24
        *_, verdict = verify.voice(
            office, "p-fine", source=[recording(place, speaker, "385201")], digits="385201"
        )
        assert isinstance(verdict, Verdict) and verdict.likeness is not None
        assert (verdict.engine, verdict.version) == ("ecapa", found.manifest.version)
        assert (verdict.threshold, verdict.review_threshold) == (0.6, 0.5)
        assert {path.name for path in found.pack.folder.iterdir()} == before
        assert models.check(office, "ecapa-tiny").pack == found.pack

        models.use_built_in(office, "voice")
        assert [one.engine for one in again(office)] == ["ecapa"]
        with pytest.raises(OfficeError, match=r"models\.needed"):
            models.remove(office, "ecapa-tiny")
        assert enrolled(place, office, speaker).template.engine == "ge2e" and again(office) == ()
        models.remove(office, "ecapa-tiny")
        assert list(office.home.models.iterdir()) == []
