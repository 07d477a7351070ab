"""Runs the work of a screen in a worker and posts what comes of it: nothing else of the office starts a
thread.

``follow`` runs a generator of steps and posts a ``Stepped`` for each; who leaves the screen cancels the
worker, and the generator is closed. ``ask`` runs one call and hands its answer back. An error that carries
a sentence (``key`` and ``code``) or speaks of the disk is posted as ``Failed`` and shown in place; every
other error is a fault of the program and ends it visibly.
"""

from collections.abc import Callable, Generator, Iterator
from functools import partial
from importlib import import_module
from threading import Event
from typing import Any, ParamSpec, TypeVar

from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker, get_current_worker

from fieldsuite import pauses
from fieldsuite.errors import told

P = ParamSpec("P")
T = TypeVar("T")


class Stepped(Message):
    """One step of a job that is followed."""

    def __init__(self, step: object) -> None:
        super().__init__()
        self.step = step

    def can_replace(self, message: Message) -> bool:
        """Let a newer picture replace one that was not drawn yet, so that a slow terminal never lags
        behind.
        """
        return (
            isinstance(message, Stepped)
            and hasattr(self.step, "image")
            and type(message.step) is type(self.step)
        )


class Followed(Message):
    """A job came to its end by itself."""


class Answered(Message):
    """An answer for ``then``."""

    def __init__(self, then: Callable[[Any], object], value: object) -> None:
        super().__init__()
        self.then, self.value = then, value


class Failed(Message):
    """A job or a call ended with an error that has its sentence; ``then`` would have got the call's answer."""

    def __init__(self, error: Exception, then: Callable[[Any], object] | None = None) -> None:
        super().__init__()
        self.error, self.then = error, then


def follow(widget: Widget, steps: Iterator[object], group: str = "follow") -> Worker[None]:
    """Run the steps in a worker of ``widget``; a new job of the same group ends the one before."""
    return widget.run_worker(partial(_follow, widget, steps), group=group, exclusive=True, thread=True)


def ask(
    widget: Widget,
    then: Callable[[T], object],
    call: Callable[P, T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Worker[None]:
    """Run ``call`` in a worker of ``widget``; ``then`` is called with its answer where the screen lives.

    Asked again before it answered, the older answer is dropped: fast typing shows what was typed last.
    """
    work = partial(_ask, widget, then, partial(call, *args, **kwargs))
    return widget.run_worker(work, group=f"ask {call!r}", exclusive=True, thread=True)


def at_once(call: Callable[[], object]) -> Exception | None:
    """Do a short thing before its screen goes; gives its error, where it has a sentence, that nobody would read."""
    try:
        call()
    except Exception as error:
        if (known := told(error)) is None:
            raise
        return known
    return None


def preload(widget: Widget, *modules: str) -> Worker[None]:
    """Import modules while a person types, so that the first screen after it need not wait."""
    return widget.run_worker(partial(_preload, modules), group="preload", thread=True)


def warm_faces(widget: Widget) -> Worker[None]:
    """Load the models of faces while a person reads the guidance: the camera's first picture need not wait
    for them.
    """
    return widget.run_worker(_warm_faces, group="preload", thread=True)


def _warm_faces() -> None:
    from biometric.models import warm

    warm()
    _preload(("cv2", "biometric.enrol", "biometric.verify"))


def _follow(widget: Widget, steps: Iterator[object]) -> None:
    worker = get_current_worker()
    ended: Message = Followed()
    try:
        for step in steps:
            if worker.is_cancelled:
                return
            widget.post_message(Stepped(step))
    except Exception as error:
        known = told(error)
        if known is None and not worker.is_cancelled:  # an office closed under a cancelled job is no fault
            raise
        ended = Failed(known or error)
    finally:
        if isinstance(steps, Generator):
            steps.close()
    if not worker.is_cancelled:
        widget.post_message(ended)


def _ask(widget: Widget, then: Callable[[Any], object], call: Callable[[], object]) -> None:
    worker = get_current_worker()
    try:
        answer: Message = Answered(then, call())
    except Exception as error:
        known = told(error)
        if known is None and not worker.is_cancelled:
            raise
        answer = Failed(known or error, then)
    if not worker.is_cancelled:
        widget.post_message(answer)


def _preload(modules: tuple[str, ...]) -> None:
    with pauses.importing():
        for module in modules:
            import_module(module)


class Pressed:
    """A key pressed on the screen, as the two questions that a recording asks in its worker.

    ``ready`` waits for the first press, ``stop`` says whether a second one came; ``give_up`` lets go of a
    waiting job.
    """

    def __init__(self) -> None:
        self._pressed, self._given_up = Event(), Event()

    def press(self) -> None:
        """Note one press: it starts a recording that waits, or ends one that runs."""
        self._pressed.set()

    def give_up(self) -> None:
        """End whatever waits."""
        self._given_up.set()
        self._pressed.set()

    def ready(self) -> bool:
        """Wait for a press; False when the person gave up."""
        self._pressed.wait()
        self._pressed.clear()
        return not self._given_up.is_set()

    def stop(self) -> bool:
        """Say whether a press came since the recording began."""
        pressed = self._pressed.is_set()
        self._pressed.clear()
        return pressed
