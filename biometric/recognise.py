"""Which action a stretch of movements shows: the one that was asked, or another. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from biometric import depth
from biometric.gestures import Movement, Neutral
from biometric.limits import ChallengeLimits
from biometric.steps import Action

_RECENT = 60
"""Moments over which it is judged how open the eyes mostly are: two to six seconds."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A movement and when it was seen, seconds of the source's clock."""

    at: float
    movement: Movement


def amount(action: Action, movement: Movement) -> float:
    """How far an action is carried out: degrees for the head, opening for the mouth, closedness for the eyes."""
    values = {
        "left": movement.yaw, "right": -movement.yaw, "up": movement.pitch, "down": -movement.pitch,
        "mouth": movement.mouth, "blink": movement.lids,
    }  # fmt: skip
    return values[action]


def widest(action: Action, history: Sequence[Moment]) -> float:
    """How far an action went at most, by the middle of three moments; 0 without any."""
    amounts = [amount(action, moment.movement) for moment in history]
    return max((float(np.median(amounts[at : at + 3])) for at in range(len(amounts) - 2)), default=0.0)


def needed(action: Action, limits: ChallengeLimits) -> float:
    """How far an action must go to count."""
    if action in ("left", "right"):
        return limits.yaw
    return {"mouth": limits.mouth, "blink": limits.blink}.get(action, limits.pitch)


def seen(action: Action, history: Sequence[Moment], limits: ChallengeLimits) -> bool:
    """True when the newest moments show the action.

    Turns, nods and the mouth: the middle of three moments is beyond the limit (single frames may jump by 30 degrees).
    A nod counts only when it is more than the turn it comes with. A blink is a dip that has ended.
    """
    if action == "blink":
        return _blinked(history, limits)
    if len(history) < 3:
        return False
    last = history[-3:]
    across = _middle(last, lambda m: abs(m.yaw))
    along = _middle(last, lambda m: abs(m.pitch))
    much = _middle(last, lambda m: amount(action, m))
    if action in ("left", "right"):
        return much >= limits.yaw and across > 0.8 * along
    if action in ("up", "down"):
        return much >= limits.pitch and along > across
    return much >= limits.mouth


def other(action: Action | None, history: Sequence[Moment], limits: ChallengeLimits) -> Action | None:
    """An action nobody asked for, when one has been going on for ``settle`` seconds. Blinks are nobody's choice."""
    last = [moment.movement for moment in history if moment.at >= history[-1].at - limits.settle]
    if len(last) < 3:
        return None
    yaws, pitches = np.array([m.yaw for m in last]), np.array([m.pitch for m in last])
    turning = bool((np.abs(yaws) > 1.2 * np.abs(pitches)).all())
    nodding = bool((np.abs(pitches) > 1.2 * np.abs(yaws)).all())
    held: dict[Action, bool] = {
        "left": turning and bool((yaws >= limits.other_yaw).all()),
        "right": turning and bool((yaws <= -limits.other_yaw).all()),
        "up": nodding and bool((pitches >= limits.other_pitch).all()),
        "down": nodding and bool((pitches <= -limits.other_pitch).all()),
        "mouth": all(m.gap >= limits.other_gap or m.mouth >= limits.other_mouth for m in last),
    }
    return next((name for name, going_on in held.items() if going_on and name != action), None)


def back(action: Action, history: Sequence[Moment], limits: ChallengeLimits) -> bool:
    """True when the newest two moments are near neutral again."""
    most = max(amount(action, moment.movement) for moment in history)
    last = [moment.movement for moment in history[-2:]]
    if action == "blink":
        return at_rest(history, limits)
    if action == "mouth":
        return all(m.mouth < max(0.6 * limits.mouth, 0.3 * most) for m in last)
    nod = action in ("up", "down")
    near = max(limits.rest * (0.75 if nod else 1.0), 0.4 * most)
    return all(abs(amount(action, m)) < near and m.parallax < near + limits.rest / 2 for m in last)


def at_rest(history: Sequence[Moment], limits: ChallengeLimits) -> bool:
    """True when the newest two moments show the head in its neutral pose and the mouth closed."""
    return len(history) > 1 and all(
        m.movement.parallax < limits.rest and m.movement.mouth < limits.other_mouth for m in history[-2:]
    )


def flat(history: Sequence[Moment], neutral: Neutral, limits: ChallengeLimits) -> bool:
    """True when for ``flat_settle`` seconds something flat has been turned.

    It grows narrow, nothing in it moves against anything else, and one plane map carries it: a face that sings may do
    the first two.
    """
    last = [moment.movement for moment in history if moment.at >= history[-1].at - limits.flat_settle]
    if len(last) < 3:
        return False
    turned = float(np.median([m.flat for m in last]))
    if (
        turned < limits.flat_turn
        or float(np.median([m.parallax for m in last])) >= limits.flat_share * turned
    ):
        return False
    return depth.residual(neutral.points, np.median([m.points for m in last], axis=0)) < limits.flat_depth


def depth_shown(action: Action, history: Sequence[Moment], neutral: Neutral) -> float:
    """Residual of the plane map between the neutral pose and the five moments of the widest movement."""
    widest = sorted(history, key=lambda moment: amount(action, moment.movement))[-5:]
    return depth.residual(neutral.points, np.median([moment.movement.points for moment in widest], axis=0))


def _middle(moments: Sequence[Moment], value: Callable[[Movement], float]) -> float:
    return float(np.median([value(moment.movement) for moment in moments]))


def _blinked(history: Sequence[Moment], limits: ChallengeLimits) -> bool:
    """True when both eyes were closed for a short while and are open again, against how open they mostly were."""
    if len(history) < 4:
        return False
    lids = np.array([moment.movement.lids for moment in history[-_RECENT:]])
    times = [moment.at for moment in history[-_RECENT:]]
    lids = lids - np.quantile(lids, 0.25)
    closed = lids >= limits.blink
    shut = np.flatnonzero(closed)
    if closed[-1] or lids[-1] > limits.blink / 2 or not len(shut) or closed[0]:
        return False
    end = first = int(shut[-1])
    while closed[first - 1]:
        first -= 1
    lasted = times[end + 1] - times[first]
    return limits.blink_shortest <= lasted <= limits.blink_longest
