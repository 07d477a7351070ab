"""A province to import into: a desk on a PostgreSQL server, offices whose officers sign, bundles of many records."""

import base64
import dataclasses
import hashlib
import io
import json
import os
import random
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image
from sqlmodel import Session, insert

from fieldsuite.casework import access
from fieldsuite.config import Home, OfficeConfig
from fieldsuite.letters import origin
from fieldsuite.office import Office, open_office
from fieldsuite.province import enrol
from fieldsuite.records import Review, Verification, Visit
from fieldsuite.tables import Benefit, Person
from keys.ed25519 import SigningKey, pae
from keys.passphrase import Cost
from keys.vault import Keyring, officers, unlock
from sync.chain import chained
from sync.contents import Contents, Evidence, Packed, Signers
from sync.manifest import FIRST_PREV, Log
from sync.pack import pack
from sync.record import CHAIN_START, RECORD_TYPE, Record, SignedRecord

PASSPHRASE = "lian-xi-kou-ling"
CHEAP = Cost(8 * 1024, 1, 1)
FIELDS = tuple(field.name for field in dataclasses.fields(Record))
NOW = datetime(2026, 11, 21, 1, 14, tzinfo=UTC)
FAILED, SEEN = 10, 100
"""Every tenth record is a face that failed, which a rule files; two of a hundred are a visit with a photograph and the
review of it. The others are faces that passed, whose evidence stays at their office."""


@dataclass(frozen=True, slots=True)
class Still:
    """A clock that stands still in every process."""

    def __call__(self) -> datetime:
        return NOW


def desk_and_offices(root: Path, offices: int) -> Path:
    """Make a desk that trusts these many offices; give the desk's folder."""
    desk_home = root / "desk"
    made = OfficeConfig(name="省级经办台", kind="province", site="sheng", practice=True)
    card = access.set_up(desk_home, made, "省级经办员", PASSPHRASE, role="clerk", cost=CHEAP).officer
    with closing(open_office(desk_home, card.id, PASSPHRASE, now=Still())) as desk:
        anchor = enrol.found(desk).fingerprint
        for number in range(offices):
            home, site = root / f"office-{number}", f"cun-{number}"
            mine = OfficeConfig(name=f"第{number}村", kind="village", site=site, practice=True)
            who = access.set_up(home, mine, "李梅", PASSPHRASE, cost=CHEAP).officer
            with closing(open_office(home, who.id, PASSPHRASE, now=Still())) as office:
                access.add_officer(office, "王强", PASSPHRASE, role="supervisor")
                trust = enrol.approve(desk, access.request(office))
                access.take_trust(office, trust.data, anchor=anchor)
    return desk_home


def people(session: Session, count: int, offices: int) -> None:
    """Fill the register."""
    for start in range(0, count, 5000):
        some = range(start, min(count, start + 5000))
        session.execute(insert(Person), [_person(number, offices) for number in some])
        session.execute(
            insert(Benefit),
            [{"id": f"b{number}", "person_id": f"p{number}", "benefit": "pension", "profile": "sichuan",
              "start_on": date(2011, 1, 1), "failed_payments": 0} for number in some],
        )  # fmt: skip


def _person(number: int, offices: int) -> dict[str, object]:
    row = Person(id=f"p{number}", person_no=f"{number:012d}", name="单国强", sex="男", id_no=f"79{number:016d}",
                 id_tail=f"{number % 10000:04d}", birth=date(1951, 3, 14), village=f"村{number % 997}",
                 site=f"cun-{number % offices}")  # fmt: skip
    return row.model_dump()


def bundles(root: Path, into: Path, offices: int, records: int, each: int, persons: int) -> list[Path]:
    """Sign and seal records, ``each`` a bundle, on all cores; in the order of their coming."""
    of_office = records // offices
    jobs = [(root, into, number, offices, of_office, each, persons) for number in range(offices)]
    with get_context("spawn").Pool(os.cpu_count()) as pool:
        made = pool.starmap(_of_office, jobs)
    paths = [path for turn in zip(*made, strict=True) for path in turn]
    for at, path in enumerate(paths):
        os.utime(path, (at, at))
    return paths


def _of_office(
    root: Path, into: Path, number: int, offices: int, records: int, each: int, persons: int
) -> list[Path]:
    home = root / f"office-{number}"
    cards = {card.role: card for card in officers(home / "keys")}
    reviewer = unlock(Home(home).keys, cards["supervisor"].id, PASSPHRASE, now=NOW)
    with closing(open_office(home, cards["officer"].id, PASSPHRASE, now=Still())) as office:
        mine = [at for at in range(persons) if at % offices == number]
        chain, prev, paths = CHAIN_START, FIRST_PREV, []
        chance = random.Random(number)
        for seq, start in enumerate(range(0, records, each), start=1):
            made = _Bundle(office, reviewer, chance, mine)
            made.fill(start, min(each, records - start), chain)
            packed = made.sealed(seq, prev, chain, into)
            chain, prev = made.records[-1].chain, packed.manifest_digest
            paths.append(packed.path)
    return paths


class _Quick:
    """An officer's key that signs a million records in minutes: the same bytes as ``sign_record``, not read back."""

    def __init__(self, keys: Keyring) -> None:
        key = keys.officer_key
        assert isinstance(key, SigningKey)
        self._key = Ed25519PrivateKey.from_private_bytes(key.seed)

    def record(self, record: Record, chain: str) -> SignedRecord:
        made = dataclasses.replace(record, prev=chain)
        said = {name: getattr(made, name) for name in FIELDS}
        body = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        sig = self._key.sign(pae(RECORD_TYPE, body))
        line = b'{"record":%s,"sig":"%s"}' % (body, base64.b64encode(sig))
        return SignedRecord(line, made, hashlib.sha256(body).hexdigest(), chained(chain, line), sig)


class _Bundle:
    """One bundle being made."""

    def __init__(self, office: Office, reviewer: Keyring, chance: random.Random, mine: list[int]) -> None:
        self.office, self.reviewer, self.chance, self.mine = office, reviewer, chance, mine
        self.records: list[SignedRecord] = []
        self.pieces: list[Evidence] = []
        self.signers: dict[str, _Quick] = {}

    def fill(self, start: int, count: int, chain: str) -> None:
        visit: SignedRecord | None = None
        for at in range(start, start + count):
            kind = {SEEN - 2: "visit", SEEN - 1: "review"}.get(at % SEEN, "face" if at % FAILED else "failed")
            person = f"p{self.mine[at % len(self.mine)]}"
            day = NOW.date() - timedelta(days=1 + at % 360)
            if kind == "review" and visit is not None:
                said = Review(of=visit.record.id, of_digest=visit.digest, agree=True)
                signed = self._sign(said, visit.record.person, day, chain, (), self.reviewer)
            elif kind == "visit":
                seen = Visit(status="self_care", place="三村六组", at="09:14", phone="13900000000")
                signed = visit = self._sign(seen, person, day, chain, (self._piece(),), self.office.keyring)
            else:
                said_face = _face(self.chance, passed=kind == "face")
                signed = self._sign(said_face, person, day, chain, (), self.office.keyring)
            chain = signed.chain
            self.records.append(signed)

    def _sign(
        self, said: Review | Visit | Verification, person: str, day: date, chain: str, evidence: tuple[str, ...],
        by: Keyring,
    ) -> SignedRecord:  # fmt: skip
        record = Record(
            id=uuid.UUID(int=self.chance.getrandbits(128)).hex, kind=said.kind, person=person,
            office=self.office.config.site, device=self.office.keyring.device_key.public.kid,
            officer=by.officer_key.public.kid, occurred_on=day.isoformat(),
            recorded_at=f"{NOW - timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}", payload=said.data(), evidence=evidence,
        )  # fmt: skip
        if record.officer not in self.signers:
            self.signers[record.officer] = _Quick(by)
        return self.signers[record.officer].record(record, chain)

    def _piece(self) -> str:
        file = io.BytesIO()
        Image.frombytes("RGB", (16, 16), self.chance.randbytes(768)).save(file, "JPEG")
        data = file.getvalue()
        digest = hashlib.sha256(data).hexdigest()
        self.pieces.append(Evidence(digest, len(data), "image/jpeg", lambda: io.BytesIO(data)))
        return digest

    def sealed(self, seq: int, prev: str, chain: str, into: Path) -> Packed:
        keys, trust = self.office.keyring, self.office.require_trust()
        to = [key.recipient for key in trust.by_role("province-recipient") if key.recipient]
        contents = Contents(records=self.records, evidence=self.pieces, chain_from=chain)
        whence = dataclasses.replace(origin(self.office, seq, prev, 1, Log(seq, f"{seq:064x}")))
        *_, last = _packing(contents, whence, Signers(keys.device_key, keys.officer_key), to, into)
        assert isinstance(last, Packed)
        return last


def _packing(*words: object) -> Iterator[object]:
    yield from pack(*words)  # type: ignore[arg-type]


def _face(chance: random.Random, *, passed: bool) -> Verification:
    """A face as an office's program says it, its evidence kept at the office."""
    return Verification(
        method="face", verdict="match" if passed else "no_match", passed=passed,
        likeness=chance.randrange(8000, 9900) if passed else chance.randrange(1000, 4000), threshold=7000,
        engine="sface", version="2021dec", digits_match=None, seconds_ms=chance.randrange(4000, 20000), source="live",
        place="三村六组", checks={"blur": 8100, "bright": 5200, "size": 9000}, needs={"blur": 3000, "bright": 2000},
        review_threshold=6000, keeping="never",
    )  # fmt: skip
