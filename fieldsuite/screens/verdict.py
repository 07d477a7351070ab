"""After a verification: one word, the next deadline large, and why; or what to change and the ways that are
open.
"""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from biometric.steps import Verdict
from fieldsuite.casework.verify import Outcome
from fieldsuite.screens.verdict_words import family_line, reasons, verdict_word
from fieldsuite.screens.wording import Say, deadlines
from fieldsuite.widgets.block_digits import BlockDigits
from fieldsuite.widgets.prompt import Prompt
from fieldsuite.widgets.prose import Prose


class VerdictPage(Vertical):
    """Shows one verdict; the word says what the colour says."""

    DEFAULT_CSS = """
    VerdictPage { align: center middle; height: 1fr; }
    VerdictPage > * { width: 100%; text-align: center; }
    VerdictPage BlockDigits { color: $success; margin: 1 0; }
    VerdictPage #word { text-style: bold; }
    VerdictPage #said { max-height: 8; }
    """

    def compose(self) -> ComposeResult:
        """Word, deadline, reasons, ways."""
        yield Prompt(id="said")
        yield Static(id="word", markup=False)
        yield BlockDigits(large=False, id="month")
        yield Static(id="until", markup=False)
        yield Static(id="why", markup=False)
        yield Static(id="change", markup=False)
        yield Prose(id="family", headed=True)
        yield Static(id="open_ways", classes="muted", markup=False)

    def show(self, verdict: Verdict, outcome: Outcome, say: Say) -> None:
        """Fill the page."""
        word = self.query_one("#word", Static)
        passed, unclear = outcome.certifies, verdict.verdict == "unclear"
        mark = "✓" if passed else "!" if unclear or verdict.passed else "✗"
        word.update(f"{mark}  {verdict_word(verdict, passed, say)}")
        word.set_classes("good" if passed else "warn" if unclear or verdict.passed else "bad")
        days = [day for _, day in outcome.deadlines if day]
        self.query_one("#month", BlockDigits).digits = f"{min(days):%Y-%m-%d}" if days else ""
        self.query_one("#month", BlockDigits).display = bool(days)
        self.query_one("#until", Static).update(deadlines(outcome.deadlines, say))
        self.query_one("#why", Static).update(reasons(verdict, say))
        self.query_one("#said", Prompt).words = say("prompts.passed" if passed else "prompts.never_mind")
        self.query_one("#change", Static).update("" if passed else say(f"biometric.{verdict.reason}"))
        self.query_one("#family", Prose).text = "" if passed else family_line(verdict.verdict, say)
        self.query_one("#open_ways", Static).update(
            self._ways(outcome, passed, verdict.verdict == "no_template", say)
        )

    def _ways(self, outcome: Outcome, passed: bool, no_template: bool, say: Say) -> str:
        if passed:
            return say("verdict_done_keys")
        if no_template:
            return say("verdict_no_template_keys")
        return (
            say("verdict_keys", tries=outcome.tries_left) if outcome.tries_left else say("verdict_other_way")
        )
