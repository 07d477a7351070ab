"""A small world to send bundles in: a village office, a province, and the trust between them."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from keys.instants import to_text
from keys.sealing import RecipientKey
from keys.signing import SigningKey
from keys.trust import Statement, Trust, TrustedKey, make_trust, open_trust
from keys.trusted import fingerprint_of_roots
from sync.contents import App, Contents, Created, Document, Evidence, Origin, Packed, Signers
from sync.manifest import FIRST_PREV
from sync.open import VerifiedBundle, open_bundle
from sync.pack import pack
from sync.record import CHAIN_START, Record, SignedRecord, sign_record

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
SITE, PROVINCE = "lianhua", "gx-province"


def signing(name: str) -> SigningKey:
    """A key of this name, the same in every run."""
    return SigningKey.from_seed(hashlib.sha256(f"test {name}".encode()).digest())


def recipient(name: str) -> RecipientKey:
    return RecipientKey(hashlib.sha256(f"test recipient {name}".encode()).digest())


def trusted(key: SigningKey | RecipientKey, role: str, office: str = SITE, **more: Any) -> TrustedKey:
    public = key.public
    values: dict[str, Any] = {
        "not_before": to_text(NOW - timedelta(days=30)),
        "not_after": to_text(NOW + timedelta(days=335)),
        **more,
    }
    return TrustedKey(kid=public.kid, spki=public.text, role=role, office=office, **values)  # type: ignore[arg-type]


@dataclass
class World:
    practice: bool = False
    device: SigningKey = field(default_factory=lambda: signing("device"))
    officer: SigningKey = field(default_factory=lambda: signing("officer"))
    colleague: SigningKey = field(default_factory=lambda: signing("colleague"))
    receipts: SigningKey = field(default_factory=lambda: signing("receipts"))
    tasks: SigningKey = field(default_factory=lambda: signing("tasks"))
    root: SigningKey = field(default_factory=lambda: signing("root"))
    desk: RecipientKey = field(default_factory=lambda: recipient("desk"))
    laptop: RecipientKey = field(default_factory=lambda: recipient("laptop"))
    changed: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Fields of trusted keys to change, by name."""

    def entries(self) -> tuple[TrustedKey, ...]:
        named = {
            "device": trusted(self.device, "device", recipient_public=self.laptop.public.text),
            "officer": trusted(self.officer, "officer", person="p-li", name="李梅"),
            "colleague": trusted(self.colleague, "supervisor", person="p-wang", name="王强"),
            "receipts": trusted(self.receipts, "province-receipt", PROVINCE),
            "tasks": trusted(self.tasks, "province-task", PROVINCE),
            "desk": trusted(
                self.desk, "province-recipient", PROVINCE, recipient_public=self.desk.public.text
            ),
        }
        return tuple(replace(entry, **self.changed.get(name, {})) for name, entry in named.items())

    def trust(self, **more: Any) -> Trust:
        values: dict[str, Any] = {
            "version": 1,
            "practice": self.practice,
            "province": "广西",
            "roots": (self.root.public.text,),
            "keys": self.entries(),
            "issued": NOW - timedelta(days=30),
            "expires": NOW + timedelta(days=335),
            **more,
        }
        data = make_trust(Statement(**values), [self.root])
        return open_trust(data, None, fingerprint_of_roots(values["roots"]))

    def origin(self, seq: int = 1, prev: str = FIRST_PREV, **more: Any) -> Origin:
        values: dict[str, Any] = {
            "site": SITE,
            "epoch": 1,
            "seq": seq,
            "prev": prev,
            "created": Created(to_text(NOW)),
            "app": App("0.1.0"),
            "practice": self.practice,
            **more,
        }
        return Origin(**values)

    def record(
        self, number: int, prev: str = CHAIN_START, key: SigningKey | None = None, **more: Any
    ) -> SignedRecord:
        key = key or self.officer
        values: dict[str, Any] = {
            "id": hashlib.sha256(f"record {number}".encode()).hexdigest()[:32],
            "kind": "visit",
            "person": f"p{number:04d}",
            "office": SITE,
            "device": self.device.public.kid,
            "officer": key.public.kid,
            "occurred_on": "2026-11-20",
            "recorded_at": to_text(NOW - timedelta(hours=1)),
            "payload": {"status": "self_care", "place": "莲花村", "at": "10:15", "likeness": 6123},
            **more,
        }
        return sign_record(Record(**values), key, prev)

    def records(
        self, evidence: Sequence[bytes], count: int = 3, prev: str = CHAIN_START, start: int = 0
    ) -> list[SignedRecord]:
        """Records in a chain; the first ones refer to the pieces of evidence, one each."""
        made = []
        for number in range(count):
            refs = (hashlib.sha256(evidence[number]).hexdigest(),) if number < len(evidence) else ()
            made.append(self.record(start + number, prev, evidence=refs))
            prev = made[-1].chain
        return made

    @property
    def signers(self) -> Signers:
        return Signers(self.device, self.officer)

    def bundle(
        self,
        folder: Path,
        evidence: Sequence[bytes] = (b"\xff\xd8 picture one", b"\xff\xd8 picture two"),
        **more: Any,
    ) -> Packed:
        """Pack three records and their evidence."""
        contents = Contents(records=self.records(evidence), evidence=[piece(one) for one in evidence])
        return packed(contents, self.origin(**more), self.signers, [self.desk], folder)

    def letter(
        self, folder: Path, kind: str = "receipt", body: dict[str, Any] | None = None, **more: Any
    ) -> Packed:
        key = self.tasks if kind == "tasks" else self.receipts
        contents = Contents(type=kind, documents=[Document(body or {"counts": {"stored": 3}})])  # type: ignore[arg-type]
        return packed(contents, self.origin(site=PROVINCE, **more), Signers(key), [self.laptop], folder)

    def open(self, path: Path, into: Path, **more: Any) -> VerifiedBundle:
        values: dict[str, Any] = {"expect": "bundle", "practice": self.practice, "now": NOW, **more}
        key = values.pop("key", self.desk)
        trust = values.pop("trust", None) or self.trust()
        return open_bundle(path, key, trust, into=into, **values)


def piece(data: bytes, kind: str = "image/jpeg") -> Evidence:
    return Evidence(hashlib.sha256(data).hexdigest(), len(data), kind, lambda: io.BytesIO(data))


def packed(
    contents: Contents, origin: Origin, signers: Signers, recipients: Sequence[RecipientKey], folder: Path
) -> Packed:
    *_, last = pack(contents, origin, signers, [one.public for one in recipients], folder)
    assert isinstance(last, Packed)
    return last
