"""What every screen may ask of the program around it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from textual.app import App
from textual.binding import Binding
from textual.reactive import reactive
from textual.screen import Screen

from fieldsuite.clock import utc_now
from fieldsuite.config import find_offices
from fieldsuite.screens.bindings import FOOTER, KEYS, f_key, key_shown, keys_of
from fieldsuite.widgets.header import OfficeHeader
from fieldsuite.words import Lang, hint, said

if TYPE_CHECKING:  # the office imports the database, which nobody waits for before the unlocking is painted
    from fieldsuite.office import Cameras, Microphones, Office
    from fieldsuite.spoken import Speaker


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that goes to a printer as soon as it is written."""

    path: Path
    printer: str


class Shell(App[int]):
    """The program as its screens see it: the language, the clock, the open office."""

    lang: reactive[Lang] = reactive[Lang]("zh", init=False)
    not_sent: reactive[int] = reactive(0, init=False)
    """Records that have not left this office yet, for the header."""
    office: "Office | None" = None
    """The office that is open, None while it is locked."""
    begun: dict[str, str] = {}
    """What was typed into a set-up that somebody left for a moment; there is no office yet to keep a draft."""
    why_locked: str = ""
    """Sentence for the unlocking when the program locked itself."""
    paper: Paper | None = None
    """What the thing asked for next will write and print, None for a file only."""
    speaker: "Speaker | None" = None
    """What says prompts aloud; made when the first is to be said."""
    zone: str = ""
    """Time zone of the office that is chosen at the unlocking: its clock is the same at the door as inside."""
    just_made: bool = False
    """True from the making of an office until its first screen stands: a practice office begins with the tour."""
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

    @property
    def place(self) -> Path:
        """Folder of the open office, otherwise of the only one there is, otherwise where offices are looked for."""
        if self.office is not None:
            return self.office.home.path
        return next(iter(find_offices(self.root)), self.root)

    def say(self, key: str, **values: object) -> str:
        """Give a sentence in the language of the moment; a key without an area is one of ``screens``."""
        return said(key if "." in key else f"screens.{key}", self.lang, **values)

    def aloud(self, key: str, digits: str = "") -> None:
        """Say a prompt aloud where that was chosen; where nothing can speak, say so once."""
        if self.speaker is None:
            from fieldsuite import display, spoken

            self.speaker = spoken.Speaker(display.read(self.root))
        if not self.speaker.prompt(key, digits):
            words = f"{self.say('display.no_voice')}{hint('display.no_voice', self.lang)}"
            self.notify(words, severity="warning", timeout=20)

    def explain(self, screen: Screen[Any]) -> None:
        """Show the keys and the page of a screen."""

    def action_home(self) -> None:
        """Go back to the screen where the day begins."""

    def painted(self, screen: Screen[Any]) -> None:
        """Hear of a screen that it stands on the terminal now."""

    def hush(self) -> bool:
        """Wait until nothing is said aloud any more; True, so that it can stand in a condition."""
        return self.speaker is None or self.speaker.hushed()

    def watch_not_sent(self) -> None:
        """Show the new number at once."""
        for header in self.screen.query(OfficeHeader):
            header.refresh()

    def header_words(self) -> tuple[str, str, str]:
        """Left, right, and the word for practice, for the header."""
        if self.office is None:
            zone = ZoneInfo(self.zone) if self.zone else None
            return "FieldSuite", f"{self.now().astimezone(zone):%Y-%m-%d %H:%M}", ""
        office = self.office
        local = self.now().astimezone(ZoneInfo(office.config.timezone))
        right = f"{self.say('not_sent', number=self.not_sent)} · {local:%Y-%m-%d %H:%M}"
        left = f"{office.config.name} · {office.officer.name}"
        return left, right, self.say("practice") if office.config.practice else ""

    def footer_words(self, screen: Screen[Any], most: int) -> list[tuple[str, str]]:
        """Keys and their words for the footer: help, those of the screen, then the program's; F-keys come
        first.
        """
        found: dict[str, Binding] = {}
        own: set[str] = set()
        for rank in (0, 1):
            for active in screen.active_bindings.values():
                binding = active.binding
                wanted = binding.id in KEYS and binding.show and active.enabled
                if wanted and isinstance(active.node, App) == bool(rank):
                    found.setdefault(str(binding.id), binding)
                    own |= set() if rank else {str(binding.id)}
        globals_last = sorted(
            found, key=lambda word: -1 if word in own or word not in FOOTER else FOOTER.index(word)
        )
        chosen = sorted(globals_last, key=lambda word: word != "help")[:most]
        ordered = sorted(chosen, key=f_key)
        space = self.say("space_key")
        return [(key_shown(keys_of(word)[0], space), self.say(found[word].description)) for word in ordered]
