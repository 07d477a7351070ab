"""Shows a calibration as people read it: trials, rates with their intervals, the proposal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fieldsuite.words import Lang, say

if TYPE_CHECKING:
    from biometric.calibration import Errors
    from biometric.confidence import Rate
    from fieldsuite.casework.calibrate import Calibration
    from fieldsuite.casework.calibration_history import Setting
    from fieldsuite.thresholds import Kind


def lines_of(found: "Calibration", lang: Lang) -> Iterator[str]:
    """Give the sentences of a calibration."""
    yield say(
        "calibrate.trials", lang, engine=found.kind.engine, kind=_kind(found.kind, lang), genuine=found.genuine,
        people=found.people, impostor=found.impostor, left_out=found.left_out,
    )  # fmt: skip
    if found.eer is not None:
        yield say("calibrate.equal", lang, eer=f"{found.eer:.2%}")
    yield say("calibrate.now", lang, **_rates(found.now, lang))
    if found.proposal is not None:
        yield say("calibrate.proposal", lang, unclear=f"{found.unclear:.3f}", **_rates(found.proposal, lang))
        yield say("calibrate.dependent", lang)
    elif found.wanted is not None:
        wanted = found.wanted
        yield say(
            "calibrate.too_few", lang, genuine=wanted.genuine, people=wanted.people, impostor=wanted.impostor
        )
    else:
        yield say("calibrate.none_reached", lang, far=f"{found.far:.2%}")


def errors_of(found: "Errors") -> dict[str, object]:
    """Give a threshold and its rates as plain values."""
    return {"threshold": found.threshold, "far": _plain(found.far), "frr": _plain(found.frr)}


def shown_setting(one: "Setting", lang: Lang) -> str:
    """Give one setting as a line."""
    return say(
        "calibrate.setting", lang, day=one.at.date(), officer=one.officer, kind=_kind(one.kind, lang),
        before=f"{one.before.accept:.3f}", after=f"{one.after.accept:.3f}", reason=one.reason,
    )  # fmt: skip


def _kind(kind: "Kind", lang: Lang) -> str:
    return say(f"calibrate.{kind.modality}_{kind.captures}", lang)


def _rates(found: "Errors", lang: Lang) -> dict[str, object]:
    return {
        "threshold": f"{found.threshold:.3f}",
        "far": _rate(found.far, lang),
        "frr": _rate(found.frr, lang),
    }


def _rate(rate: "Rate", lang: Lang) -> str:
    if not rate.trials:
        return say("calibrate.unknown", lang)
    if rate.rule_of_three:
        return say("calibrate.rate_three", lang, trials=rate.trials, high=f"{rate.high:.2%}")
    return say(
        "calibrate.rate", lang, rate=f"{rate.rate:.2%}", low=f"{rate.low:.2%}", high=f"{rate.high:.2%}",
        errors=rate.errors, trials=rate.trials,
    )  # fmt: skip


def _plain(rate: "Rate") -> dict[str, object]:
    return {
        "rate": rate.rate if rate.trials else None, "low": rate.low, "high": rate.high, "errors": rate.errors,
        "trials": rate.trials, "independent": round(rate.worth, 1), "rule_of_three": rate.rule_of_three,
    }  # fmt: skip
