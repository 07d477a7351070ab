"""Drives the screens as a person does: keys in, what stands on the screen out."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget

from fieldsuite.app import FieldSuiteApp
from fieldsuite.practice import ground
from fieldsuite.practice.ground import Ground
from keys.passphrase import Cost

PASSPHRASE = "lianxi-2026"
LIGHT = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
"""As little as the file may ask for: the cost of a passphrase is tested in the keys room."""
MORNING = datetime(2026, 11, 21, 1, 14, tzinfo=UTC)
"""09:14 in the village."""


def frozen() -> datetime:
    return MORNING


def make_ground(root: Path) -> Ground:
    steps = ground.make(
        root, passphrase=PASSPHRASE, officer="李秀英", reviewer="韦强", cost=LIGHT, now=frozen
    )
    made = [step for step in steps if isinstance(step, Ground)]
    return made[0]


def copied(root: Path, to: Path) -> Path:
    shutil.copytree(root, to / "ground")
    for lock in (to / "ground").rglob("office.lock"):
        lock.unlink()
    return to / "ground"


def program(root: Path, lang: Any = "zh", **named: Any) -> FieldSuiteApp:
    return FieldSuiteApp(root, lang, now=frozen, **named)


def drive(
    app: FieldSuiteApp,
    steps: Callable[[Pilot[Any]], Awaitable[None]],
    size: tuple[int, int] = (100, 30),
) -> None:
    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await steps(pilot)
            if app.office is not None:
                app.office.close()

    asyncio.run(run())


async def until(pilot: Pilot[Any], come: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something is so; a screen that never gets there fails here, and says what it shows."""
    for _ in range(int(seconds / 0.05)):
        with suppress(Exception):
            if come():
                await pilot.pause()
                return
        await pilot.pause(0.05)
    raise AssertionError(f"it never came; the screen shows:\n{shown(pilot.app)}")


def on(pilot: Pilot[Any], name: str) -> Callable[[], bool]:
    """True when the screen of this class is on top and settled."""
    app: Any = pilot.app
    return lambda: type(app.screen).__name__ == name and not app.opening


async def type_in(pilot: Pilot[Any], words: str) -> None:
    """Type as fast as a terminal can hand keys on, then wait: the pilot's own way waits after every letter."""
    driver: Any = pilot.app._driver
    for letter in words:
        name = letter if letter.isalnum() else _character_to_key(letter)
        driver.send_message(Key(name, letter))
    await pilot.pause()


async def palette(pilot: Pilot[Any], typed: str, screen: str) -> None:
    """Open a screen by what is typed into the palette."""
    await pilot.press("ctrl+p")
    await until(pilot, on(pilot, "CommandPalette"))
    await type_in(pilot, typed)
    await pilot.pause(0.5)
    await pilot.press("enter")
    await until(pilot, on(pilot, screen))


async def unlock(pilot: Pilot[Any], officer: str = "", office: str = "") -> None:
    """Open an office as an officer would: choose, type the passphrase, Enter."""
    await until(pilot, on(pilot, "UnlockScreen"))
    await until(pilot, lambda: pilot.app.focused is not None and pilot.app.focused.id == "passphrase")
    for name, words in (("office", office), ("officer", officer)):
        choose(pilot, name, words)  # without words the first of the list, whoever was here last
        await pilot.pause()
    await type_in(pilot, PASSPHRASE)
    await pilot.press("enter")
    await until(pilot, lambda: not on(pilot, "UnlockScreen")())
    await until(pilot, lambda: getattr(pilot.app.screen, "view", None) is not None)


def choose(pilot: Pilot[Any], name: str, words: str) -> None:
    field: Any = pilot.app.screen.query_one(f"#{name}")
    for label, value in field._options:
        if words in str(label):
            field.value = value
            return
    raise AssertionError(f"{words} is not among {field._options}")


def shown(app: Any) -> str:
    """Everything that stands on the screen now, as a person reads it."""
    width, height = app.size
    lines = [
        "".join(segment.text for segment in line)
        for line in app.screen._compositor.render_strips(app.size)[:height]
    ]
    return "\n".join(line[: width * 2].replace("\N{NO-BREAK SPACE}", " ").rstrip() for line in lines)


def field(pilot: Pilot[Any], name: str) -> Any:
    return pilot.app.screen.query_one(f"#{name}", Widget)
