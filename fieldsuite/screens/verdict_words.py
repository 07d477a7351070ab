"""What a verdict says in words: the one word, and why."""

from biometric.steps import Verdict
from fieldsuite.casework.failed_check import of_verdict
from fieldsuite.screens.wording import Say
from fieldsuite.words import has


def verdict_word(verdict: Verdict, certifies: bool, say: Say) -> str:
    """Give the one word; a recording that matches is called what it is where it certifies nobody."""
    recording = verdict.passed and not certifies
    return say("verdict_recording" if recording else f"verdict_{verdict.verdict}")


def reasons(verdict: Verdict, say: Say) -> str:
    """Say why: likeness and threshold, actions, digits, seconds, engine; below, the check that failed."""
    parts = []
    if verdict.likeness is not None and verdict.threshold is not None:
        parts.append(
            say("why_likeness", likeness=f"{verdict.likeness:.2f}", threshold=f"{verdict.threshold:.2f}")
        )
    if verdict.actions:
        seen = sum(asked.seen_at is not None for asked in verdict.actions)
        parts.append(say("why_actions", seen=seen, asked=len(verdict.actions)))
    if verdict.digits_match is not None:
        parts.append(say("why_digits_right" if verdict.digits_match else "why_digits_wrong"))
    if verdict.seconds:
        parts.append(say("why_seconds", seconds=round(verdict.seconds)))
    if verdict.recorded:
        parts.append(say("why_recorded"))
    if verdict.engine:
        parts.append(say("checks.engine", engine=verdict.engine, version=verdict.version[:8]))
    line = of_verdict(verdict, say)
    return " · ".join(parts) + (f"\n{line}" if line else "")


def family_line(verdict: str, say: Say) -> str:
    """Give what the family may be told of a verdict, without blame; empty for a verdict that passed."""
    key = f"family.{verdict}"
    return say("family.line", why=say(key)) if has(key) else ""
