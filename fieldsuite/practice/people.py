"""Invented people for practice: their numbers are of the unassigned region 79, so that no real number can be hit."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from fieldsuite.documents import ListedBenefit, ListedCertification, ListedEvent, ListedPerson, ListedTask

SURNAMES = [
    "覃",
    "韦",
    "黄",
    "李",
    "王",
    "张",
    "刘",
    "陈",
    "单",
    "仇",
    "曾",
    "区",
    "解",
    "龚",
    "阿卜杜拉·买买提",
    "欧阳",
    "莫",
    "农",
    "蒙",
    "卢",
]
WOMEN = ["秀兰", "玉珍", "桂英", "凤英", "淑华", "秀英", "美玲", "金花", "月娥", "丽华", "惠芳", "春梅"]
MEN = ["国强", "建国", "德明", "志强", "永福", "家旺", "𬱟", "文龙", "光荣", "大伟", "㛃", "䶮"]
HAMLETS = ("一组", "二组", "三组", "四组", "五组")
VILLAGES = ("三村", "长岭村", "石塘村")

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643: weights of the check digit (ISO 7064 MOD 11-2)."""


def identity_number(chance: random.Random, birth: date, sex: str) -> str:
    """Make an 18-character number of region 79 with a right check digit; the 17th digit is odd for men."""
    serial = chance.randrange(0, 499) * 2 + (1 if sex == "男" else 0)
    body = f"79{chance.randrange(1, 9999):04d}{birth:%Y%m%d}{serial:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def invent(count: int, seed: int, today: date) -> tuple[ListedPerson, ...]:
    """Invent people; the same seed gives the same people, whose last certifications are reckoned from ``today``.

    Every status of the home screen occurs.
    """
    return tuple(_person(seed, number, today) for number in range(1, count + 1))


def _person(seed: int, number: int, today: date) -> ListedPerson:
    # Repeatability is wanted here, not secrecy. Two sources: what a person is must not depend on the day.
    chance, past = random.Random(f"who {seed} {number}"), random.Random(f"past {seed} {number}")
    sex = chance.choice("男女")
    birth = date(1930, 1, 1) + timedelta(days=chance.randrange(34 * 365))
    surname = chance.choice(SURNAMES)
    given = chance.choice(WOMEN if sex == "女" else MEN)
    village = VILLAGES[number % len(VILLAGES)]
    person = f"p-{_tag(chance)}-{number:04d}"
    benefits = tuple(_benefits(chance, person, birth, today))
    certified = tuple(_certified(past, person, number, today))
    return ListedPerson(
        id=person,
        person_no=f"{number:010d}",
        name=surname if "·" in surname else surname + given,
        sex="男" if sex == "男" else "女",
        id_no=identity_number(chance, birth, sex),
        birth=birth,
        phone=f"1380000{number:04d}",
        address=f"{village}{chance.choice(HAMLETS)}{chance.randrange(1, 60)}号",
        village=village,
        mobility=("self_care", "self_care", "partial_care", "bedridden")[number % 4],
        benefits=benefits,
        certified=certified,
        events=tuple(_events(person, number, today)),
        tasks=tuple(_tasks(number)),
    )


def _tag(chance: random.Random) -> str:
    """Four letters that keep people of different grounds apart."""
    return "".join(chance.choice("abcdefghjkmnpqrstuvwxyz") for _ in range(4))


def _benefits(chance: random.Random, person: str, birth: date, today: date) -> Iterator[ListedBenefit]:
    start = min(birth.replace(year=birth.year + 60, day=1), today.replace(day=1))
    yield ListedBenefit(id=f"{person}-1", benefit="pension", profile="sichuan", start_on=start)
    if chance.random() < 0.15:
        yield ListedBenefit(id=f"{person}-2", benefit="work-injury", profile="sichuan", start_on=start)


def _certified(chance: random.Random, person: str, number: int, today: date) -> Iterator[ListedCertification]:
    """Most were certified within the year; every seventh is overdue, every fifth is due this month."""
    if number % 7 == 0:
        days = chance.randrange(400, 520)
    elif number % 5 == 0:
        days = 365 - chance.randrange(0, max(1, 28 - today.day + 1))
    else:
        days = chance.randrange(20, 330)
    last = today - timedelta(days=days)
    for turn, on in enumerate((last - timedelta(days=chance.randrange(330, 364)), last)):
        method = chance.choice(("face", "visit", "online"))
        yield ListedCertification(
            id=f"{person}-c{turn}", on=on, recorded_on=on + timedelta(days=3), method=method
        )


def _events(person: str, number: int, today: date) -> Iterator[ListedEvent]:
    if number % 19 == 0:
        yield ListedEvent(id=f"{person}-e", kind="prison", on=today - timedelta(days=40))


def _tasks(number: int) -> Iterator[ListedTask]:
    if number % 9 == 1:
        yield ListedTask(kind="verify", reason="出行记录与医保记录长期为空，请见面核实")
    elif number % 5 == 0 or number % 7 == 0:
        yield ListedTask(kind="due")
