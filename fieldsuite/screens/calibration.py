"""阈值定标: the error curve of this office's own trials, the proposal with its intervals, and setting it."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Select, Static

from fieldsuite.casework import calibrate, calibration_history, calibration_picture
from fieldsuite.casework.calibrate import Calibration
from fieldsuite.casework.calibration_history import Setting
from fieldsuite.casework.calibration_words import lines_of, shown_setting
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.ask_threshold import Chosen, ThresholdScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.job import JobScreen
from fieldsuite.widgets.det_curve import DetCurve
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.prose import Prose

KINDS = ("face_several", "face_one", "voice_several")
FARS = ("0.01", "0.001", "0.05")
SHOWN = 3
"""Settings that are shown, the newest."""


class CalibrationScreen(JobScreen[None]):
    """Runs at once; A sets a threshold, X goes back to the engine's own, Ctrl+E saves the curve."""

    BINDINGS = [*bind("again", "agree", "send_back", "export")]
    AUTO_FOCUS = "#kind"
    found: Calibration | None = None
    settings: tuple[Setting, ...] = ()

    def body(self) -> ComposeResult:
        """What is calibrated, the curve, the sentences, the settings so far."""
        with Horizontal(id="search"):
            yield Static(self.say("machine.calibration_title"), classes="heading")
            yield pick("kind", [(self.say(f"machine.calibration_{kind}"), kind) for kind in KINDS])
            yield pick(
                "far", [(self.say("machine.calibration_far", far=f"{float(far):.1%}"), far) for far in FARS]
            )
        yield self.job_bar()
        with Horizontal(id="calibration"):
            yield DetCurve(self.say("calibrate.no_trials"), id="curve")
            with VerticalScroll(id="sentences"):
                yield Prose(id="told")
                yield Prose(id="settings", classes="muted")
        yield DoneLine()
        yield Static(self.say("machine.calibration_keys"), classes="muted title")

    def on_mount(self) -> None:
        """Begin at once."""
        super().on_mount()
        self._history()
        self.action_again()

    def _history(self) -> None:
        self.quietly(self._settings, calibration_history.settings, self.office)

    def _settings(self, settings: tuple[Setting, ...]) -> None:
        self.settings = settings
        self.fill()

    @on(Select.Changed, "#kind, #far")
    def _other(self, event: Select.Changed) -> None:
        if self._asked != self._shown:
            self.action_again()

    _shown: tuple[str, str] = ("", "")

    @property
    def _asked(self) -> tuple[str, str]:
        kind, far = (self.query_one(name, Select).value for name in ("#kind", "#far"))
        return str(kind), str(far)

    def action_again(self) -> None:
        """Space: compare and count again."""
        if self.running:
            self.stop_following()
            self._rest()
        self._shown = self._asked
        kind, far = self._shown
        modality, captures = kind.split("_")
        self.found = None
        self.fill()
        self.begin(calibrate.run(self.office, modality, captures, float(far)))  # type: ignore[arg-type]  # from KINDS

    def step(self, step: object) -> None:
        """Show the answer."""
        if isinstance(step, Calibration):
            self.found = step
            self.fill()

    def ended(self) -> None:
        """Keys that need an answer work now."""
        self.refresh_bindings()

    def fill(self) -> None:
        """Show the curve and the sentences."""
        found, lang = self.found, self.shell.lang
        mark = None
        if found is not None:
            at = found.proposal or found.now
            mark = (at.far.rate, at.frr.rate) if found.curve else None
        axes = (self.say("calibrate.far"), self.say("calibrate.frr"))
        self.query_one("#curve", DetCurve).show(found.curve if found else None, mark, axes)
        self.query_one("#told", Prose).text = "\n\n".join(lines_of(found, lang)) if found else ""
        lines = [shown_setting(one, lang) for one in self.settings[:SHOWN]]
        words = "\n".join(lines) or self.say("calibrate.no_settings")
        self.query_one("#settings", Prose).text = f"\n{words}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what needs an answer."""
        if action in ("agree", "send_back"):
            return self.found is not None
        return action != "export" or (self.found is not None and self.found.curve is not None)

    def action_agree(self) -> None:
        """A: set a threshold; the proposal stands in the field."""
        found = self.found
        if found is not None:
            proposed = found.proposal.threshold if found.proposal else found.in_force.accept
            self.app.push_screen(ThresholdScreen(proposed), self._set)

    def _set(self, chosen: Chosen | None) -> None:
        if chosen is not None and chosen.accept is not None and self.found is not None:
            args = (self.found, chosen.accept, chosen.reason)
            self.ask(
                lambda record: self._done("calibrate.set", record, chosen),
                calibrate.set_threshold,
                self.office,
                *args,
            )

    def action_send_back(self) -> None:
        """X: back to the thresholds that came with the engine."""
        if self.found is not None:
            self.app.push_screen(ThresholdScreen(None), self._reset)

    def _reset(self, chosen: Chosen | None) -> None:
        if chosen is not None and self.found is not None:
            kind = self.found.kind
            self.ask(
                lambda record: self._done("calibrate.reset", record, chosen),
                calibrate.reset, self.office, kind.modality, kind.captures, chosen.reason,
            )  # fmt: skip

    def _done(self, key: str, record: str, chosen: Chosen) -> None:
        accept = "" if chosen.accept is None else f"{chosen.accept:.3f}"
        self.query_one(DoneLine).show(self.say(key, accept=accept, record=record[:8]))
        self._history()
        self.action_again()

    def action_export(self) -> None:
        """Ctrl+E: save the curve as a picture or a page."""
        name = f"det-{self.office.today().isoformat()}.pdf"
        self.app.push_screen(PathScreen("machine.calibration_where", Path(name)), self._save)

    def _save(self, path: Path | None) -> None:
        if path is not None and self.found is not None:
            lines = tuple(lines_of(self.found, self.shell.lang))
            args = (self.found, path, lines, self.shell.lang)
            self.ask(lambda _none: self._saved(path), calibration_picture.write, self.office, *args)

    def _saved(self, path: Path) -> None:
        self.query_one(DoneLine).show(self.say("machine.calibration_saved", path=path))
