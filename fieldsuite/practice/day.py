"""Lives one working day in a practice ground by itself, through the same casework as people do."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from fieldsuite.casework import access, inbox, people, review, roster, send, verify, visit
from fieldsuite.casework.views import PackStep, PersonRow, Sent
from fieldsuite.clock import local_time
from fieldsuite.config import find_offices
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office, open_office
from fieldsuite.practice import biometrics, consulate
from fieldsuite.practice.ground import Ground, Making, make
from fieldsuite.practice.media import read_media
from fieldsuite.practice.pictures import drawn_picture
from forms.errors import FormsError
from keys.vault import officers

CLERKS = ("二号经办员", "三号经办员")
"""Who else sits at the practice desk, under the same passphrase."""
VISITS, CHECKS = 6, 4
"""People who are visited, and people who are checked by hand, in the scripted day."""


@dataclass
class Day:
    """A day that was lived; the bundle waits for the province."""

    village_home: Path
    province_home: Path
    passphrase_file: Path
    bundles: list[str] = field(default_factory=list)
    people: int = 0
    records: int = 0
    roster: str = ""
    """The printed roster, or empty where no font could be found."""
    consulate_home: Path | None = None
    papers: list[str] = field(default_factory=list)
    """Forms that were printed at the consulate, where a font could be found."""
    media: list[dict[str, object]] = field(default_factory=list)
    """What came of each person of the media folder."""


def live(
    root: Path, *, count: int = 40, seed: int = 1, media: Path | None = None
) -> Iterator[Making | PackStep | Day]:
    """Live the day: list received, visits, human checks, reviewed, roster printed, packed; the last step is Day.

    With ``media`` the first people are also enrolled and verified by face and voice from their files; without it nobody
    is: a practice office invents people, never faces.
    """
    secret = root / "passphrase.txt"
    if find_offices(root) or secret.exists():
        raise OfficeError("office.exists", path=str(root))  # its passphrase would be lost with the file
    if root.exists() and not root.is_dir():
        raise OfficeError("office.not_a_folder", path=str(root))
    passphrase = secrets.token_urlsafe(12)
    root.mkdir(parents=True, exist_ok=True)
    secret.touch(mode=0o600)
    secret.write_text(passphrase + "\n", encoding="utf-8")
    ground: Ground | None = None
    for step in make(root, passphrase=passphrase, people=count, seed=seed, received=False):
        if isinstance(step, Ground):
            ground = step
        else:
            yield step
    assert ground is not None
    lived = Day(ground.village_home, ground.province_home, secret)
    first, second = sorted(officers(ground.village_home / "keys"), key=lambda card: card.role)
    with closing(open_office(ground.village_home, first.id, passphrase)) as office:
        inbox.read_all(office, [ground.stick])
        everybody = people.find(office, limit=count)
        lived.people = len(everybody)
        if media is not None:
            lived.media = list(biometrics.practise(office, everybody, read_media(media), root / "joined"))
        _morning(office, everybody[len(lived.media) :], root)
    with closing(open_office(ground.village_home, second.id, passphrase)) as office:
        for item in review.queue(office):
            review.decide(office, item.record_id, True)
        lived.roster = _print(office, root / "roster.pdf")
        for sent in send.to_province(office, ground.stick):
            if isinstance(sent, Sent):
                lived.bundles.append(sent.path)
                lived.records = sent.records
            else:
                yield sent
    yield from _abroad(lived, ground, root, passphrase, seed)
    _colleagues(ground, passphrase)
    yield lived


def _colleagues(ground: Ground, passphrase: str) -> None:
    """Seat two more clerks at the desk: what is taken back or restored there takes two people, or three."""
    (clerk,) = officers(ground.province_home / "keys")
    with closing(open_office(ground.province_home, clerk.id, passphrase)) as desk:
        for name in CLERKS:
            access.add_officer(desk, name, passphrase, role="clerk")


def _abroad(lived: Day, ground: Ground, root: Path, passphrase: str, seed: int) -> Iterator[PackStep]:
    """Live the same day at a consulate, whose bundle waits beside the village's."""
    lived.consulate_home = root / "consulate"
    consulate.found(lived.consulate_home, ground.province_home, ground.stick, passphrase, seed=seed)
    for step in consulate.live(lived.consulate_home, ground.stick, passphrase, root, seed=seed):
        if isinstance(step, consulate.ConsulateDay):
            lived.bundles += step.bundles
            lived.records += step.records
            lived.papers = step.forms
        else:
            yield step


def _morning(office: Office, rows: Sequence[PersonRow], root: Path) -> None:
    """Visit those who wait most, then check some by hand; one of the visited has died, one cannot be found."""
    for number, row in enumerate(rows[:VISITS]):
        visit.save(office, row.id, _form(office, row, number, root))
    for number, row in enumerate(rows[VISITS : VISITS + CHECKS]):
        photo = drawn_picture(root / "pictures", f"{row.id}-check", f"{row.name} 人工核实 {number + 1}")
        check = verify.HumanCheck("id_card", "本人没有智能手机", f"{row.village}村委会", (photo,))
        verify.by_hand(office, row.id, check)


def _form(office: Office, row: PersonRow, number: int, root: Path) -> visit.VisitForm:
    today, at = office.today(), local_time(office.now(), office.config.timezone)
    if number == 2:
        return visit.VisitForm("dead", row.address, today, at, death_on=today - timedelta(days=70))
    if number == 4:
        return visit.VisitForm("missing", row.address, today, at, missing_reason="外出三个月，家人联系不上")
    photo = drawn_picture(root / "pictures", f"{row.id}-visit", f"{row.name} 上门核实")
    status = ("self_care", "partial_care", "self_care", "bedridden", "self_care", "self_care")[number % 6]
    return visit.VisitForm(status, row.address, today, at, photos=(photo,))  # type: ignore[arg-type]  # words of LivingStatus


def _print(office: Office, out: Path) -> str:
    """Print the roster where a font is installed; a day without paper is still a day."""
    try:
        return str(roster.print_roster(office, out).path)
    except FormsError as error:
        if error.code != "E_FONT":
            raise
        return ""
