"""疑点: what in the conduct of officers deserves a second look, found from records alone; pure, and never a verdict.

A sign decides nothing: a clerk sees it beside the record, and some ask for a second person before the record counts
(design page attacks, F: score and hold, never a silent pass). Whoever is honest may show one now and then, so every
limit stands here with what it rests on.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import sqrt
from typing import Literal, TypeVar

K = TypeVar("K", bound=Hashable)

Sign = Literal["hasty", "travel", "identical", "night", "before_list", "after_death", "reference_replaced",
               "other_voice", "two_places", "own_relative", "looks_like_copy", "photo_day", "unseen_model"]  # fmt: skip
"""Sentences: ``fraud.<sign>``."""

WEIGHTS: Mapping[Sign, int] = {
    "after_death": 60, "looks_like_copy": 50, "reference_replaced": 40, "other_voice": 40, "own_relative": 40,
    "two_places": 40, "hasty": 30, "travel": 30, "identical": 30, "before_list": 20, "photo_day": 20, "night": 10,
    "unseen_model": 5,
}  # fmt: skip
"""What a sign adds to the score of a record, 0..100: an order for people to work in, no probability."""

SUPERVISED: frozenset[Sign] = frozenset({"reference_replaced", "own_relative", "looks_like_copy"})
"""Signs with which a record is accepted only after a second person agreed to it (F79, F86, F87)."""

MANY, SPAN = 30, timedelta(minutes=10)
"""Verifications in a span that nobody does with people before them (F83)."""
SHORTEST = 3.0
"""Seconds under which no live challenge or row of digits can have been done (F83; a challenge lasts 10 to 20)."""
APART = 5
"""Minutes between home visits in two villages that nobody travels in (F84: a record holds no position, but a time)."""
ALIKE = 10
"""Home visits of one officer and day with the very same answers, place and minute (F91)."""
LATE, EARLY = 22, 6
"""Hours between which nobody verifies an old person before a camera (F85)."""
FEWEST = 20
"""Failed checks of an officer below which a share says nothing (F88)."""
SIGMAS = 3.0
"""Standard deviations above the peers from which overriding is reported (F88)."""
STAMPED = 30
"""Reviews in one minute that nobody reads (F89)."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One record, as far as conduct is concerned."""

    id: str
    person: str
    officer: str
    officer_name: str
    site: str
    kind: str
    """verification, visit, overseas, enrolment, review."""
    on: date
    recorded: datetime
    """In the time of the place it was made in, as far as that is known."""
    village: str = ""
    method: str = ""
    """face, voice, manual of a verification; face or voice of an enrolment."""
    verdict: str = ""
    alive: bool = False
    """It says that somebody is alive."""
    seconds: float = 0.0
    live: bool = False
    home: bool = False
    """A visit at somebody's home."""
    at: str = ""
    """Local time of a visit, HH:MM."""
    answers: tuple[str, ...] = ()
    """What a visit found, and where."""
    renewed: bool = False
    """An enrolment that takes the place of another."""
    seen: bool = False
    """A second person agreed to it; an enrolment from the agency's own photographs needs none."""
    copy: bool = False
    """The check for prints and screens found one, and policy only noted it."""
    photo_day: bool = False
    """A photograph of it was taken on another day, as its camera says."""
    local: bool = True
    """False where the time of day of the place is not known (abroad)."""


def signs(
    deeds: Iterable[Deed],
    *,
    listed: Mapping[str, date] | None = None,
    kin: Mapping[str, frozenset[str]] | None = None,
    dead: Mapping[str, date] | None = None,
) -> dict[str, tuple[Sign, ...]]:
    """Give the signs of every record that has any, by its id.

    ``listed`` is the day of the first list of a site, ``kin`` the names of a person's helpers and of the person,
    ``dead`` the day of a death. A sign between two records is found when both are among ``deeds``.
    """
    every = sorted(deeds, key=lambda deed: (deed.recorded, deed.id))
    found: dict[str, list[Sign]] = defaultdict(list)
    rules: tuple[tuple[Sign, Iterator[Deed]], ...] = (
        (
            "after_death",
            (d for d in every if d.alive and dead and d.person in dead and d.on >= dead[d.person]),
        ),
        ("looks_like_copy", (d for d in every if d.copy)),
        ("reference_replaced", _replaced(every)),
        ("other_voice", _mixed(every)),
        ("own_relative", (d for d in every if kin and d.alive and d.officer_name in kin.get(d.person, ()))),
        ("two_places", _two_places(every)),
        ("hasty", _hasty(every)),
        ("travel", _travel(every)),
        ("identical", _identical(every)),
        ("before_list", (d for d in every if d.alive and listed and d.on < listed.get(d.site, d.on))),
        ("photo_day", (d for d in every if d.photo_day)),
        ("night", (d for d in every if d.live and d.local and not EARLY <= d.recorded.hour < LATE)),
        ("unseen_model", _unseen(every)),
    )
    for sign, those in rules:
        for deed in those:
            if sign not in found[deed.id]:
                found[deed.id].append(sign)
    return {deed.id: tuple(found[deed.id]) for deed in every if found.get(deed.id)}


def score(those: Iterable[Sign]) -> int:
    """Give what a record's signs come to, 0..100."""
    return min(100, sum(WEIGHTS[sign] for sign in those))


def overriding(deeds: Sequence[Deed]) -> dict[str, tuple[int, int]]:
    """Give officers who let a human check follow a failed one far more often than their peers: (such, failed).

    A failed check is a live one by face or voice without "alive"; a human check of the same person, officer and day
    overrides it. Compared with the pooled share of everybody else by the normal approximation (F88).
    """
    failed = {
        (d.officer, d.person, d.on) for d in deeds if d.method in ("face", "voice") and d.live and not d.alive
    }
    human = {(d.officer, d.person, d.on) for d in deeds if d.method == "manual"}
    tries = Counter(officer for officer, _, _ in failed)
    over = Counter(officer for officer, _, _ in failed & human)
    found = {}
    for officer, count in tries.items():
        others = sum(tries.values()) - count
        if count < FEWEST or others < FEWEST:
            continue
        share = (sum(over.values()) - over[officer] + 1) / (others + 2)
        if (over[officer] - count * share) / sqrt(count * share * (1 - share)) > SIGMAS:
            found[officer] = (over[officer], count)
    return found


def stamping(times: Mapping[str, Sequence[datetime]]) -> dict[str, int]:
    """Give reviewers who agreed to more records in one minute than anybody can look at, with how many (F89).

    ``times`` says when each reviewer agreed, in order.
    """
    most = {who: max(_crowds(those, timedelta(minutes=1)), default=0) for who, those in times.items()}
    return {who: count for who, count in most.items() if count >= STAMPED}


def _by(deeds: Iterable[Deed], key: Callable[[Deed], K | None]) -> Iterator[tuple[K, list[Deed]]]:
    groups: dict[K, list[Deed]] = defaultdict(list)
    for deed in deeds:
        if (name := key(deed)) is not None:
            groups[name].append(deed)
    yield from groups.items()


def _crowds(times: Sequence[datetime], span: timedelta) -> Iterator[int]:
    """Give for each moment, in order, how many lie in the span that ends with it."""
    first = 0
    for at, moment in enumerate(times):
        while moment - times[first] > span:
            first += 1
        yield at - first + 1


def _hasty(every: Sequence[Deed]) -> Iterator[Deed]:
    yield from (deed for deed in every if deed.live and deed.alive and 0 < deed.seconds < SHORTEST)
    for _, those in _by(
        every, lambda deed: deed.officer if deed.kind == "verification" and deed.alive else None
    ):
        for at, crowd in enumerate(_crowds([deed.recorded for deed in those], SPAN)):
            if crowd >= MANY:
                yield from those[at - crowd + 1 : at + 1]


def _travel(every: Sequence[Deed]) -> Iterator[Deed]:
    visits = (deed for deed in every if deed.home and deed.at and deed.village)
    for _, those in _by(visits, lambda deed: (deed.officer, deed.on)):
        for one, other in pairwise(sorted(those, key=lambda deed: deed.at)):
            if one.village != other.village and _minutes(other.at) - _minutes(one.at) < APART:
                yield from (one, other)


def _minutes(at: str) -> int:
    hours, _, minutes = at.partition(":")
    return int(hours) * 60 + int(minutes) if hours.isdecimal() and minutes.isdecimal() else 0


def _identical(every: Sequence[Deed]) -> Iterator[Deed]:
    for _, those in _by(
        every, lambda deed: (deed.officer, deed.on, deed.answers, deed.at) if deed.home else None
    ):
        if len(those) >= ALIKE:
            yield from those


def _replaced(every: Sequence[Deed]) -> Iterator[Deed]:
    renewed = {
        (deed.person, deed.method, deed.on) for deed in every if deed.kind == "enrolment" and deed.renewed
    }
    for deed in every:
        if deed.kind == "verification" and deed.alive and (deed.person, deed.method, deed.on) in renewed:
            yield deed


def _mixed(every: Sequence[Deed]) -> Iterator[Deed]:
    """The face is the person's, and the voice of the same day is another's, or the other way round (F82)."""
    for _, those in _by(
        every, lambda deed: (deed.person, deed.on) if deed.method in ("face", "voice") else None
    ):
        passed = {deed.method for deed in those if deed.alive}
        other = {deed.method for deed in those if deed.verdict == "not_same"}
        if any(one != two for one in passed for two in other):
            yield from (deed for deed in those if deed.alive)


def _two_places(every: Sequence[Deed]) -> Iterator[Deed]:
    for _, those in _by(every, lambda deed: (deed.person, deed.on) if deed.alive else None):
        if len({deed.site for deed in those}) > 1:
            yield from those


def _unseen(every: Sequence[Deed]) -> Iterator[Deed]:
    """A verification by a model that one person alone made, and nobody has looked at since (two people for a model)."""
    for _, those in _by(
        every, lambda deed: (deed.person, deed.method) if deed.method in ("face", "voice") else None
    ):
        alone = False
        for deed in those:
            if deed.kind == "enrolment":
                alone = not deed.seen
            elif deed.alive and deed.seen:
                alone = False
            elif deed.alive and alone:
                yield deed
