"""Camera, microphone and voice: is there one, and does it give something."""

from collections.abc import Callable
from pathlib import Path

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


def prompts(root: Path) -> Check:
    """Say whether the prompts that were chosen for this machine can be heard, and in which languages they could be."""
    from fieldsuite import display, spoken

    chosen = display.read(root)
    heard = [language for language in spoken.VOICES if spoken.voice_of(language)]
    values: dict[str, object] = {"languages": ", ".join(heard) or "-", "folder": chosen.recordings or "-"}
    if chosen.spoken == "off":
        return Check("prompts", True, "prompts_off" if heard else "prompts_off_none", values)
    if not spoken.Speaker(chosen).ready():
        return Check("prompts", False, f"prompts_{'folder' if chosen.spoken == 'own' else 'missing'}", values)
    return Check("prompts", True, f"prompts_{'own' if chosen.spoken == 'own' else 'spoken'}", values)
