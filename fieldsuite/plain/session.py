"""A day line by line: who is there, what waits, the jobs; until somebody locks or leaves."""

import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from biometric.steps import Progress
from fieldsuite import display
from fieldsuite.casework import home
from fieldsuite.casework.locking import lock_minutes, note_lock
from fieldsuite.clock import utc_now
from fieldsuite.config import default_home, find_offices, read_config
from fieldsuite.errors import OfficeError, told
from fieldsuite.office import Cameras, Microphones, Office, machine_camera, machine_microphone, open_office
from fieldsuite.plain import desk, overseas, people, reading, review, settings, stick
from fieldsuite.plain.dialogue import Cancelled, Dialogue, Idle
from fieldsuite.plain.menu import Entry, menu
from fieldsuite.plain.question import Question
from fieldsuite.plain.terminal import Left, Lines, Terminal
from fieldsuite.province import desk_day
from fieldsuite.province.desk_day import JobCount
from fieldsuite.screens.wording import done_line
from fieldsuite.spoken import Speaker
from fieldsuite.words import Lang
from keys.vault import officers

LATEST = 5
"""Records of today that are read out: a list that is heard must be short."""


def open_plain(root: Path | None, lang: Lang = "zh") -> int:
    """Hold the day over this process's own lines; give the exit status. Raises OfficeError where no office is."""
    return Session(root or default_home(), lang, Terminal()).run()


class Session:
    """The program as a dialogue; what stands on a machine (clock, camera, lines) comes in by argument."""

    def __init__(
        self,
        root: Path,
        lang: Lang,
        lines: Lines,
        *,
        now: Callable[[], datetime] = utc_now,
        ticks: Callable[[], float] = time.monotonic,
        open_camera: Cameras = machine_camera,
        open_microphone: Microphones = machine_microphone,
    ) -> None:
        self.root, self.now = root, now
        self.dialogue = Dialogue(lines, lang, ticks)
        self.dialogue.speaker = Speaker(display.read(root))
        self.open_camera, self.open_microphone = open_camera, open_microphone

    def run(self) -> int:
        """Unlock, work, lock, and again, until the person leaves or the input ends."""
        homes = find_offices(self.root)
        if not homes:
            raise OfficeError("office.none", code="E_NOT_FOUND", path=str(self.root))
        self.dialogue.tell("FieldSuite", self.dialogue.say("purpose"), self.dialogue.say("plain.how"))
        try:
            while (office := self._unlocked(homes)) is not None:
                with closing(office):
                    self._day(office)
        except Left:
            self.dialogue.told("plain.input_ended")
        return 0

    def _unlocked(self, homes: tuple[Path, ...]) -> Office | None:
        """Ask who is there until an office opens; None when the person goes back."""
        say = self.dialogue.say
        try:
            where = homes[0]
            if len(homes) > 1:
                where = homes[
                    self.dialogue.choose(say("office"), [self._named(place) for place in homes], default=0)
                ]
            cards = sorted(officers(where / "keys"), key=lambda card: card.role == "supervisor")
            names = [f"{card.name}{say('list_mark')}{say(f'role_{card.role}')}" for card in cards]
            who = cards[self.dialogue.choose(say("officer"), names, default=0)]
            while True:
                typed = self.dialogue.ask(Question("passphrase", say("plain.passphrase"), "secret"))
                if not typed:
                    raise Cancelled
                try:
                    self.dialogue.told("opening")
                    return open_office(where, who.id, typed, open_camera=self.open_camera,
                                       open_microphone=self.open_microphone, now=self.now,
                                       tell=self._by_tenths())  # fmt: skip
                except Exception as error:
                    if (known := told(error)) is None:
                        raise
                    self.dialogue.problem(known)
        except Cancelled:
            return None

    def _by_tenths(self) -> Callable[[Progress], None]:
        """Give what says how far an older office is brought up to date: ten lines, however many steps there are."""
        said = -1

        def tell(step: Progress) -> None:
            nonlocal said
            if (tenths := 10 * step.done // max(step.total, 1)) > said:
                said = tenths
                self.dialogue.tell(
                    f"{self.dialogue.say(step.key)} "
                    f"{self.dialogue.say('jobs.counted', done=step.done, total=step.total)}"
                )

        return tell

    def _named(self, place: Path) -> str:
        config = read_config(place)
        return f"{config.name} {self.dialogue.say('practice')}" if config.practice else config.name

    def _day(self, office: Office) -> None:
        """Offer the jobs of this office until it is locked; who answers too late is asked for the passphrase."""
        dialogue = self.dialogue
        dialogue.patience = 60.0 * lock_minutes(office)
        province = office.config.kind == "province"
        try:
            (self._desk_state if province else self._state)(office)
            menu(dialogue, dialogue.say("plain.day", office=office.config.name, officer=office.officer.name),
                 partial(self._desk_jobs if province else self._jobs, office))  # fmt: skip
            note_lock(office)
            dialogue.told("plain.locked")
        except Idle:
            note_lock(office, "idle")
            dialogue.told("safe.locked_idle", minutes=round(dialogue.patience / 60))
        finally:
            dialogue.patience = None

    def _jobs(self, office: Office) -> list[Entry]:
        dialogue, say = self.dialogue, self.dialogue.say
        lists = [
            Entry(say(f"list_{which}"), partial(people.listed, office, dialogue, which))
            for which in ("visits", "due", "overdue", "verify")
        ]
        jobs: list[tuple[str, Callable[[Office, Dialogue], object]]] = [
            ("key_find", people.found), ("plain.review", review.queue), ("plain.pack", stick.pack),
            ("plain.letters", stick.take_letters), ("charts.title", reading.charts),
        ]  # fmt: skip
        if office.config.kind == "consulate":
            jobs.insert(0, ("overseas_title", overseas.form))
        return [
            *lists,
            *(Entry(say(key), partial(do, office, dialogue)) for key, do in jobs),
            Entry(say("plain.state"), partial(self._state, office)),
            *self._of_program(),
        ]

    def _desk_jobs(self, office: Office) -> list[Entry]:
        dialogue, say = self.dialogue, self.dialogue.say
        jobs = (("plain.receive", desk.receive), ("plain.look_cases", desk.cases), ("dispatch_title", desk.answer),
                ("key_find", people.found))  # fmt: skip
        return [
            *(Entry(say(key), partial(do, office, dialogue)) for key, do in jobs),
            Entry(say("plain.state"), partial(self._desk_state, office)),
            *self._of_program(),
        ]

    def _of_program(self) -> list[Entry]:
        """What is about the program, in every office."""
        say = self.dialogue.say
        return [
            Entry(say("manual.title"), partial(reading.manual, self.dialogue)),
            Entry(say("key_language"), self._language),
            Entry(say("display.title"), self._display),
        ]

    def _display(self) -> None:
        settings.change(self.root, self.dialogue)
        self.dialogue.speaker = Speaker(display.read(self.root))

    def _language(self) -> None:
        self.dialogue.lang = "en" if self.dialogue.lang == "zh" else "zh"

    def _state(self, office: Office) -> None:
        """Say the numbers of the day, one a line, and what was done."""
        say, view = self.dialogue.say, home.view(office)
        if view.practice:
            self.dialogue.told("practice")
        for name, number in (
            ("due", view.due_this_month), ("overdue", view.overdue), ("to_verify", view.to_verify),
            ("waiting_review", view.waiting_review), ("not_sent", view.not_sent),
        ):  # fmt: skip
            self.dialogue.told("plain.field", label=say(f"card_{name}"), value=number)
        if view.review_by_others:
            self.dialogue.told("review_others", number=view.review_by_others)
        if view.returned:
            self.dialogue.told("returned_waits", number=view.returned)
        if not view.done:
            self.dialogue.told("nothing_yet")
            return
        self.dialogue.told("plain.done_today", number=len(view.done))
        self.dialogue.tell(*(done_line(done, say) for done in view.done[:LATEST]))

    def _desk_state(self, office: Office) -> None:
        """Say what waits at the desk, one job a line."""
        say = self.dialogue.say
        for step in desk_day.day(office):
            if isinstance(step, JobCount) and step.count:
                self.dialogue.told("plain.field", label=say(f"deskwork.job_{step.job}"), value=step.count)
