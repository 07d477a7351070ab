"""What is planted across two offices: one face under two numbers, one person in two places, one photograph for two.

Both halves are worked out in either office from the same chance, so that offices can be made one after the other.
"""

from collections.abc import Iterator

import numpy as np

from fieldsuite.practice.province import pictures
from fieldsuite.practice.province.acts import Act, Ids, by_hand, consent, enrolment, visit
from fieldsuite.practice.province.faces import captures
from fieldsuite.practice.province.people import DEAD, person_id
from fieldsuite.practice.province.plan import Plan, Site
from fieldsuite.practice.province.planting import Label
from fieldsuite.practice.province.work import RESERVED, Months

EVERY = 200
"""So many people of the province for each face under two numbers; a tenth as often the other two."""
STRANGER = 1 << 40
"""Faces of nobody's own number: added to the person's, so that no honest template has them."""


def crossed(
    plan: Plan, sites: tuple[Site, ...], site: Site, months: Months, number: int
) -> Iterator[Act | Label]:
    """Give this office's halves of one month; labels come with the first half."""
    townships = len(sites) - 1
    if site.number >= townships:
        return
    before = sites[(site.number - 1) % townships]
    for from_, to in ((site, sites[(site.number + 1) % townships]), (before, site)):
        for turn in range(_count(plan, townships)):
            if turn % plan.months == number:
                first, other, label = _pair(plan, from_, to, months, number, turn)
                if from_ is site:
                    yield label
                    yield from first
                if to is site:
                    yield from other


def _count(plan: Plan, townships: int) -> int:
    return max(1, plan.people // EVERY // townships)


def _pair(
    plan: Plan, one: Site, two: Site, months: Months, number: int, turn: int
) -> tuple[list[Act], list[Act], Label]:
    """Give the acts of both offices and the label."""
    chance, ids = plan.chance("cross", one.number, turn), Ids(plan, "cross", one.number, turn)
    days = [day for day in plan.days(number) if day.weekday() >= 5]
    day, minutes, by = days[chance.randrange(len(days))], 540 + chance.randrange(400), chance.randrange(6)
    at, later = months.at(day, minutes), months.at(day, minutes + 8)
    who = reserved(one)[turn % len(reserved(one))]
    # Nobody stands for two faces: the first of a pair has an odd place among the reserved, the second an even one.
    other = reserved(two, second=True)[turn % len(reserved(two, second=True))]
    kind = ("face", "face", "place", "face", "picture", "face", "face", "face", "face", "face")[turn % 10]
    if kind == "place":
        acts = [visit(ids(), who, by, at, "家中", pictures.scene(chance)) for _ in range(2)]
        label = Label("two_places", "two_places", tuple(act.id for act in acts), (person_id(plan, who),))
        return [acts[0]], [acts[1]], label
    people = person_id(plan, who), person_id(plan, other)
    if kind == "picture":
        data = pictures.scene(chance)
        changed = pictures.again(data, chance.randrange(30, 93), chance.uniform(0.5, 1.5))
        first, second = by_hand(ids(), who, by, at, data), by_hand(ids(), other, by, later, changed)
        return (
            [first],
            [second],
            Label("picture_again", "one_picture_two_people", (first.id, second.id), people),
        )
    face = STRANGER + who
    first, second = (
        enrolment(plan, ids(), who, by, later, face, 0),
        enrolment(plan, ids(), other, by, later, face, 1),
    )
    apart = captures(plan, face, 0).mean(axis=0) - captures(plan, face, 1).mean(axis=0)
    label = Label("face_twice", "one_face_two_people", (first.id, second.id), people, "",
                  round(1 - float(np.linalg.norm(apart)), 4))  # fmt: skip
    return (
        [consent(ids(), who, by, at, "村协办员"), first], [consent(ids(), other, by, at, "村协办员"), second], label,
    )  # fmt: skip


def reserved(site: Site, *, second: bool = False) -> list[int]:
    """Give the people of an office who are kept for this."""
    every = [number for number in site.people if number % RESERVED == 5 and number % DEAD]
    return every[second::2]
