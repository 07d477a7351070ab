"""Alive or not: a pure machine that is fed observations and knows at every moment what to ask.

Nothing here sees a picture. The order of things: a face that holds still gives the neutral pose; each action is asked
from there, must be seen in time and in order with no other action meanwhile, and the face comes back before the next is
asked; every turn and nod must show depth; one identity throughout; nobody leaves; all of it within the session's time.
A recorded clip runs through the same machine, its own time being the clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from biometric import recognise
from biometric.challenge import HEAD
from biometric.gestures import Neutral, still
from biometric.limits import CHALLENGE, ChallengeLimits
from biometric.observation import Face, Observation
from biometric.recognise import Moment
from biometric.steps import Action, Asked

Ending = Literal[
    "alive", "not_alive", "action_missed", "identity_changed", "no_face", "several_faces", "timed_out", "left_frame"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a challenge ended."""

    verdict: Ending
    reason: str
    """Key of the sentence that says why."""
    failed: str = ""
    """Name of the check that failed (``steps.Verdict.failed``)."""


class Liveness:
    """One challenge. Feed it every frame; ask it for ``prompt``, ``wants_identity`` and ``outcome`` after each."""

    def __init__(self, actions: Sequence[Action], limits: ChallengeLimits = CHALLENGE) -> None:
        if not actions:
            raise ValueError("a challenge needs at least one action")
        self.limits = limits
        self.asked: list[Asked] = [Asked(action) for action in actions]
        self.neutral: Neutral | None = None
        self.outcome: Outcome | None = None
        self.wants_identity = False
        """True when the face of this very frame should be compared with the session's first; answer ``identity``."""
        self.checks: dict[str, float] = {}
        """What was measured: depth and width of every movement of the head, likeness within the session. At the end
        ``depth_shown`` is 1, or 0 when no action moved the head: an office may send such a verdict to a person."""
        self.needs: dict[str, float] = {}
        """What each of ``checks`` had to reach."""
        self._current = 0
        self._history: list[Moment] = []
        self._steady: list[tuple[float, Face]] = []
        self._opened: float | None = None
        self._started: float | None = None
        self._now = 0.0
        self._trouble: tuple[str, float] | None = None
        self._saw_face = False
        self._finished: float | None = None
        self._rested = False

    @property
    def prompt(self) -> Action | None:
        """The action asked for now; None before the first, while the face comes back, and at the end."""
        if self.outcome or self.neutral is None or self.asked[self._current].seen_at is not None:
            return None
        return self.asked[self._current].action

    @property
    def remaining(self) -> float | None:
        """Seconds left of the session, None before it starts."""
        if self._started is None:
            return None
        return max(self.limits.session - (self._now - self._started), 0.0)

    @property
    def resting(self) -> bool:
        """True when the face is in its neutral pose: these frames make the best pictures."""
        return self.neutral is not None and not self._history

    def feed(self, seen: Observation) -> None:
        """Take in the next frame; times must rise."""
        self.wants_identity = False
        if self.outcome:
            return
        self._now = seen.at
        if self._opened is None:
            self._opened = seen.at
        if self._present(seen) and seen.face is not None:
            if self.neutral is None:
                self._settle(seen.at, seen.face)
            else:
                self._watch(seen.at, seen.face, self.neutral)
        if self.outcome is None:
            self._keep_time(seen.at, self._opened)

    def identity(self, likeness: float) -> None:
        """Answer ``wants_identity``: how like the face of the frame is to the first of the session, 0..1."""
        self.checks["likeness_within"] = min(likeness, self.checks.get("likeness_within", 1.0))
        self.needs["likeness_within"] = self.limits.same_person
        if likeness < self.limits.same_person:
            self.outcome = Outcome("identity_changed", "reason_identity_changed", "likeness_within")

    def afterwards(self, seen: Observation) -> None:
        """Take in a frame of a recording that goes on after it was alive: somebody who was asked does nothing more.

        A clip of a longer challenge would otherwise pass for each it begins with; who gets up later is forgiven.
        """
        if (
            self.outcome is None
            or self.outcome.verdict != "alive"
            or self.neutral is None
            or seen.face is None
        ):
            return
        if self._finished is None:
            self._finished, self._history = seen.at, []
        if seen.at - self._finished > self.limits.after:
            return
        self._history.append(Moment(seen.at, self.neutral.movement(seen.face)))
        self._rested = self._rested or recognise.at_rest(self._history, self.limits)
        if self._rested and recognise.other(None, self._history, self.limits):
            self.outcome = Outcome("action_missed", "reason_other_action", "other_afterwards")

    def end(self) -> None:
        """The recording is over: what has not happened will not."""
        if self.outcome:
            return
        if self.neutral is None:
            self.outcome = self._never_started()
        elif self.prompt is None and self._current == len(self.asked) - 1:
            self._finish_action(self.neutral)
        else:
            self._missed()

    def _fail(self, verdict: Ending, reason: str, failed: str = "") -> None:
        self.outcome = self.outcome or Outcome(verdict, reason, failed)

    def _missed(self) -> None:
        """The action that is asked for now did not come: say how far it went and how far it should have gone."""
        action = self.asked[self._current].action
        self.checks[f"action_{action}"] = recognise.widest(action, self._history)
        self.needs[f"action_{action}"] = recognise.needed(action, self.limits)
        self._fail("action_missed", "reason_action_not_seen", f"action_{action}")

    def _present(self, seen: Observation) -> bool:
        """Whether exactly one face is there; ends the challenge when that has not been so for too long."""
        if seen.faces == 1:
            self._saw_face, self._trouble = True, None
            return True
        kind = "gone" if seen.faces == 0 else "crowd"
        if self._trouble is None or self._trouble[0] != kind:
            self._trouble = (kind, seen.at)
        lasted = seen.at - self._trouble[1]
        self._steady.clear()
        if self._started is not None and kind == "gone" and lasted >= self.limits.gone:
            self._fail("left_frame", "reason_left_frame", "presence")
        if self._started is not None and kind == "crowd" and lasted >= self.limits.crowd:
            self._fail("several_faces", "reason_several_faces", "alone")
        return False

    def _settle(self, at: float, face: Face) -> None:
        """Wait for a still face, then ask the first action."""
        self._steady.append((at, face))
        since = at - self.limits.neutral
        self._steady = [(when, one) for when, one in self._steady if when >= since - 0.05]
        faces = [one for _, one in self._steady]
        long_enough = self._steady[0][0] <= since + 0.02 and len(faces) >= self.limits.neutral_frames
        if long_enough and still(faces, self.limits.still):
            self.neutral, self._started = Neutral.of(faces), self._steady[0][0]
            self.wants_identity = True
            self._ask(at)

    def _ask(self, at: float) -> None:
        self.asked[self._current] = replace(self.asked[self._current], asked_at=at)
        self._history = []

    def _watch(self, at: float, face: Face, neutral: Neutral) -> None:
        self._history.append(Moment(at, neutral.movement(face)))
        self._rebase(neutral)
        now = self.asked[self._current]
        if recognise.flat(self._history, neutral, self.limits):
            self._fail("not_alive", "reason_flat", "flat")
        elif now.seen_at is None and recognise.seen(now.action, self._history, self.limits):
            self.asked[self._current] = replace(now, seen_at=at)
            self.wants_identity = now.action != "blink"
        elif unasked := recognise.other(now.action, self._history, self.limits):
            self._fail("action_missed", "reason_other_action", f"other_{unasked}")
        now = self.asked[self._current]
        if self.outcome is None and now.seen_at is not None:
            last = self._current == len(self.asked) - 1
            if recognise.back(now.action, self._history, self.limits):
                self.wants_identity = True
                self._finish_action(neutral)
            elif at - now.seen_at > (1.0 if last else self.limits.back):
                self.wants_identity = last
                if last:
                    self._finish_action(neutral)
                else:
                    self._fail("action_missed", "reason_not_back", f"back_{now.action}")

    def _rebase(self, neutral: Neutral) -> None:
        """Take the pose the person rests in now for neutral, when the first frames after asking are still."""
        first = [moment.movement for moment in self._history]
        if len(first) == 4 and self._current:
            self.neutral = neutral.resting_at(first, self.limits.rest, self.limits.still / 2)

    def _finish_action(self, neutral: Neutral) -> None:
        action = self.asked[self._current].action
        if action in HEAD:
            least = self.limits.turn_depth if action in ("left", "right") else self.limits.nod_depth
            shown = recognise.depth_shown(action, self._history, neutral)
            self.checks |= {
                f"depth_{action}": shown,
                f"action_{action}": recognise.widest(action, self._history),
            }
            self.needs |= {
                f"depth_{action}": least,
                f"action_{action}": recognise.needed(action, self.limits),
            }
            if shown < least:
                self._fail("not_alive", "reason_flat", f"depth_{action}")
                return
        if self._current == len(self.asked) - 1:
            self.checks["depth_shown"] = float(any(asked.action in HEAD for asked in self.asked))
            self._fail("alive", "reason_alive")
        else:
            self._current += 1
            self._ask(self._now)

    def _keep_time(self, at: float, opened: float) -> None:
        if self._started is None:
            if at - opened > self.limits.wait:
                self.outcome = self._never_started()
            return
        now = self.asked[self._current]
        if at - self._started > self.limits.session:
            self._fail("timed_out", "reason_timed_out", "time")
        elif now.seen_at is None and now.asked_at is not None and at - now.asked_at > self.limits.action:
            self._missed()

    def _never_started(self) -> Outcome:
        if self._trouble and self._trouble[0] == "crowd":
            return Outcome("several_faces", "reason_several_faces", "alone")
        if not self._saw_face:
            return Outcome("no_face", "reason_no_face", "presence")
        return Outcome("timed_out", "reason_not_still", "still")
