"""Signs what was done in an invented office, month after month, and seals each month as one bundle."""

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldsuite import __version__
from fieldsuite.clock import stamp
from fieldsuite.letters import finish
from fieldsuite.practice.province.acts import SUPERVISOR, Act, in_order
from fieldsuite.practice.province.people import person_id
from fieldsuite.practice.province.plan import Plan, Site
from fieldsuite.practice.province.staff import Staff
from fieldsuite.records import Review
from keys.recipients import PublicRecipient
from sync.contents import Contents, Created, Evidence, Origin, Signers
from sync.manifest import FIRST_PREV, App
from sync.pack import pack
from sync.record import CHAIN_START, Record, SignedRecord, sign_record

TYPES = {b"\xff\xd8": "image/jpeg", b"RI": "audio/wav"}


@dataclass(frozen=True, slots=True)
class Sealed:
    """One bundle."""

    path: Path
    records: int
    blobs: int
    content: bytes
    """SHA-256 over its lines: they say what its evidence hashes to. A sealed file is another one each time."""


class Sealer:
    """The machine of one office: its bundles follow each other, and so do its records."""

    def __init__(self, plan: Plan, site: Site, staff: Staff, to: Sequence[PublicRecipient]) -> None:
        self._plan, self._site, self._staff, self._to = plan, site, staff, to
        self._chain, self._prev, self._seq = CHAIN_START, FIRST_PREV, 0
        self._digests: dict[str, str] = {}

    def seal(self, acts: Iterable[Act], into: Path) -> Sealed | None:
        """Sign and seal the acts of a month; None where nothing was done."""
        pieces: dict[str, Evidence] = {}
        begin, lines = self._chain, [self._signed(act, pieces) for act in in_order(acts)]
        if not lines:
            return None
        self._seq += 1
        created = Created(wall=lines[-1].record.recorded_at)
        origin = Origin(
            self._site.code, 1, self._seq, created, App(version=__version__), self._prev, practice=True
        )
        signers = Signers(self._staff.device, self._staff.supervisor.key)
        contents = Contents(records=lines, evidence=list(pieces.values()), chain_from=begin)
        into.mkdir(parents=True, exist_ok=True)
        packed = finish(pack(contents, origin, signers, self._to, into))
        self._prev = packed.manifest_digest
        content = hashlib.sha256(b"\n".join(line.line for line in lines)).digest()
        return Sealed(packed.path, packed.records, packed.blobs, content)

    def _signed(self, act: Act, pieces: dict[str, Evidence]) -> SignedRecord:
        who = self._staff.supervisor if act.by == SUPERVISOR else self._staff.officers[act.by]
        said = act.payload or Review(of=act.of, of_digest=self._digests[act.of], agree=True)
        record = Record(
            id=act.id, kind=said.kind, person=person_id(self._plan, act.person), office=self._site.code,
            device=self._staff.device.public.kid, officer=who.key.public.kid,
            occurred_on=(act.on or act.at.date()).isoformat(), recorded_at=stamp(act.at), payload=said.data(),
            evidence=tuple(_keep(data, pieces) for data in act.evidence),
        )  # fmt: skip
        signed = sign_record(record, who.key, self._chain)
        self._chain = signed.chain
        if act.payload is not None:
            self._digests[act.id] = signed.digest
        return signed


def _keep(data: bytes, pieces: dict[str, Evidence]) -> str:
    digest = hashlib.sha256(data).hexdigest()
    pieces[digest] = Evidence(digest, len(data), TYPES[data[:2]], lambda: io.BytesIO(data))
    return digest
