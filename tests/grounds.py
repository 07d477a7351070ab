"""Offices to practise in: made once a session by the product itself, copied for every test.

The clock is handed in and stands still until a test moves it. The passphrase costs little, because Argon2's cost is
data of the office; nothing else differs from what people use.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from secrets import token_bytes
from typing import Any

import pytest
from PIL import Image

from fieldsuite.casework import access, inbox, send, verify, visit
from fieldsuite.casework.views import Read, Saved, Sent
from fieldsuite.clock import utc_now
from fieldsuite.config import OfficeConfig
from fieldsuite.documents import ListedBenefit, ListedCertification, ListedPerson, ListedTask
from fieldsuite.office import Office, open_office
from fieldsuite.practice import ground as practice
from fieldsuite.province import dispatch, enrol, register
from fieldsuite.province.receive import receive
from fieldsuite.province.views import ArrivedBundle
from keys.passphrase import Cost
from keys.vault import officers

PASSPHRASE = "lian-xi-kou-ling"
CHEAP = Cost(8 * 1024, 1, 1)
"""Argon2id at 8 MiB and one pass: a hundredth of what an office is made with."""
NOW = datetime(2026, 11, 21, 1, 14, tzinfo=UTC)
TODAY = date(2026, 11, 21)
"""Local date of NOW in Shanghai, 09:14."""


@dataclass
class Clock:
    """A clock that stands still until somebody moves it."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def go(self, **more: float) -> None:
        """Move on: ``days=1``, ``hours=2``, ``seconds=1``."""
        self.at += timedelta(**more)


def number(region: str, birth: date, serial: int) -> str:
    """An identity number with its check character by GB 11643: weights 2^(18-i) mod 11."""
    body = f"{region}{birth:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def person(
    key: str,
    name: str,
    last: date | None,
    *,
    region: str = "790123",
    start: date = date(2015, 1, 1),
    birth: date = date(1951, 3, 14),
    benefits: tuple[str, ...] = ("pension",),
    verify: str = "",
) -> ListedPerson:
    """Somebody on the register whose last certification is known, so that deadlines can be written down by hand."""
    serial = 1 + 2 * CAST_ORDER.index(key)
    certified = (
        [ListedCertification(id=f"{key}-c", on=last, recorded_on=last, method="online")] if last else []
    )
    return ListedPerson(
        id=key,
        person_no=f"00900000{serial:02d}",
        name=name,
        sex="男",
        id_no=number(region, birth, serial),
        birth=birth,
        phone=f"139000000{serial:02d}",
        address=f"三村六组{serial}号",
        village="三村",
        mobility="self_care",
        benefits=tuple(
            ListedBenefit(id=f"{key}-{kind}", benefit=kind, profile="sichuan", start_on=start) for kind in benefits
        ),
        certified=tuple(certified),
        tasks=(ListedTask(kind="verify", reason=verify),) if verify else (),
    )  # fmt: skip


CAST_ORDER = ("p-fine", "p-soon", "p-month", "p-cut", "p-new", "p-verify", "p-two", "p-rare")


def cast(region: str = "790123") -> tuple[ListedPerson, ...]:
    """Eight people, one for each situation on 21 November 2026 (Sichuan: twelve months from the last certification)."""
    return (
        person("p-fine", "单国强", date(2026, 4, 10), region=region),
        person("p-soon", "仇德明", date(2025, 11, 30), region=region),
        person("p-month", "曾建国", date(2025, 11, 10), region=region),
        person("p-cut", "区永福", date(2025, 8, 15), region=region),
        person("p-new", "解志强", None, region=region, start=date(2026, 6, 1)),
        person("p-verify", "覃文龙", date(2026, 5, 20), region=region, verify="医保记录长期为空，请见面核实"),
        person("p-two", "欧阳家旺", date(2026, 1, 31), region=region, benefits=("pension", "work-injury")),
        person("p-rare", "阿卜杜拉·买买提", date(2025, 12, 24), region=region),
    )


@dataclass
class Place:
    """A village and its provincial desk in a folder of their own, a stick between them, and the time."""

    root: Path
    site: str = practice.SITE
    clock: Any = field(default_factory=Clock)
    """What the offices take for the time: one that stands still, or the machine's."""

    @property
    def village(self) -> Path:
        return self.root / "village"

    @property
    def province(self) -> Path:
        return self.root / "province"

    @property
    def stick(self) -> Path:
        return self.root / "stick"

    @property
    def secret(self) -> Path:
        return self.root / "passphrase.txt"

    @contextmanager
    def open(self, home: Path, role: str) -> Iterator[Office]:
        who = next(card for card in officers(home / "keys") if card.role == role)
        with closing(open_office(home, who.id, PASSPHRASE, now=self.clock)) as office:
            yield office

    def officer(self) -> AbstractContextManager[Office]:
        """The officer who does the daily work."""
        return self.open(self.village, "officer")

    def reviewer(self) -> AbstractContextManager[Office]:
        """The second person."""
        return self.open(self.village, "supervisor")

    def clerk(self) -> AbstractContextManager[Office]:
        """The provincial desk."""
        return self.open(self.province, "clerk")

    def photo(self, of: str = "photo") -> Path:
        """A picture, another one each time."""
        path = self.root / f"{of}-{len(list(self.root.glob('*.png')))}.png"
        Image.frombytes("RGB", (8, 8), token_bytes(192)).save(path)
        return path

    def visit(self, office: Office, who: str, **more: object) -> Saved:
        """Record that somebody was seen at home, in good health, unless told otherwise."""
        form = visit.VisitForm("self_care", "三村六组", office.today(), "09:14")
        if "photos" not in more:
            more["photos"] = (self.photo(who),)
        return visit.save(office, who, replace(form, **more))  # type: ignore[arg-type]

    def check(self, office: Office, who: str, reason: str = "本人没有智能手机") -> Saved:
        """Record a human check."""
        return verify.by_hand(
            office, who, verify.HumanCheck("id_card", reason, "三村村委会", (self.photo(),))
        )

    def pack(self, office: Office) -> Sent:
        """Pack everything new onto the stick."""
        *_, last = send.to_province(office, self.stick)
        assert isinstance(last, Sent)
        return last

    def arrive(self, office: Office, *bundles: str | Path) -> list[ArrivedBundle]:
        """Receive bundles at the desk."""
        return list(receive(office, [Path(bundle) for bundle in bundles]))

    def dispatch(self, office: Office, **more: bool) -> dispatch.Dispatched:
        """Write receipts, decisions and a list to the stick."""
        *_, last = dispatch.send(office, self.site, self.stick, **more)
        assert isinstance(last, dispatch.Dispatched)
        return last

    def read(self, office: Office) -> tuple[Read, ...]:
        """Read everything on the stick."""
        return inbox.read_all(office, [self.stick])


@cache
def _practice(root: Path, clock: Any = None) -> Path:
    place = Place(root, clock=clock or Clock())
    for _ in practice.make(
        root,
        passphrase=PASSPHRASE,
        officer="练习员",
        reviewer="复核员",
        cost=CHEAP,
        now=place.clock,
        people=20,
    ):
        pass
    with place.clerk() as desk, place.officer() as office:
        register.take(desk, cast(), place.site)
        place.dispatch(desk)
        place.read(office)
    return root


def config(name: str, kind: str, site: str) -> OfficeConfig:
    """Settings of an office that is none of practice."""
    return OfficeConfig(name=name, kind=kind, site=site, area="510502")  # type: ignore[arg-type]


@cache
def _real(root: Path) -> Path:
    place = Place(root, "san-cun")
    access.set_up(place.province, config("四川省社会保险局", "province", "sc"), "省级经办员", PASSPHRASE,
                  role="clerk", cost=CHEAP)  # fmt: skip
    access.set_up(place.village, config("江阳区三村", "village", place.site), "李梅", PASSPHRASE, cost=CHEAP)
    place.stick.mkdir()
    with place.clerk() as desk, place.officer() as office:
        access.add_officer(office, "王强", PASSPHRASE, role="supervisor")
        anchor = enrol.found(desk).fingerprint
        trust = enrol.approve(desk, access.request(office))
        access.take_trust(office, trust.data, anchor=anchor)
        register.take(desk, cast("510502"), place.site)
        place.dispatch(desk)
        place.read(office)
    return root


@pytest.fixture(scope="session")
def grounds_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("grounds")


def _copy(made: Callable[[Path], Path], root: Path, name: str, to: Path) -> Path:
    source = root / name
    source.mkdir(exist_ok=True)
    return Path(shutil.copytree(made(source), to / name))


@pytest.fixture
def place(grounds_root: Path, tmp_path: Path) -> Place:
    """A practice ground of one's own: village and desk, twenty invented people and the cast."""
    return Place(_copy(_practice, grounds_root, "practice", tmp_path))


@pytest.fixture
def live(grounds_root: Path, tmp_path: Path) -> Place:
    """The practice ground in the machine's own time, for commands, which know no other; with its passphrase file."""

    def made(root: Path) -> Path:
        return _practice(root, utc_now)

    made_place = Place(_copy(made, grounds_root, "live", tmp_path), clock=utc_now)
    made_place.secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return made_place


@pytest.fixture
def real(grounds_root: Path, tmp_path: Path) -> Place:
    """A real village and its province, set up as people do it, with the cast."""
    return Place(_copy(_real, grounds_root, "real", tmp_path), "san-cun")
