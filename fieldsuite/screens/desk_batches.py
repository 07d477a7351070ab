"""What a clerk does with many records at once where bundles lie: look before taking in, accept the clear ones, return
a bundle's with one letter, ask for its undo, give work to a clerk, put pictures beside each other.
"""

from functools import partial
from pathlib import Path

from textual.widgets import Select

from fieldsuite.casework import review
from fieldsuite.province import adjudicate, allotments, arrivals, references, return_letters, undo
from fieldsuite.province.allotments import WHOSE, Clerk, Whose
from fieldsuite.province.return_letters import ReturnLetter
from fieldsuite.province.undo_views import Effect
from fieldsuite.province.views import ArrivedBundle, CaseRow
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.ask_reason import ReasonScreen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.beside import BesideScreen, Shown
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.clearing import ClearScreen
from fieldsuite.screens.decide import Decided, DecideScreen
from fieldsuite.screens.desk_words import change_lines
from fieldsuite.screens.office_jobs import OfficeJobs
from fieldsuite.screens.pick_one import PickOneScreen
from fieldsuite.screens.rehearsing import RehearsalScreen
from fieldsuite.screens.undoing import effect_words
from fieldsuite.widgets.fields import Pick, pick

NOBODY = "-"


class DeskBatches(OfficeScreen[None], OfficeJobs):
    """Keys of the desk's screen that concern more than one record; the screen says what is chosen."""

    BINDINGS = [*bind("dry_run", "clear", "return_many", "undo", "allot", "beside", "same", shown=False)]
    rows: tuple[CaseRow, ...] = ()
    whose: Whose = WHOSE[0]

    @property
    def chosen(self) -> CaseRow | None:
        """The record under the cursor."""
        raise NotImplementedError

    @property
    def chosen_bundle(self) -> ArrivedBundle | None:
        """The bundle under the cursor; None for all of them."""
        raise NotImplementedError

    def take_in(self, paths: tuple[Path, ...]) -> None:
        """Take bundles in."""
        raise NotImplementedError

    def read_again(self) -> None:
        """Read the desk again."""
        raise NotImplementedError

    def whose_filter(self) -> Pick:
        """Mine and nobody's, mine, nobody's, everybody's."""
        return pick("whose", [(self.say(f"rulings.whose_{one}"), one) for one in WHOSE], self.whose)

    def narrowed(self, event: Select.Changed) -> bool:
        """Take the filter's new value; say whether it is another one."""
        found = next((one for one in WHOSE if one == event.value), self.whose)
        changed, self.whose = found != self.whose, found
        return changed

    def fits(self, action: str) -> bool:
        """Say whether a key has something to work on."""
        bundle = self.chosen_bundle
        if action == "undo":
            return bundle is not None and bundle.result == "imported"
        if action == "return_many":
            return bundle is not None and any(row.status in ("waiting", "held") for row in self.rows)
        if action == "allot":
            return self.chosen is not None or bundle is not None
        return action != "beside" or self.chosen is not None

    def action_dry_run(self) -> None:
        """Ctrl+R 试收: a folder or one file, looked at before it is taken in."""
        self.app.push_screen(PathScreen("import_from"), self._look)

    def _look(self, path: Path | None) -> None:
        if path is not None:
            self.ask(self._looked, arrivals.find, self.office, path)

    def _looked(self, paths: tuple[Path, ...]) -> None:
        self.app.push_screen(RehearsalScreen(paths), partial(self._after_look, paths))

    def _after_look(self, paths: tuple[Path, ...], wanted: bool | None) -> None:
        if wanted:
            self.take_in(paths)

    def action_clear(self) -> None:
        """Ctrl+A: those without any sign, of the chosen bundle or of all."""
        bundle = self.chosen_bundle
        self.app.push_screen(ClearScreen(bundle.bundle if bundle else ""))

    def action_return_many(self) -> None:
        """Ctrl+X: everything that waits of the chosen bundle goes back, for one reason."""
        if self.fits("return_many"):
            records = tuple(row.record_id for row in self.rows if row.status in ("waiting", "held"))
            words = self.say("rulings.many", number=len(records))
            self.app.push_screen(DecideScreen(words, "returned"), partial(self._return_many, records))

    def _return_many(self, records: tuple[str, ...], decided: Decided | None) -> None:
        if decided is not None:
            made = (decided.status, decided.code, decided.todo)
            self.ask(self._returned_many, adjudicate.decide, self.office, records, *made)

    def _returned_many(self, number: int) -> None:
        self.app.notify(self.say("decided", number=number))
        self.app.push_screen(PathScreen("rulings.letters_where", Path()), self._letters)
        self.read_again()

    def _letters(self, folder: Path | None) -> None:
        if folder is not None:
            self.ask(self._written, return_letters.write, self.office, folder)

    def _written(self, made: tuple[ReturnLetter, ...]) -> None:
        for one in made:
            self.app.notify(self.say("rulings.letter_written", path=one.path, records=one.records))

    def action_undo(self) -> None:
        """Ctrl+U: ask that the chosen bundle be taken back, after a look at what that would change."""
        if (bundle := self.chosen_bundle) is not None and self.fits("undo"):
            self.ask(partial(self._effect, bundle.bundle), undo.look, self.office, bundle.bundle)

    def _effect(self, bundle: str, found: Effect) -> None:
        screen = ReasonScreen("rulings.undo_bundle", effect=effect_words(found, self.say))
        self.app.push_screen(screen, partial(self._undo, bundle))

    def _undo(self, bundle: str, reason: str | None) -> None:
        if reason:
            self.ask(self._undo_asked, undo.ask, self.office, bundle, reason)

    def _undo_asked(self, _record: str) -> None:
        self.app.notify(self.say("rulings.undo_asked"))
        self.read_again()

    def action_allot(self) -> None:
        """=: give the chosen record, or in the list of bundles the bundle, to a clerk."""
        if self.fits("allot"):
            self.ask(self._clerks, allotments.clerks, self.office)

    def _clerks(self, found: tuple[Clerk, ...]) -> None:
        focused = self.focused.id if self.focused else ""
        bundle, case = self.chosen_bundle, self.chosen
        subject = (
            bundle.bundle if bundle and (focused == "bundles" or not case) else case.record_id if case else ""
        )
        options = [(one.id, one.name) for one in found]
        screen = PickOneScreen("rulings.allot_to", [*options, (NOBODY, self.say("rulings.nobody"))])
        self.app.push_screen(screen, partial(self._allot, subject))

    def _allot(self, subject: str, clerk: str | None) -> None:
        if clerk is not None and subject:
            to = "" if clerk == NOBODY else clerk
            self.ask(self._allotted, allotments.allot, self.office, [subject], to)

    def _allotted(self, number: int) -> None:
        self.app.notify(self.say("rulings.allotted_here", number=number))
        self.read_again()

    def action_beside(self) -> None:
        """Ctrl+O: the reference photograph beside that of the record."""
        if (row := self.chosen) is not None:
            self.ask(
                partial(self._beside, row), references.reference_of, self.office, row.person_id, row.record_id
            )

    def _beside(self, row: CaseRow, digests: tuple[str, ...]) -> None:
        def both() -> tuple[Shown, Shown]:
            probe = self.say("rulings.probe", name=row.name, day=row.occurred_on.isoformat())
            return (
                Shown(self.say("rulings.reference", name=row.name), (), digests),
                Shown(probe, tuple(change_lines(row, self.say)[:2]), row.evidence),
            )

        self.app.push_screen(BesideScreen(both, partial(review.evidence, self.office)))
