"""What is planted: each kind as the design page of attacks has it (part F), with a label of what should be found."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from random import Random

from fieldsuite.acts import Relative
from fieldsuite.practice.province import pictures, sounds
from fieldsuite.practice.province.acts import (
    SUPERVISOR,
    Act,
    by_hand,
    enrolment,
    recorded,
    verification,
    visit,
)
from fieldsuite.practice.province.people import DEAD
from fieldsuite.practice.province.planting import Planting
from fieldsuite.rules.fraud import ALIKE, FEWEST, MANY, STAMPED

Plant = Callable[[Planting], Iterator[Act]]
Media = tuple[str, Callable[[Random], bytes], Callable[..., Act]]
"""What an alarm says of it, how one is made, and the act that rests on it."""
PICTURES: Media = ("one_picture_two_people", pictures.scene, by_hand)
SOUNDS: Media = ("one_sound_two_people", sounds.spoken, recorded)


def picture_same(on: Planting) -> Iterator[Act]:
    """The very same file for two people (F78)."""
    yield from _twice(on, "picture_same", PICTURES, lambda data: data)


def picture_again(on: Planting) -> Iterator[Act]:
    """The same photograph, encoded again in another quality, size or light, for somebody else (F78)."""

    def made_again(data: bytes) -> bytes:
        quality, scale = on.chance.randrange(30, 93), on.chance.uniform(0.5, 1.5)
        return pictures.again(data, quality, scale, on.chance.choice((1.0, 0.8, 1.2)))

    yield from _twice(on, "picture_again", PICTURES, made_again)


def sound_same(on: Planting) -> Iterator[Act]:
    """The very same recording for two people (F78)."""
    yield from _twice(on, "sound_same", SOUNDS, lambda data: data)


def sound_again(on: Planting) -> Iterator[Act]:
    """A recording cut, made quieter and encoded again for somebody else (F78); beside it a third person's own."""
    yield from _twice(on, "sound_again", SOUNDS, lambda data: sounds.again(data, on.chance))
    yield recorded(on.ids(), on.person(), on.officer(), on.moment()(0), sounds.spoken(on.chance))


def _twice(on: Planting, kind: str, of: Media, change: Callable[[bytes], bytes]) -> Iterator[Act]:
    expect, drawn, act = of
    by, when, data = on.officer(), on.moment(), drawn(on.chance)
    first = act(on.ids(), on.person(), by, when(0), data)
    later = act(on.ids(), on.person(), on.officer(), when(20), change(data))
    on.label(kind, expect, first, later)
    yield from (first, later)


def after_death(on: Planting) -> Iterator[Act]:
    """Somebody whose death is in the register is visited and well (F85, F93)."""
    dead = [number for number in on.site.people if number % DEAD == 0]
    when, person = on.moment(), dead[on.chance.randrange(len(dead))]
    act = visit(on.ids(), person, on.officer(), when(0), "家中", pictures.scene(on.chance))
    on.label("after_death", "after_death", act)
    yield act


def crowd(on: Planting) -> Iterator[Act]:
    """Thirty and more verifications in ten minutes (F83)."""
    by, when = on.officer(), on.moment()
    acts = [
        verification(on.ids(), on.person(), by, when(turn * 0.25), method="voice") for turn in range(MANY + 4)
    ]
    on.label("crowd", "hasty", *acts)
    yield from acts


def too_short(on: Planting) -> Iterator[Act]:
    """A challenge that was over before it can have been asked (F83)."""
    when = on.moment()
    act = verification(
        on.ids(), on.person(), on.officer(), when(0), method="voice", seconds=on.chance.uniform(0.5, 2.8)
    )
    on.label("too_short", "hasty", act)
    yield act


def travel(on: Planting) -> Iterator[Act]:
    """Two villages within three minutes (F84)."""
    by, when, one = on.officer(), on.moment(), on.person()
    other = one
    while on.months.home(other) == on.months.home(one):
        other = on.person()
    acts = [
        visit(on.ids(), person, by, when(turn * 3), f"家中{person}", pictures.scene(on.chance))
        for turn, person in enumerate((one, other))
    ]
    on.label("travel", "travel", *acts)
    yield from acts


def identical(on: Planting) -> Iterator[Act]:
    """Visits of one day with the same words, place and minute (F91)."""
    by, when, status = on.officer(), on.moment(), on.chance.choice(("self_care", "bedridden"))
    acts = [
        visit(on.ids(), on.person(), by, when(0), "村委会", pictures.scene(on.chance), status)
        for _ in range(ALIKE + 2)
    ]
    on.label("identical", "identical", *acts)
    yield from acts


def night(on: Planting) -> Iterator[Act]:
    """A live verification in the middle of the night (F85)."""
    when, minutes = on.moment(), on.chance.randrange(300)
    at = when(0).replace(hour=23, minute=0) + timedelta(minutes=minutes)
    act = verification(on.ids(), on.person(), on.officer(), at, method="voice")
    on.label("night", "night", act)
    yield act


def own_relative(on: Planting) -> Iterator[Act]:
    """An officer verifies somebody whose bound helper has the officer's own name (F87)."""
    by, when, person = on.officer(), on.moment(), on.person()
    yield Act(
        on.ids(),
        person,
        by,
        when(0),
        Relative(step="bound", helper=on.staff.officers[by].name, relation="子女"),
    )
    act = verification(on.ids(), person, by, when(9), method="voice")
    on.label("own_relative", "own_relative", act)
    yield act


def reference_replaced(on: Planting) -> Iterator[Act]:
    """A model is replaced, and the new one verified by on the same day (F86)."""
    by, when, person = on.officer(), on.moment(), on.person()
    yield on.agreed(person, by, when(0))
    first = enrolment(on.plan, on.ids(), person, by, when(3), person, 0)
    yield first
    yield enrolment(on.plan, on.ids(), person, by, when(6), person, 1, renews=first.id)
    act = verification(on.ids(), person, by, when(9))
    on.label("reference_replaced", "reference_replaced", act)
    yield act


def other_voice(on: Planting) -> Iterator[Act]:
    """The face is the person's, the voice is another's (F82)."""
    by, when, person = on.officer(), on.moment(), on.person()
    act = verification(on.ids(), person, by, when(3))
    yield verification(on.ids(), person, by, when(0), method="voice", verdict="not_same")
    on.label("other_voice", "other_voice", act)
    yield act


def looks_like_copy(on: Planting) -> Iterator[Act]:
    """The check for prints and screens found one, and policy only noted it (F79)."""
    when = on.moment()
    act = verification(on.ids(), on.person(), on.officer(), when(0), checks={"passive": 900}, needs={"passive": 5000},
                       passive="lianxi 1")  # fmt: skip
    on.label("looks_like_copy", "looks_like_copy", act)
    yield act


def photo_day(on: Planting) -> Iterator[Act]:
    """A photograph that its camera took some other month (F92)."""
    when = on.moment()
    taken = when(0).date() - timedelta(days=on.chance.randrange(15, 400))
    act = visit(on.ids(), on.person(), on.officer(), when(0), "家中", pictures.scene(on.chance, taken))
    on.label("photo_day", "photo_day", act)
    yield act


def clock(on: Planting) -> Iterator[Act]:
    """A record that speaks of a day that had not come when it was written."""
    when = on.moment()
    made = verification(on.ids(), on.person(), on.officer(), when(0), method="voice")
    act = Act(made.id, made.person, made.by, made.at, made.payload, on=made.at.date() + timedelta(days=3))
    on.label("clock", "E_CLOCK", act)
    yield act


def overriding(on: Planting) -> Iterator[Act]:
    """An officer who lets a human check follow every failed one (F88)."""
    by, when = on.officer(), on.moment()
    acts: list[Act] = []
    for turn in range(FEWEST + 8):
        person = on.person()
        acts.append(verification(on.ids(), person, by, when(turn * 4), verdict="not_same"))
        acts.append(by_hand(on.ids(), person, by, when(turn * 4 + 2), pictures.scene(on.chance)))
    on.label("overriding", "overriding", *acts, officer=on.staff.officers[by].person)
    yield from acts


def stamping(on: Planting) -> Iterator[Act]:
    """A supervisor who agrees to more in one minute than anybody can look at (F89)."""
    by, when = on.officer(), on.moment()
    acts = [
        verification(on.ids(), on.person(), by, when(turn), method="voice") for turn in range(STAMPED + 5)
    ]
    reviews = [
        Act(on.ids(), act.person, SUPERVISOR, when(60 + turn / 60), None, of=act.id)
        for turn, act in enumerate(acts)
    ]
    on.label("stamping", "stamping", *reviews, officer=on.staff.supervisor.person)
    yield from (*acts, *reviews)


EVERY: Mapping[Plant, int] = {
    picture_same: 400, picture_again: 100, after_death: 2_000, crowd: 10_000, too_short: 1_000, travel: 2_000,
    identical: 5_000, night: 1_000, own_relative: 2_000, reference_replaced: 2_000, other_voice: 2_000,
    looks_like_copy: 2_000, photo_day: 1_000, clock: 2_000, overriding: 20_000, stamping: 20_000,
    sound_same: 2_000, sound_again: 500,
}  # fmt: skip
"""So many people of the province for each that is planted; one at least."""


def plant(on: Planting, townships: int) -> Iterator[Act]:
    """Plant what falls to this office and month."""
    for kind, (act, every) in enumerate(EVERY.items()):
        for turn in range(max(1, on.plan.people // every)):
            if (turn + kind) % townships == on.site.number and (
                turn // townships + kind
            ) % on.plan.months == on.number:
                yield from act(on)
