import threading
import time

import numpy as np
import pytest

from biometric.errors import DeviceMissing
from biometric.webcam import Webcam, camera_named


class Driver:
    """A camera driver: gives ``pictures`` good pictures, then fails or hangs."""

    def __init__(self, size=(480, 640), pictures=10**9, opened=True, hangs=False):
        self.image = np.full((*size, 3), 90, np.uint8)
        self.left, self.opened, self.hangs = pictures, opened, hangs
        self.released = threading.Event()
        self.stop = threading.Event()

    def isOpened(self):
        return self.opened

    def read(self):
        if self.left <= 0:
            if self.hangs:
                self.stop.wait(10)
            return False, None
        self.left -= 1
        time.sleep(0.005)
        return True, self.image

    def release(self):
        self.released.set()


def opened(driver, timeout=0.5, **how):
    camera = Webcam(0, timeout=timeout, opener=lambda index: driver, **how)
    camera.open()
    return camera


def refusal(driver, **how):
    with pytest.raises(DeviceMissing) as error:
        opened(driver, timeout=0.3, **how)
    assert error.value.code == "E_DEVICE"
    return error.value.key


def test_frames_come_with_rising_times_and_the_camera_is_let_go():
    driver = Driver()
    camera = opened(driver)
    times = [camera.read().at for _ in range(5)]
    assert times == sorted(times)
    assert len(set(times)) == 5
    assert not camera.recorded
    camera.close()
    camera.close()
    assert driver.released.wait(1)


def test_pictures_nobody_asked_for_are_dropped():
    camera = opened(Driver())
    first = camera.read().index
    time.sleep(0.1)
    assert camera.read().index > first + 3
    camera.close()


def test_no_camera_is_said_at_once():
    driver = Driver(opened=False)
    assert refusal(driver, listed=lambda index: False) == "no_camera"
    assert driver.released.wait(1)


def test_a_camera_that_is_there_and_cannot_be_opened_is_held_by_another_program():
    assert refusal(Driver(opened=False), listed=lambda index: index == 0) == "camera_busy"


def test_a_camera_that_gives_nothing_is_busy():
    assert refusal(Driver(pictures=0)) == "camera_busy"


def test_a_driver_that_hangs_does_not_hang_the_program():
    driver = Driver(pictures=0, hangs=True)
    begun = time.monotonic()
    assert refusal(driver) == "camera_busy"
    assert time.monotonic() - begun < 4
    driver.stop.set()


def test_a_camera_unplugged_on_the_way_is_lost():
    camera = opened(Driver(pictures=3))
    with pytest.raises(DeviceMissing) as error:
        for _ in range(10):
            camera.read()
    assert error.value.key == "camera_lost"
    camera.close()


@pytest.mark.requirement("R059")
@pytest.mark.parametrize(("size", "taken"), [((480, 640), True), ((480, 625), False), ((240, 320), False)])
def test_a_camera_needs_more_than_300_000_pixels(size, taken):
    if taken:
        opened(Driver(size)).close()
    else:
        assert refusal(Driver(size)) == "camera_too_coarse"


def test_a_driver_that_hangs_after_some_pictures_is_given_up_in_time():
    driver = Driver(pictures=2, hangs=True)
    camera = opened(driver, timeout=0.2)
    with pytest.raises(DeviceMissing) as error:
        for _ in range(3):
            camera.read()
    assert error.value.key == "camera_lost"
    driver.stop.set()
    camera.close()


def test_a_camera_plugged_in_again_can_be_opened_again():
    drivers = [Driver(pictures=1), Driver()]
    camera = Webcam(0, timeout=0.5, opener=lambda index: drivers.pop(0))
    camera.open()
    camera.read()
    with pytest.raises(DeviceMissing):
        camera.read()
    camera.close()
    camera.open()
    assert camera.read().index == 0
    camera.close()


@pytest.mark.parametrize(("turn", "corner", "shape"), [
    (0, (0, 0), (480, 640)), (90, (0, -1), (640, 480)), (180, (-1, -1), (480, 640)), (270, (-1, 0), (640, 480)),
])  # fmt: skip
def test_the_picture_of_a_camera_that_hangs_turned_is_turned_back(turn, corner, shape):
    driver = Driver()
    driver.image[0, 0] = 255
    camera = opened(driver, turn=turn)
    image = camera.read().image
    camera.close()
    assert image.shape[:2] == shape
    assert image[corner].tolist() == [255, 255, 255]
    with pytest.raises(ValueError, match="45"):
        Webcam(0, turn=45)


def test_a_camera_is_named_by_its_number_and_how_it_hangs():
    assert (camera_named("2").index, camera_named("2").turn) == (2, 0)
    assert (camera_named("0@180").index, camera_named("0@180").turn) == (0, 180)
    for other in ("0@45", "clip.mp4", "", "-1", "١", "0@", "9999"):
        assert camera_named(other) is None


def test_a_webcam_a_clip_and_photographs_are_one_kind_of_camera(tmp_path):
    import cv2

    from biometric.clips import Photographs, VideoFile
    from tests.doubles.puppet import write_clip

    grey = np.full((480, 640, 3), 90, np.uint8)
    cv2.imwrite(str(tmp_path / "one.png"), grey)
    clip = write_clip(iter([grey] * 3), tmp_path / "clip.avi", 10)
    for camera in (
        Webcam(0, opener=lambda index: Driver()),
        VideoFile(clip),
        Photographs([tmp_path / "one.png"]),
    ):
        camera.open()
        frame = camera.read()
        camera.close()
        camera.close()
        assert (frame.image.shape, frame.index) == ((480, 640, 3), 0)
        assert camera.name and camera.recorded == (not isinstance(camera, Webcam))
