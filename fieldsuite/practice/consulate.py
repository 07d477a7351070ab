"""Makes a practice consulate beside a practice province, and lives one day at its counter."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from fieldsuite.acts import SeenDocument
from fieldsuite.casework import access, inbox, paper_settings, people, review, send
from fieldsuite.casework.overseas import mail, numbers, pack, queue, record, sheet
from fieldsuite.casework.views import PackStep, Sent
from fieldsuite.clock import stamp, utc_now
from fieldsuite.config import OfficeConfig
from fieldsuite.documents import ListedPerson
from fieldsuite.office import Office, open_office
from fieldsuite.practice.people import invent
from fieldsuite.practice.pictures import drawn_picture
from fieldsuite.province import dispatch, enrol, register
from forms.errors import FormsError
from keys.passphrase import Cost
from keys.vault import officers

SITE = "lianxi-guan"
"""Code of the practice consulate (练习馆)."""
NAME, HANDLER, REVIEWER = "练习总领馆（悉尼）", "领事经办员", "领事审核员"
ABROAD = 8
"""People who live in the consulate's area."""
COUNTER = ("self", "self", "self", "proxy", "mail", "self")
"""How those who come today have their form done; one of them is a survivor, one form is spoilt."""


@dataclass
class ConsulateDay:
    """A day at the counter; the bundle waits for the province."""

    home: Path
    bundles: list[str] = field(default_factory=list)
    records: int = 0
    forms: list[str] = field(default_factory=list)
    """Papers that were printed, where a font could be found."""


def found(
    home: Path, province: Path, stick: Path, passphrase: str, *, seed: int = 1, cost: Cost | None = None,
    now: Callable[[], datetime] = utc_now,
) -> int:  # fmt: skip
    """Set the consulate up, let the province trust it, and read its first list; gives the number of people."""
    settings = OfficeConfig(name=NAME, kind="consulate", site=SITE, practice=True, timezone="Australia/Sydney",
                            created=stamp(now()))  # fmt: skip
    mine = access.set_up(home, settings, HANDLER, passphrase, cost=cost)
    clerk = officers(province / "keys")[0]
    with (
        closing(open_office(province, clerk.id, passphrase, now=now)) as desk,
        closing(open_office(home, mine.officer.id, passphrase, now=now)) as office,
    ):
        access.add_officer(office, REVIEWER, passphrase, role="supervisor")
        trust = enrol.approve(desk, access.request(office))
        assert desk.trust is not None
        access.take_trust(office, trust.data, anchor=desk.trust.fingerprint)
        paper_settings.change(office, mission="中国驻悉尼总领事馆", country="AU", permit_days=30)
        count = register.take(desk, abroad(ABROAD, seed, desk.today()), SITE)
        for _ in dispatch.send(desk, SITE, stick):
            pass
        inbox.read_all(office, [stick])
    return count


def abroad(count: int, seed: int, today: date) -> tuple[ListedPerson, ...]:
    """Invent people who live abroad; the same seed gives the same people."""
    return tuple(
        person.model_copy(
            update={
                "person_no": f"9{number:09d}", "residence": "abroad", "village": "", "mobility": "self_care",
                "phone": f"+6141234567{number % 10}", "address": f"{number} George Street, Sydney NSW 2000",
            }
        )
        for number, person in enumerate(invent(count, seed + 500_000, today), 1)
    )  # fmt: skip


def live(
    home: Path, stick: Path, passphrase: str, root: Path, *, seed: int = 1, now: Callable[[], datetime] = utc_now
) -> Iterator[PackStep | ConsulateDay]:  # fmt: skip
    """Live one day: who comes takes a number, forms are filled, printed, signed, reviewed, and a bundle is sealed."""
    lived, chance = ConsulateDay(home), random.Random(f"consulate {seed}")
    first, second = sorted(officers(home / "keys"), key=lambda card: card.role == "supervisor")
    with closing(open_office(home, first.id, passphrase, now=now)) as office:
        for row in people.find(office):  # who is not served stays in the queue, for whoever practises
            queue.arrive(office, row.id)
        for number, way in enumerate(COUNTER):
            _serve(office, way, number, chance, root, lived)
    with closing(open_office(home, second.id, passphrase, now=now)) as office:
        for item in review.queue(office):
            review.decide(office, item.record_id, True)
        for step in send.to_province(office, stick):
            if isinstance(step, Sent):
                lived.bundles.append(step.path)
                lived.records = step.records
            else:
                yield step
    yield lived


def _serve(
    office: Office, way: str, number: int, chance: random.Random, root: Path, lived: ConsulateDay
) -> None:
    ticket, form = queue.take_next(office)
    today = office.today()
    passport, permit = f"EJ{chance.randrange(10**7):07d}", f"PR{chance.randrange(10**8):08d}"
    typed = {
        "nationality": "CN", "passport_no": passport, "permit_no": permit, "way": way, "pay_area": "510502",
        "permit_exp": (today + timedelta(days=700)).isoformat(), "pay_dept": "泸州市江阳区社会保险事业管理局",
        "name_latin": _latin(form.data), "addr": form.data.get("addr", "Sydney"),
    }  # fmt: skip
    if way == "proxy":
        typed |= {"proxy_name": "练习代办人", "proxy_id": "EK1234567", "proxy_relation": "子女",
                  "proxy_signed_on": (today - timedelta(days=10)).isoformat()}  # fmt: skip
    sheet.fill(office, ticket.key, typed)
    papers = root / "papers"
    papers.mkdir(exist_ok=True)
    out = papers / f"overseas-{number + 1}.pdf"
    try:
        made = pack.print_pack(office, ticket.key, out)
        if number == 0:
            numbers.void(office, made.form_no, "打印时卡纸")
            made = pack.print_pack(office, ticket.key, out)
        lived.forms.append(str(made.printed.path))
    except FormsError as error:
        if error.code != "E_FONT":
            raise
    expires = today + timedelta(days=900)
    seen = [SeenDocument(kind="passport", number=passport, expires=expires),
            SeenDocument(kind="permit", number=permit, expires=expires)]  # fmt: skip
    if way == "proxy":
        seen += [SeenDocument(kind="proxy_passport", number="EK1234567", expires=expires),
                 SeenDocument(kind="authorisation", number="公证 2026-77")]  # fmt: skip
    notary_on = today - timedelta(days=6) if way == "mail" else None
    if way == "mail":
        seen.append(SeenDocument(kind="notary", number="NSW-2210", expires=None))
        mail.log(
            office,
            "in",
            ticket.name,
            carrier="Australia Post",
            tracking="RR123456785AU",
            contents="审核表一式一份",
        )
    scan = drawn_picture(root / "pictures", f"form-{number}", f"{ticket.name} 审核表")
    signed = record.Signed(
        (scan,), tuple(seen), {"name_latin": "证件上的拼法"} if "name_latin" in _warned(office, ticket.key) else {},
        "survivor" if number == len(COUNTER) - 1 else "pensioner", notary_on,
    )  # fmt: skip
    record.save(office, ticket.key, signed)


def _warned(office: Office, key: str) -> set[str]:
    return {one.field for one in sheet.look(office, key).warnings}


def _latin(data: dict[str, str]) -> str:
    """Spell the name as a passport does: the first reading of each character."""
    from pypinyin import lazy_pinyin

    surname, given = data.get("surname_zh", ""), data.get("given_zh", "")
    return f"{''.join(lazy_pinyin(surname))} {''.join(lazy_pinyin(given))}".upper()
