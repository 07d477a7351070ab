"""Writes a case as the worked examples do: profile, birth, start, certifications, events, day."""

from datetime import date

from fieldsuite.rules.cycle import Certified, Event, explain
from fieldsuite.rules.profiles import find
from fieldsuite.rules.standing import Standing

CASES = {
    "SC": ("sichuan", "pension"), "SC_INJ": ("sichuan", "work-injury"), "GD": ("guangdong", "pension"),
    "GX": ("guangxi-birthday", "pension"), "GX_INST": ("guangxi-birthday", "institution-pension"),
    "GX_FIRST": ("guangxi-first", "pension"), "GX_DEP": ("guangxi-dependants", "dependants"),
    "NM": ("inner-mongolia", "pension"), "NAT": ("national", "pension"),
}  # fmt: skip


def standing(case: str, birth: str, start: str, certified: str, events: str, as_of: str) -> Standing:
    """Explain a case; recorded later is written ``2023-08-20>2023-10-05``, an event ``death:2022-09-10``."""
    profile, benefit = CASES[case]
    return explain(
        find(profile),
        benefit,
        date.fromisoformat(birth),
        date.fromisoformat(start),
        [_certified(text) for text in certified.split()],
        [
            Event(text.partition(":")[0], date.fromisoformat(text.partition(":")[2]))
            for text in events.split()
        ],
        date.fromisoformat(as_of),
    )


def _certified(text: str) -> Certified:
    on, _, recorded = text.partition(">")
    return Certified(date.fromisoformat(on), date.fromisoformat(recorded) if recorded else None)
