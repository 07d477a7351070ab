"""The people of an invented province, one after the other; their numbers can hit nobody real."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from fieldsuite.documents import ListedBenefit, ListedCertification, ListedEvent, ListedPerson
from fieldsuite.practice.people import identity_number
from fieldsuite.practice.province.plan import VILLAGE, Plan, Site

FAMILIES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵覃武钱戴莫严欧"
)
"""Frequent first, as in a register."""
FIRST = "秀桂玉凤淑美春月惠丽金素建国德志永家文光大明世正天福长成元兴学庆"
SECOND = "兰珍英华玲花娥芳梅莲珠香云霞琴强民生平林祥贵才发财荣良友根忠义清海山"
DEAD = 97
"""Every so manieth person has died before the first month and is in the register with the day."""


def name(chance: random.Random) -> str:
    """Invent a name; frequent families are met more often."""
    at = int(len(FAMILIES) * chance.random() ** 2)
    return FAMILIES[at] + chance.choice(FIRST) + chance.choice(SECOND)


def person_id(plan: Plan, number: int) -> str:
    """Give the id of a person of the register."""
    return f"lx{plan.seed}-{number:08d}"


def village(site: Site, number: int) -> str:
    """Give the village of a person: neighbours of the register live together."""
    return f"练习{(number - site.first) // VILLAGE + 1}村" if site.kind == "village" else ""


def died(plan: Plan, number: int) -> date | None:
    """Give the recorded day of death of a person, or None."""
    return plan.first - timedelta(days=20 + number % 41) if number % DEAD == 0 else None


def of_site(plan: Plan, site: Site) -> Iterator[ListedPerson]:
    """Invent the people of an office."""
    return (person(plan, site, number) for number in site.people)


def person(plan: Plan, site: Site, number: int) -> ListedPerson:
    """Invent one person; the same plan and number give the same one."""
    chance, who = plan.chance("who", number), person_id(plan, number)
    sex = "男" if chance.random() < 0.5 else "女"
    birth = date(1930, 1, 1) + timedelta(days=chance.randrange(34 * 365))
    last = plan.first - timedelta(days=chance.randrange(25, 360))
    home, gone, abroad = village(site, number), died(plan, number), site.kind == "consulate"
    return ListedPerson.model_construct(
        id=who, person_no=f"{number:010d}", name=name(chance), sex=sex,
        id_no=identity_number(chance, birth, sex), birth=birth,
        phone=f"+61412{number % 10**6:06d}" if abroad else f"1380{number % 10**7:07d}",
        address=f"{number % 900} George Street, Sydney" if abroad else f"{site.name}{home}{number % 120 + 1}号",
        village=home, mobility="partial_care" if number % 11 == 0 else "self_care",
        residence="abroad" if abroad else "domestic",
        benefits=(ListedBenefit.model_construct(
            id=f"{who}-1", benefit="pension", profile="sichuan", start_on=birth.replace(year=birth.year + 60, day=1)),),
        certified=(ListedCertification.model_construct(
            id=f"{who}-c", on=last, recorded_on=last + timedelta(days=3), method="online"),),
        events=(ListedEvent.model_construct(id=f"{who}-d", kind="death", on=gone),) if gone else (),
    )  # fmt: skip
