import threading
import time

import numpy as np
import pytest

from biometric.errors import DeviceMissing
from biometric.webcam import Webcam


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


def opened(driver, timeout=0.5):
    camera = Webcam(0, timeout=timeout, opener=lambda index: driver)
    camera.open()
    return camera


def refusal(driver):
    with pytest.raises(DeviceMissing) as error:
        opened(driver, timeout=0.3)
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
    assert refusal(driver) == "no_camera"
    assert driver.released.wait(1)


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
