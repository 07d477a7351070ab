"""Shows verdicts and refused captures as people read them."""

from typing import Any

from fieldsuite.words import Lang, has, say


def measures_of(step: Any) -> dict[str, object]:
    """Give the measured properties of a capture: name, value, limits."""
    return {"measures": [{"name": one.name, "value": round(one.value, 4), "low": one.low, "high": one.high}
                         for one in step.measures]}  # fmt: skip


def verdict_lines(step: Any, lang: Lang) -> list[str]:
    """Give a verdict, or a refused capture, in a line or two: the word, and what to change."""
    word = str(getattr(step, "verdict", "") or step.reason)
    reason = getattr(step, "advice", None) or step.reason
    # The notice's words for not_same speak of photographs.
    key = "biometric.voice_compared_other" if reason == "voice_not_same" else f"biometric.{word}"
    lines = [say(key, lang) if has(key) else word]
    if reason and reason != word:
        # What is wrong with a file names the file; the sentence itself is that of a batch of them.
        of_file = has(f"enrol.{reason}")
        lines.append(
            f"{step.source}  {say(f'enrol.{reason}', lang)}" if of_file else say(f"biometric.{reason}", lang)
        )
    if getattr(step, "likeness", None) is not None:
        lines.append(f"{step.likeness:.2f} / {step.threshold:.2f}")
    if getattr(step, "verdict", ""):
        lines += _explained(step, lang)
    return lines


def _explained(verdict: Any, lang: Lang) -> list[str]:
    """Give the check that failed with its value and limit, and by what it was judged in how many seconds."""
    from fieldsuite.casework.failed_check import of_verdict

    def said(key: str, **values: object) -> str:
        return say(key, lang, **values)

    lines = [line] if (line := of_verdict(verdict, said)) else []
    if verdict.engine:
        judged = said("checks.engine", engine=verdict.engine, version=verdict.version)
        lines.append(f"{judged} · {said('screens.why_seconds', seconds=round(verdict.seconds, 1))}")
    return lines
