"""Camera and microphone: is there one, and does it give something."""

from collections.abc import Callable

from biometric.devices import Camera
from biometric.errors import BiometricError
from fieldsuite.doctor.check import Check


def camera(open_camera: Callable[[], Camera] | None = None) -> Check:
    """Open the first camera, or the one given, take one picture and close it."""
    from biometric.webcam import Webcam

    device = (open_camera or Webcam)()
    try:
        device.open()
        frame = device.read()
    except BiometricError as error:
        return Check("camera", False, "camera_busy" if error.key == "camera_busy" else "camera_missing")
    finally:
        device.close()
    if frame is None:
        return Check("camera", False, "camera_missing")
    height, width = frame.image.shape[:2]
    return Check("camera", True, "camera", {"name": device.name, "width": width, "height": height})


def microphone() -> Check:
    """List the microphones that the system names; nothing is recorded."""
    from biometric.microphone import microphones

    found = microphones()
    if not found:
        return Check("microphone", False, "microphone_missing")
    return Check("microphone", True, "microphone", {"name": found[0], "count": len(found)})
