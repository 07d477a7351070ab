"""What both voice screens show: digits across the screen, the level, and which time it is."""

from textual.app import ComposeResult
from textual.widgets import Static

from biometric.steps import Guidance, Level, Progress, Refused
from fieldsuite.screens.live import Live
from fieldsuite.widgets.block_digits import BlockDigits
from fieldsuite.widgets.meter import Meter
from fieldsuite.widgets.prompt import Prompt
from fieldsuite.words import has

LOUD = 0.25
"""RMS at which the bar is full: close speech of a clear voice; the bar guides, nothing is decided by it."""


class VoicePage(Live):
    """Digits, level, guidance."""

    DEFAULT_CSS = """
    VoicePage { width: 1fr; height: 1fr; layout: vertical; overflow: hidden; align: center middle; }
    VoicePage > Static { width: 100%; text-align: center; }
    VoicePage Prompt { max-height: 8; }
    VoicePage BlockDigits { width: 100%; text-align: center; margin: 1 0 2 0; color: $accent; }
    VoicePage Meter { width: 46; }
    """

    def compose(self) -> ComposeResult:
        """From top to bottom as in the wireframe."""
        yield Prompt(id="prompt")
        yield BlockDigits(id="digits")
        yield Meter(self.say("loudness"), width=24, id="level")
        yield Static(id="time")
        yield Static(id="guidance")
        yield Static(self.say("voice_keys"), classes="muted")

    def step(self, step: object) -> None:
        """Show one step of a recording."""
        key = step.key if isinstance(step, Guidance) else step.advice if isinstance(step, Refused) else None
        if key and has(f"prompts.{key}"):
            self.query_one("#prompt", Prompt).words = self.say(f"prompts.{key}")
            self.aloud(key, str(step.values.get("digits", "")) if isinstance(step, Guidance) else "")
        if isinstance(step, Guidance):
            if digits := step.values.get("digits"):
                self.query_one("#digits", BlockDigits).digits = str(digits)
            if number := step.values.get("number"):
                words = self.say("time_number", number=number, total=step.values.get("total", ""))
                self.query_one("#time", Static).update(words)
            self.query_one("#guidance", Static).update(self.say(f"biometric.{step.key}", **step.values))
        elif isinstance(step, Level):
            self.query_one("#level", Meter).share = step.rms / LOUD
        elif isinstance(step, Progress):
            self.query_one("#time", Static).update(self.say("time_done", number=step.done, total=step.total))
        elif isinstance(step, Refused):
            self.query_one("#guidance", Static).update(self.say(f"biometric.{step.advice or step.reason}"))
