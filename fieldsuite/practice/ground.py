"""Makes a practice ground: a village office with invented people, a provincial desk beside it, a folder for a stick."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldsuite.casework import access, inbox
from fieldsuite.clock import stamp, utc_now
from fieldsuite.config import OfficeConfig
from fieldsuite.office import open_office
from fieldsuite.practice.people import invent
from fieldsuite.practice.pictures import drawn_picture
from fieldsuite.province import dispatch, enrol, register
from keys.passphrase import Cost

PHOTOGRAPHS = 8
"""Drawn pictures on the stick, as a telephone leaves them: a human check needs one, and none may serve twice."""
SITE = "lianxi-cun"
"""Code of the practice village (练习村)."""
STEPS = 7


@dataclass(frozen=True, slots=True)
class Making:
    """A step of making the ground."""

    stage: str
    """Key of ``practice``: desk, village, colleague, trust, people, list, done."""
    done: int
    total: int = STEPS


@dataclass(frozen=True, slots=True)
class Ground:
    """A practice ground that was made."""

    village_home: Path
    province_home: Path
    stick: Path
    """Folder that stands for the USB stick."""
    people: int


def make(
    root: Path,
    *,
    passphrase: str,
    officer: str = "练习员",
    reviewer: str = "复核员",
    people: int = 40,
    seed: int = 1,
    received: bool = True,
    cost: Cost | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Iterator[Making | Ground]:
    """Make the ground; the last step is Ground. ``received``: the village has already read its first list.

    Every officer of it has the same passphrase, chosen by the trainee. Raises OfficeError when there is an office
    already, KeysError for a short passphrase.
    """
    village, province, stick = root / "village", root / "province", root / "stick"
    yield Making("desk", 0)
    desk = _config("练习经办台（省级）", "province", "lianxi-sheng", now)
    clerk = access.set_up(province, desk, "省级经办员", passphrase, role="clerk", cost=cost)
    yield Making("village", 1)
    config = _config("练习村（三村）", "village", SITE, now)
    mine = access.set_up(village, config, officer, passphrase, cost=cost)
    stick.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        desk_office = stack.enter_context(
            closing(open_office(province, clerk.officer.id, passphrase, now=now))
        )
        field = stack.enter_context(closing(open_office(village, mine.officer.id, passphrase, now=now)))
        yield Making("colleague", 2)
        access.add_officer(field, reviewer, passphrase, role="supervisor")
        yield Making("trust", 3)
        anchor = enrol.found(desk_office).fingerprint
        trust = enrol.approve(desk_office, access.request(field))
        access.take_trust(field, trust.data, anchor=anchor)
        yield Making("people", 4)
        count = register.take(desk_office, invent(people, seed, desk_office.today()), SITE)
        yield Making("list", 5)
        for _ in dispatch.send(desk_office, SITE, stick):
            pass
        if received:
            inbox.read_all(field, [stick])
        for at in range(1, PHOTOGRAPHS + 1):
            drawn_picture(stick / "DCIM", f"练习照片{at}", f"练习照片 {at}")
        yield Making("done", STEPS)
    yield Ground(village, province, stick, count)


def _config(name: str, kind: str, site: str, now: Callable[[], datetime]) -> OfficeConfig:
    return OfficeConfig(name=name, kind=kind, site=site, practice=True, created=stamp(now()))  # type: ignore[arg-type]  # two words, both above
