"""Every number that decides about a face, with its unit and where it comes from.

"Measured" means: on the photographs and clips of the test data and on animated heads (benchmarks/liveness.py runs it
again). The sets are small; ``calibrate`` is there to fit thresholds on an office's own trials.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FaceLimits:
    """Thresholds of likeness and of picture quality."""

    accept: float = 0.55
    """Likeness that certifies against a template of three or more captures (words-and-codes: dlib)."""
    unclear: float = 0.48
    """Likeness from which a person decides, below ``accept``."""
    accept_one: float = 0.48
    """Likeness that suffices against one photograph, such as that of a card."""
    alarm: float = 0.60
    """Likeness of one face against many from which a person should look (design: distance at most 0.40)."""
    captures: int = 3
    """Captures a template needs for the stricter threshold; so many are taken at enrolment."""
    one_person: float = 0.45
    """Likeness a capture must have to one of the others of its enrolment (measured: two people at most 0.37, one face
    in one session at least 0.60, photographs of one person years apart at least 0.48)."""
    tries: int = 12
    """Poor captures of one enrolment before it ends (ours: about half a minute)."""

    dark: float = 50.0
    """Mean brightness of the face, 0..255, below which it is too dark (measured: photographs 101 to 188)."""
    bright: float = 225.0
    """Above which it is too bright."""
    contrast: float = 14.0
    """Standard deviation of the face's brightness, 0..255, at least (measured: 28 to 65; in a third of
    the light 8 to 20)."""
    sharpness: float = 9.0
    """Energy of edges over that of light and shade, on a face of 128 pixels, at least (measured: 22 to 507; blurred by
    a 25th of the eyes' distance at most 9.3)."""
    steady: float = 0.22
    """Fine detail of the weakest direction over that of the one across it, in a photograph, at least (measured on 28:
    0.25 to 0.50 as they are, at most 0.21 when shaken). Inner Mongolia: 人脸建模时…不能抖动."""
    size: float = 80.0
    """Width of the face in pixels, at least: what the detector was trained on."""
    near: float = 33.0
    """Distance in centimetres below which a face is too near (Guangxi: 60cm是最佳距离)."""
    far: float = 100.0
    """Above which it is too far."""
    yaw: float = 25.0
    """Degrees a frontal face may be turned to either side (measured on press photographs: 5 to 95 % -14 to 14)."""
    pitch: float = 25.0
    """Degrees a frontal face may be raised or lowered from how most hold it (measured: -15 to 15)."""
    roll: float = 18.0
    """Degrees a head may lean to a shoulder, at most (measured: 41 press photographs -9 to 16; turned by 30 degrees the
    landmarks follow badly and read 18 to 33 in 20 of 21)."""
    occlusion: float = 0.6
    """Suspicion 0..1 that eyes or mouth are covered, at most (measured: faces to 0.4, painted masks 1)."""
    glasses: float = 0.70
    """Light of the skin below the eyes over that of the cheeks, at least (measured: 41 photographs 0.82 to 1.26, none
    called tinted; drawn lenses with half of the light at most 0.63). Guangxi: 不能戴有色眼镜、帽子、围巾."""
    hat: float = 0.45
    """Share of the forehead of another colour than the cheeks, at most, at enrolment (measured: 1 of 41 photographs,
    with hair over the forehead, above it; 40 to 0.25; drawn hats from 0.3 eye distances over the brows down 0.47)."""
    expression: float = 0.33
    """Opening and width of the mouth against rest, at most, at enrolment (measured: 4 of 41 photographs above it, all
    laughing or speaking; an open mouth 0.46). Guangxi: 不能做夸张表情，保持自然表情即可."""
    background: float = 0.17
    """Share of the background full of edges, at most, at enrolment (measured on 41 photographs, sorted by eye: none of
    the 26 with a plain or blurred one is above 0.14, none of the 15 with writing, shelves or people below 0.20).
    Guangxi: 请使用白色或纯颜色作为背景."""


@dataclass(frozen=True, slots=True)
class ChallengeLimits:
    """Times and movements of the challenge."""

    session: float = 20.0
    """Seconds of the whole challenge at most (Guangxi: 完成整个认证过程需要 10 至 20 秒)."""
    wait: float = 10.0
    """Seconds a face may take to appear and hold still before the challenge starts (ours)."""
    neutral: float = 0.5
    """Seconds of a still face that give the neutral pose (ours; noise of the pose over so long 0.3 degrees)."""
    neutral_frames: int = 5
    """Frames these seconds must hold at least."""
    still: float = 2.0
    """Standard deviation in degrees up to which a face is still (measured: 0.8 is noise)."""
    action: float = 7.0
    """Seconds for one action, from when it is asked (ours: three of them fit into the session)."""
    back: float = 4.0
    """Seconds to come back to neutral after it was seen."""
    gone: float = 0.7
    """Seconds without a face that mean the person left (Guangxi: 请不要随意做其他动作或离开)."""
    crowd: float = 0.25
    """Seconds with several faces that end the challenge."""
    settle: float = 0.25
    """Seconds a movement must last to be judged as one that was not asked."""

    after: float = 2.5
    """Seconds for which a recording that goes on after the last action is watched for more of them (ours: the rest
    between two actions and the next)."""

    yaw: float = 11.0
    """Degrees a head must turn (measured: turns of 17 read 18 and more, swung photographs at most 8)."""
    pitch: float = 7.0
    """Degrees a head must nod (measured: nods of 10 read 10 and more, tilted photographs at most 3)."""
    other_yaw: float = 14.0
    """Degrees of a turn nobody asked for."""
    other_pitch: float = 12.0
    """Degrees of a nod nobody asked for."""
    rest: float = 7.0
    """Degrees from neutral within which the head is back, or two fifths of how far it went."""
    mouth: float = 0.18
    """Opening of the mouth over neutral: gap over width plus 0.3 times the change of the mouth's look (measured: closed
    at most 0.16, 99 of 100 below 0.07; open 0.22 to 0.8, median 0.5)."""
    other_gap: float = 0.25
    """Gap over width, over neutral, of a mouth nobody asked to open (design: 95 % of smiles are below)."""
    other_mouth: float = 0.38
    """The same with the change of its look."""
    blink: float = 0.07
    """Change of both eyes' look against the nose's, over what it mostly is (measured on animated faces: open below 0.05
    in 97 of 100 frames, closed from 0.08 where the eyes open by 3 mm, from 0.2 where they are wide open)."""
    blink_shortest: float = 0.06
    """Seconds eyes are closed at least (design: a dip of 80 ms, less half a frame at 25 a second)."""
    blink_longest: float = 0.9
    """Seconds at most: 500 ms holds for involuntary blinks; asked to, old people close their eyes longer."""

    turn_depth: float = 0.022
    """Residual of the plane map between rest and a turn, at least (measured: animated heads from 0.032, flat
    photographs to 0.015; real heads in a film median 0.055, 10 of 100 below 0.028)."""
    nod_depth: float = 0.013
    """The same for a nod (measured: heads from 0.018, flat photographs to 0.011)."""
    flat_turn: float = 25.0
    """Degrees of foreshortening from which a face that shows no parallax is a flat thing being turned."""
    flat_settle: float = 0.3
    """Seconds over which both are taken (medians; single frames are off by 20 degrees)."""
    flat_share: float = 0.45
    """Parallax over foreshortening below which it shows none (measured: heads from 0.58, photographs mostly below 0.2,
    bent ones below 0.35, at most 0.51)."""
    flat_depth: float = 0.018
    """Residual of the plane map below which it may be called flat (measured: swung photographs to 0.015; of 861 pairs
    of moments of a man who sings, 80 are foreshortened without parallax, 6 of them with less)."""
    same_person: float = 0.45
    """Likeness to the first face of the session that every later one must have (measured: impostors at most 0.37)."""


FACE = FaceLimits()
CHALLENGE = ChallengeLimits()
