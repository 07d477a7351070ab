"""Honest months of an invented office: who is certified when, by whom and how, at the pace at which people work.

Days begin at half past eight and end before six, weekends are free. What honest people do now and then is in it too:
checks that fail and are made up for by hand, photographs of the evening before, a visit by the supervisor.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fieldsuite.acts.overseas import OverseasReview, SeenDocument
from fieldsuite.practice.province import pictures
from fieldsuite.practice.province.acts import (
    SUPERVISOR,
    Act,
    Ids,
    by_hand,
    consent,
    enrolment,
    verification,
    visit,
)
from fieldsuite.practice.province.people import died, village
from fieldsuite.practice.province.plan import COORDINATORS, FIELD, Plan, Site
from fieldsuite.practice.province.staff import Staff

BY_FACE, BY_VISIT, BY_HAND = 0.45, 0.40, 0.10
"""Shares of the ways in a township; the rest is by voice (ours)."""
FAILS, BY_HAND_THEN = 0.04, 0.6
"""Share of live checks that fail, and of those the share that a human check follows (ours)."""
RESERVED = 40
"""One person of so many is kept for what is planted across two offices (``crossing``)."""
DATED = 0.2
"""Share of visits whose photograph says when it was taken: frames of the program's own camera do not."""


class Months:
    """The honest work of one office, month by month; what is over of its people is left to whoever plants something."""

    def __init__(self, plan: Plan, site: Site, staff: Staff) -> None:
        self._plan, self._site, self._staff = plan, site, staff
        self._zone = ZoneInfo(site.zone)
        alive = [number for number in site.people if died(plan, number) is None and number % RESERVED != 5]
        plan.chance("order", site.number).shuffle(alive)
        share = 1.0 if site.kind == "consulate" else FIELD
        self._each = max(1, round(len(alive) * share / 12))
        cut = min(len(alive) * 2 // 3, self._each * plan.months)
        self._turn, self.spare = alive[:cut], alive[cut:]

    def month(self, number: int) -> Iterator[Act]:
        """Give the acts of one month, reviews among them; in no order."""
        mine = self._turn[number * self._each : (number + 1) * self._each]
        days = [day for day in self._plan.days(number) if day.weekday() < 5]
        chance, ids = (
            self._plan.chance("work", self._site.number, number),
            Ids(self._plan, self._site.number, number),
        )
        if self._site.kind == "consulate":
            yield from self._reviewed(ids, chance, self._counter(ids, chance, mine, days))
            return
        for officer in range(COORDINATORS):
            theirs = sorted(
                (one for one in mine if self._whose(one) == officer), key=lambda one: (self.home(one), one)
            )
            yield from self._reviewed(ids, chance, self._rounds(ids, chance, officer, theirs, days))

    def _whose(self, person: int) -> int:
        return sum(map(ord, self.home(person))) % COORDINATORS

    def home(self, person: int) -> str:
        """Give the village of a person."""
        return village(self._site, person)

    def at(self, day: date, minutes: float) -> datetime:
        """Give a moment of a day, in minutes after midnight."""
        return datetime.combine(day, time(), self._zone) + timedelta(seconds=round(minutes * 60))

    def _rounds(
        self, ids: Ids, chance: random.Random, officer: int, people: Sequence[int], days: Sequence[date]
    ) -> Iterator[Act]:
        """Go from village to village; a day ends before half past five and takes so many that the month suffices."""
        a_day = max(3, -(-len(people) // max(1, len(days) - 2)))
        for turn, start in enumerate(range(0, len(people), a_day)):
            clock, before = 510.0 + chance.randrange(30), ""
            for person in people[start : start + a_day]:
                if before not in ("", self.home(person)):
                    clock += 12 + chance.randrange(20)
                before = self.home(person)
                for act, minutes in self._certified(
                    ids, chance, officer, person, days[turn % len(days)], clock
                ):
                    yield act
                    clock = minutes
                clock += 4 + chance.randrange(8)

    def _certified(
        self, ids: Ids, chance: random.Random, officer: int, person: int, day: date, clock: float
    ) -> Iterator[tuple[Act, float]]:
        draw = chance.random()
        if draw < BY_FACE:
            yield from self._by_face(ids, chance, officer, person, day, clock)
        elif draw < BY_FACE + BY_VISIT:
            taken = day - timedelta(days=chance.random() < 0.02) if chance.random() < DATED else None
            place = f"{self._site.name}{self.home(person)}{person % 120 + 1}号"
            status = "partial_care" if person % 11 == 0 else "self_care"
            picture = pictures.scene(chance, taken)
            yield visit(ids(), person, officer, self.at(day, clock + 6), place, picture, status), clock + 15
        elif draw < BY_FACE + BY_VISIT + BY_HAND:
            yield by_hand(ids(), person, officer, self.at(day, clock + 3), pictures.scene(chance)), clock + 8
        else:
            seconds = 9 + chance.random() * 12
            yield (
                verification(
                    ids(), person, officer, self.at(day, clock + 2), method="voice", seconds=seconds
                ),
                clock + 5,
            )

    def _by_face(
        self, ids: Ids, chance: random.Random, officer: int, person: int, day: date, clock: float
    ) -> Iterator[tuple[Act, float]]:
        reader = self._staff.officers[officer].name
        yield consent(ids(), person, officer, self.at(day, clock), reader), clock + 3
        yield enrolment(self._plan, ids(), person, officer, self.at(day, clock + 4), person, 0), clock + 6
        clock += 7
        if chance.random() < FAILS:
            verdict = chance.choice(("not_same", "not_alive", "unclear"))
            seconds = 8 + chance.random() * 12
            yield (
                verification(ids(), person, officer, self.at(day, clock), verdict=verdict, seconds=seconds),
                clock + 1,
            )
            clock += 2
            if chance.random() < BY_HAND_THEN:
                yield (
                    by_hand(ids(), person, officer, self.at(day, clock + 2), pictures.scene(chance)),
                    clock + 5,
                )
                return
        seconds = 7 + chance.random() * 13
        yield verification(ids(), person, officer, self.at(day, clock), seconds=seconds), clock + 1

    def _counter(
        self, ids: Ids, chance: random.Random, people: Sequence[int], days: Sequence[date]
    ) -> Iterator[Act]:
        for turn, person in enumerate(people):
            day = days[turn * len(days) // len(people)]
            expires = day + timedelta(days=900)
            said = OverseasReview(
                form_no=f"{self._plan.seed}-{person:08d}", form={"addr": "Sydney"}, way="self",
                documents=(SeenDocument(kind="passport", number=f"EL{person:07d}", expires=expires),),
            )  # fmt: skip
            at = self.at(day, 545 + 18 * (turn % 12))
            yield Act(ids(), person, turn % COORDINATORS, at, said, (pictures.form(chance),))

    def _reviewed(self, ids: Ids, chance: random.Random, acts: Iterator[Act]) -> Iterator[Act]:
        """Let the supervisor look at each record the same evening or the next morning, half a minute or more each."""
        busy: dict[date, float] = {}
        for act in acts:
            yield act
            if act.payload is not None and act.payload.kind != "consent":
                day = act.at.date()
                begin = max(busy.get(day, 0.0), 1050.0 + 7 * act.by + chance.random())
                busy[day] = begin + 0.5 + chance.random()
                yield Act(ids(), act.person, SUPERVISOR, self.at(day, begin), None, of=act.id)
