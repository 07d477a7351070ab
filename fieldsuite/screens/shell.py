"""What every screen may ask of the program around it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.reactive import reactive

from fieldsuite.clock import utc_now
from fieldsuite.words import Lang, say

if TYPE_CHECKING:  # the office imports the database, which nobody waits for before the unlocking is painted
    from fieldsuite.office import Cameras, Microphones, Office


class Shell(App[int]):
    """The program as its screens see it: the language, the clock, the open office."""

    lang: reactive[Lang] = reactive[Lang]("zh", init=False)
    not_sent: reactive[int] = reactive(0, init=False)
    """Records that have not left this office yet, for the header."""
    office: "Office | None" = None
    """The office that is open, None while it is locked."""
    packing: bool = False
    """True while a bundle is being packed or written: only then does quitting ask."""

    def __init__(
        self,
        root: Path,
        lang: Lang = "zh",
        *,
        now: Callable[[], datetime] = utc_now,
        open_camera: "Cameras | None" = None,
        open_microphone: "Microphones | None" = None,
    ) -> None:
        super().__init__()
        self.root, self.now = root, now
        self.open_camera, self.open_microphone = open_camera, open_microphone
        self.set_reactive(Shell.lang, lang)

    def say(self, key: str, **values: object) -> str:
        """Give a sentence in the language of the moment; a key without an area is one of ``screens``."""
        return say(key if "." in key else f"screens.{key}", self.lang, **values)
