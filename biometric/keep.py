"""待比对: keep what a person does before the camera or says to the microphone, to be compared later, without a model.

Nothing is measured while it runs, so every action has a fixed time: it is asked, and the clip says when. Whoever
compares later demands that each was seen in its own time; so a capture answers a fresh challenge, as a verification
does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from biometric.devices import Camera, Image, Microphone
from biometric.kept_clip import KeptFrame, write
from biometric.pictures import as_jpeg, is_black
from biometric.sound_file import wav_bytes
from biometric.steps import Action, Asked, Guidance, Preview, Step, Verdict
from biometric.voice.go import AT_ONCE, Go
from biometric.voice.listening import record
from biometric.voice.replay import SHARE, heard_before
from biometric.voice.take import measured


@dataclass(frozen=True, slots=True)
class KeepLimits:
    """Times and sizes of a capture that is compared later."""

    neutral: float = 2.5
    """Seconds of looking straight before the first action (a challenge wants 0.5 still ones; people need time)."""
    action: float = 3.0
    """Seconds for one action (measured at live challenges: asked to done 1 to 2.5)."""
    back: float = 1.5
    """Seconds to come back. With three actions 2.5 + 3 × 4.5 = 16 s (Guangxi: 10 至 20 秒)."""
    late: float = 1.0
    """Seconds an action may still be seen after its own time: people are slow, and a still face comes first."""
    rate: float = 15.0
    """Frames a second that are kept (a blink of 0.2 s is three of them)."""
    side: int = 640
    """Pixels of a kept frame's longer side at most (the camera's usual size)."""
    quality: int = 80
    """JPEG quality: 30 kB a frame, 7 MB a capture."""
    longest: float = 20.0
    """Seconds of a clip file that are taken."""


KEEP = KeepLimits()


def keep_face(
    camera: Camera, actions: Sequence[Action], start: Verdict, *, limits: KeepLimits = KEEP
) -> Iterator[Step]:
    """Ask the actions one after the other and keep the clip; the last step is a Verdict ``no_model`` (待比对).

    The camera is open; the caller closes it. ``start`` gives engine and version. ``pictures`` of the Verdict are the
    clip and two of its frames, ``actions`` say when each was asked. A black picture ends in ``no_face``. A clip file
    is taken as it is: nothing can be asked of it, and it never certifies. Raises DeviceMissing, MediaUnreadable.
    """
    script = [] if camera.recorded else _script(actions, limits)
    ends = (
        limits.longest if camera.recorded else limits.neutral + len(actions) * (limits.action + limits.back)
    )
    asked = [Asked(action) for action in actions]
    kept: list[KeptFrame] = []
    size, first, black, said = (0, 0), 0.0, 0, "look_straight"
    yield Guidance("look_straight")
    while (frame := camera.read()) is not None:
        first = frame.at if not kept else first
        now = frame.at - first
        if now >= ends:
            break
        at, prompt = _asked_now(script, now)
        if prompt is not None and asked[at].asked_at is None:
            asked[at] = replace(asked[at], asked_at=now)
        say = f"ask_{prompt}" if prompt else "face_front" if now > limits.neutral else "look_straight"
        if script and say != said:
            said = say
            yield Guidance(say)
        if not kept or now - kept[-1].at >= 1 / limits.rate - 0.005:
            small = _small(frame.image, limits.side)
            size = (small.shape[1], small.shape[0])
            kept.append(KeptFrame(now, as_jpeg(small, limits.quality)))
            black += is_black(small)
        yield Preview(frame.image, prompt=prompt, actions=tuple(asked), remaining=max(0.0, ends - now))
    seconds = kept[-1].at if kept else 0.0
    made = replace(start, actions=tuple(asked), seconds=seconds, recorded=camera.recorded)
    if not kept or black > len(kept) / 2:
        yield replace(made, verdict="no_face", reason="reason_camera_dark")
        return
    stills = (kept[len(kept) // 8].jpeg, kept[-1].jpeg)
    yield replace(
        made, verdict="no_model", reason="reason_kept_for_later", pictures=(write(kept, *size), *stills)
    )


def _script(actions: Sequence[Action], limits: KeepLimits) -> list[tuple[float, float, Action]]:
    """When each action is asked, from and to."""
    each = limits.action + limits.back
    starts = [limits.neutral + at * each for at in range(len(actions))]
    return [(begin, begin + limits.action, action) for begin, action in zip(starts, actions, strict=True)]


def _asked_now(script: list[tuple[float, float, Action]], now: float) -> tuple[int, Action | None]:
    for at, (begin, end, action) in enumerate(script):
        if begin <= now < end:
            return at, action
    return -1, None


def _small(image: Image, side: int) -> Image:
    import cv2

    scale = side / max(image.shape[:2])
    if scale >= 1:
        return image
    height, width = (max(1, round(length * scale)) for length in image.shape[:2])
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def keep_voice(
    microphone: Microphone, digits: str, *, seen: Sequence[bytes] = (), go: Go = AT_ONCE
) -> Iterator[Step]:
    """Record ``digits`` once and keep the sound; the last step is a Verdict ``no_model`` (待比对).

    A poor recording and one that was heard before are told at once, as ``verify_voice`` does: neither needs a model.
    Ends without a Verdict when ``go.ready()`` says no. Raises DeviceMissing, MediaUnreadable.
    """
    start = Verdict("no_model", "reason_kept_for_later", "", "")
    yield Guidance("say_digits", {"digits": digits})
    if not go.ready():
        return
    sound = yield from record(microphone, go)
    take = measured(sound)
    made = replace(
        start, measures=take.measures, pictures=(wav_bytes(take.sound),), fingerprint=take.print,
        recorded=microphone.recorded, seconds=sound.seconds,
    )  # fmt: skip
    copied = heard_before(take.print, seen)
    if take.advice is not None:
        yield replace(made, verdict="poor_sound", reason=take.advice)
    elif copied > SHARE:
        yield replace(made, verdict="replayed", reason="voice_replayed", checks={"copied": copied})
    else:
        yield made
