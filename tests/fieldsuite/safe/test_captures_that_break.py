"""A camera that vanishes and a model that was changed: no record comes of it, and what was typed is still there."""

import numpy as np
import pytest
from sqlmodel import select

from biometric import models
from biometric.devices import Frame
from biometric.errors import BiometricError, DeviceMissing
from fieldsuite.casework import consent, drafts, enrol
from fieldsuite.errors import exit_status
from fieldsuite.tables import Journal
from tests.doubles.cameras import GreyCamera
from tests.grounds import Place


class VanishingCamera(GreyCamera):
    """Gives some pictures, then its plug is pulled."""

    left = 4

    def read(self) -> Frame | None:
        self.left -= 1
        if self.left < 0:
            raise DeviceMissing("camera_lost")
        return Frame(np.full((480, 640, 3), 90 + self.left, np.uint8), 0.1 * (4 - self.left), 4 - self.left)


def kinds(place: Place) -> list[str]:
    with place.officer() as office, office.store.session() as session:
        return list(session.exec(select(Journal.kind)))


def test_d63_a_camera_that_vanishes_on_the_way_leaves_a_draft_and_no_record(place: Place) -> None:
    camera = VanishingCamera()
    with place.officer() as office:
        consent.give(office, "p-fine", consent.ConsentForm(True, False, "练习员"))
        drafts.keep(office, "enrol:p-fine", {"place": "村口"})
        office.open_camera = lambda _source: camera
        with pytest.raises(BiometricError) as caught:
            list(enrol.face(office, "p-fine"))
        assert (caught.value.key, exit_status(caught.value.code)) == ("camera_lost", 3)
        assert drafts.find(office, "enrol:p-fine") == {"place": "村口"}
    assert kinds(place) == ["consent"] and camera.closed


def test_d66_a_changed_weight_file_captures_nobody(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = models.Weights(models.RESNET.file, "0" * 16)
    monkeypatch.setattr(models, "resnet", lambda: models._load(changed, str))
    monkeypatch.setattr(models, "detector", lambda: models._load(changed, str))
    with place.officer() as office:
        consent.give(office, "p-fine", consent.ConsentForm(True, False, "练习员"))
        office.open_camera = lambda _source: GreyCamera()
        with pytest.raises(BiometricError) as caught:
            list(enrol.face(office, "p-fine"))
        assert (caught.value.key, caught.value.code) == ("model_changed", "E_MODEL")
    assert kinds(place) == ["consent"]
