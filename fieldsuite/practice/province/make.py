"""Makes an invented province: a practice desk with its register and templates, bundles to import, and the labels."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from fieldsuite import template_store
from fieldsuite.casework import access
from fieldsuite.clock import stamp, utc_now
from fieldsuite.config import OfficeConfig
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office, open_office
from fieldsuite.practice.province import crossing, frauds, people
from fieldsuite.practice.province.acts import Act, Ids
from fieldsuite.practice.province.faces import template
from fieldsuite.practice.province.plan import Plan, Site
from fieldsuite.practice.province.planting import Label, Planting
from fieldsuite.practice.province.sealing import Sealer
from fieldsuite.practice.province.staff import staff_of
from fieldsuite.practice.province.work import Months
from fieldsuite.province import changes, enrol, register
from keys.passphrase import Cost
from keys.sealing import PublicRecipient


@dataclass(frozen=True, slots=True)
class Step:
    """So many of so many people are done."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Province:
    """An invented province that was made."""

    home: Path
    passphrase_file: Path
    register: Path
    """Folder of the register, one file an office."""
    bundles: Path
    """Folder of the bundles, one folder a month."""
    labels: Path
    people: int
    offices: int
    records: int
    pieces: int
    planted: int
    digest: str
    """SHA-256 over the register, the lines of every bundle and the labels: the same for the same seed. The sealed files
    are others each time, for each has a key of its own."""


@dataclass
class _Count:
    records: int = 0
    pieces: int = 0
    planted: int = 0


def make(root: Path, plan: Plan, *, cost: Cost | None = None) -> Iterator[Step | Province]:
    """Make it below ``root``; the last step is Province. Memory does not grow with the number of people.

    Raises OfficeError when there is something in that folder already.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise OfficeError("office.exists", path=str(root))
    root.mkdir(parents=True, exist_ok=True)
    passphrase, secret, home = secrets.token_urlsafe(12), root / "passphrase.txt", root / "province"
    secret.touch(mode=0o600)
    secret.write_text(passphrase + "\n", encoding="utf-8")
    config = OfficeConfig(name="练习经办台（全省）", kind="province", site="lianxi-sheng", practice=True,
                          created=stamp(utc_now()))  # fmt: skip
    clerk = access.set_up(home, config, "省级经办员", passphrase, role="clerk", cost=cost)
    seen, count, sites = hashlib.sha256(), _Count(), plan.sites()
    with (
        closing(open_office(home, clerk.officer.id, passphrase)) as desk,
        (root / "labels.jsonl").open("w", encoding="utf-8") as labels,
    ):
        to = _trusting(desk, plan)
        for site in sites:
            yield Step(site.first - 1, plan.people)
            _register(desk, plan, site, root / "register", seen)
            yield from _lived(desk, plan, site, to, root, seen, count, labels)
    yield Step(plan.people, plan.people)
    yield Province(home, secret, root / "register", root / "bundles", root / "labels.jsonl", plan.people, len(sites),
                   count.records, count.pieces, count.planted, seen.hexdigest())  # fmt: skip


def _trusting(desk: Office, plan: Plan) -> list[PublicRecipient]:
    """Let the desk trust the offices; give what bundles are sealed to."""
    held = enrol.found(desk)
    now = desk.now()
    keys = tuple(key for site in plan.sites() for key in staff_of(plan, site).trusted(site, now))
    held = changes.at_once(desk, changes.following(desk, keys=held.statement.keys + keys), "enrol")
    return [key.recipient for key in held.by_role("province-recipient") if key.recipient]


def _register(desk: Office, plan: Plan, site: Site, folder: Path, seen: "hashlib._Hash") -> None:
    """Write the people of an office as ``people import`` takes them, and take them into the register."""
    folder.mkdir(exist_ok=True)
    listed = list(people.of_site(plan, site))
    text = json.dumps([one.model_dump(mode="json") for one in listed], ensure_ascii=False)
    seen.update(text.encode())
    (folder / f"{site.code}.json").write_text(text, encoding="utf-8")
    register.take(desk, listed, site.code)


def _lived(
    desk: Office, plan: Plan, site: Site, to: list[PublicRecipient], root: Path, seen: "hashlib._Hash", count: _Count,
    labels: TextIO,
) -> Iterator[Step]:  # fmt: skip
    staff, sites = staff_of(plan, site), plan.sites()
    months, sealer = Months(plan, site, staff), Sealer(plan, site, staff, to)
    for number in range(plan.months):
        planting = Planting(plan, site, staff, months, number, Ids(plan, "planted", site.number, number),
                            plan.chance("planted", site.number, number))  # fmt: skip
        acts = list(months.month(number))
        if site.kind != "consulate":
            acts += frauds.plant(planting, len(sites) - 1)
        for one in crossing.crossed(plan, sites, site, months, number):
            if isinstance(one, Label):
                planting.labels.append(one)
            else:
                acts.append(one)
        for label in planting.labels:
            line = json.dumps(asdict(label), ensure_ascii=False, sort_keys=True)
            labels.write(line + "\n")
            seen.update(line.encode())
        _faces(desk, plan, acts)
        sealed = sealer.seal(acts, root / "bundles" / f"{plan.month(number):%Y-%m}")
        count.planted += len(planting.labels)
        if sealed is not None:
            seen.update(sealed.content)
            count.records, count.pieces = count.records + sealed.records, count.pieces + sealed.blobs
        yield Step(site.first - 1 + site.count * (number + 1) // plan.months, plan.people)


def _faces(desk: Office, plan: Plan, acts: list[Act]) -> None:
    """Keep the templates of these enrolments; each holds once its enrolment is imported."""
    made = ((act.person, act.face, act.id) for act in acts if act.face is not None)
    template_store.keep_all(
        desk, ((people.person_id(plan, person), template(plan, *face), id_) for person, face, id_ in made)
    )
