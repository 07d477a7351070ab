"""What the screens of long jobs share: a bar with the time left, one job at a time, and a stop that loses nothing."""

from collections.abc import Iterator
from threading import Lock

from textual import on

from biometric.steps import Progress
from fieldsuite.background import Followed, Stepped
from fieldsuite.screens.base import OfficeScreen, Value
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.screens.wording import Say
from fieldsuite.widgets.job_bar import JobBar

MINUTE = 60


class JobScreen(OfficeScreen[Value]):
    """Follows a job in the background; Esc stops it after a question, and leaves when nothing runs."""

    running: bool = False
    """True between the start and the last step."""
    stop_question = "jobs.stop_ask"
    """What Esc asks while the job runs."""

    def job_bar(self) -> JobBar:
        """The bar for ``body``."""
        return JobBar(self._words, id="job")

    async def retell(self) -> None:
        """In another language the bar stands where it stood."""
        before = self.query_one(JobBar)
        await super().retell()
        self.query_one(JobBar).take_over(before)

    def _words(self, done: int, total: int, left: float | None) -> str:
        counted = self.say("jobs.counted", done=done, total=total) if total else self.say("jobs.begins")
        return f"{counted}  {time_left(left, self.say)}".rstrip()

    def begin(self, steps: Iterator[object]) -> None:
        """Start a job; one that runs already goes on."""
        if self.running:
            return
        self.running = True
        self.query_one(JobBar).begin()
        self.follow(_in_turn(_TURNS.setdefault(type(self).__name__, Lock()), steps))
        self.refresh_bindings()

    @on(Stepped)
    def _worked(self, event: Stepped) -> None:
        if isinstance(event.step, Progress):
            self.query_one(JobBar).show(event.step.done, event.step.total)
            self.doing(event.step.key)
        else:
            self.step(event.step)

    def doing(self, key: str) -> None:
        """The job works on this now; ``key`` names it."""

    def step(self, step: object) -> None:
        """One step that is not progress."""

    @on(Followed)
    def _ended(self) -> None:
        self._rest()
        self.ended()

    def ended(self) -> None:
        """The job came to its end by itself."""

    def failed(self, error: Exception) -> None:
        """The job could not go on; the sentence stands in place."""
        self._rest()

    def stopped(self) -> None:
        """The job was stopped by the person."""

    def _rest(self) -> None:
        self.running = False
        self.query_one(JobBar).end()
        self.refresh_bindings()

    def _stop(self, sure: bool | None) -> None:
        if sure and self.running:
            self.stop_following()
            self._rest()
            self.stopped()

    def action_back(self) -> None:
        """Esc: ask before a job is stopped; leave when none runs."""
        if self.running:
            self.app.push_screen(ConfirmScreen(self.stop_question), self._stop)
        else:
            self.dismiss(None)


_TURNS: dict[str, Lock] = {}
"""Screen -> held while a job of it works: one that was stopped still ends the piece it is at."""


def _in_turn(turn: Lock, steps: Iterator[object]) -> Iterator[object]:
    with turn:
        yield from steps


def time_left(seconds: float | None, say: Say) -> str:
    """Say how long it will still take, in whole minutes where it is more than one; empty for None."""
    if seconds is None:
        return ""
    if seconds < MINUTE:
        return say("jobs.left_seconds", seconds=max(1, round(seconds / 5) * 5))
    minutes = round(seconds / MINUTE)
    if minutes < MINUTE:
        return say("jobs.left_minutes", minutes=minutes)
    return say("jobs.left_hours", hours=minutes // MINUTE, minutes=minutes % MINUTE)
