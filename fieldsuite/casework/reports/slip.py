"""凭条: what a person takes home, with a signed code that another laptop can check without a line.

The code holds a canonical JSON object and an Ed25519 signature of the officer: ``FSS1.<payload>.<signature>`` in base64
for URLs. Whoever holds the province's trust statement can say whose it is; nobody else's slip verifies.
"""

import base64
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from fieldsuite.casework import paper_settings
from fieldsuite.casework.deadlines import next_deadlines
from fieldsuite.casework.ledgers.certification import method_of
from fieldsuite.casework.noted import noted
from fieldsuite.casework.people import one
from fieldsuite.clock import instant, stamp
from fieldsuite.errors import OfficeError
from fieldsuite.facts import refused
from fieldsuite.office import Office
from fieldsuite.records import TELLING, certifies, parse
from fieldsuite.tables import Journal
from fieldsuite.words import say
from forms.form import Printed
from keys.canonical import encode
from keys.errors import KeysError

TYPE = "application/vnd.fieldsuite.slip+json"
"""Payload type of the signature, so that a slip can pass for nothing else."""
PREFIX = "FSS1"
FIELDS = {"v", "name", "tail", "on", "way", "deadline", "record", "office", "kid", "at"}


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip says."""

    name: str
    id_tail: str
    on: date
    way: str
    deadline: str
    """Next deadline, or empty."""
    record: str
    office: str
    officer: str
    """Who signed it, as the trust statement names them."""
    office_name: str
    """The office, as the trust statement names it."""


@noted("print", "slip")
def print_slip(office: Office, who: str, out: Path) -> Printed:
    """Print the slip of a person's newest certification. Raises OfficeError E_NOT_FOUND when there is none here."""
    from forms.paper import slip_sheet
    from forms.paper.fonts import find_fonts

    code, said = make(office, who)
    settings = paper_settings.read(office)
    lines = (
        ("姓名", f"{said['name']}（证件尾号 {said['tail']}）"), ("认证日期", said["on"]), ("认证方式", said["way"]),
        ("下次认证不晚于", said["deadline"] or "由经办机构告知"), ("记录号", said["record"]),
        ("经办", f"{office.config.name} {office.officer.name}"),
    )  # fmt: skip
    return slip_sheet.write(
        lines, code, out, contact=settings.contact, hotline=settings.hotline,
        fonts=find_fonts(office=office.home.fonts), practice=office.config.practice,
    )  # fmt: skip


def make(office: Office, who: str) -> tuple[str, dict[str, str]]:
    """Make the code of a slip and what it says."""
    with office.store.session() as session:
        person = one(session, who)
        row = _newest(office, session, person.id)
        days = [day for _, day in next_deadlines(office, session, person.id, row.occurred_on) if day]
        name, tail = person.name, person.id_no[-4:]
    payload = parse(row.kind, row.payload)
    said = {
        "name": name, "tail": tail, "on": row.occurred_on.isoformat(),
        "way": say(f"ledgers.method_{method_of(payload)}", "zh"), "deadline": min(days).isoformat() if days else "",
        "record": row.id[:8], "office": office.config.site, "kid": office.keyring.officer_key.public.kid,
        "at": stamp(office.now()), "v": "1",
    }  # fmt: skip
    data = encode(said)
    signed = office.keyring.officer_key.sign(TYPE, data)
    return f"{PREFIX}.{_text(data)}.{_text(signed.sig)}", said


def check(office: Office, code: str) -> Slip:
    """Check the code of a slip against the trust statement of this office.

    Raises OfficeError E_INPUT when it is no slip, KeysError E_SIGNATURE for a forged one or an unknown key, E_EXPIRED
    or E_REVOKED when the key was not good on that day.
    """
    trust = office.require_trust()
    prefix, _, rest = code.strip().partition(".")
    body, _, sig = rest.partition(".")
    try:
        data, signature = _bytes(body), _bytes(sig)
        said = json.loads(data)
    except ValueError as error:
        raise OfficeError("reports.no_slip") from error
    if prefix != PREFIX or not isinstance(said, dict) or set(said) != FIELDS or encode(said) != data:
        raise OfficeError("reports.no_slip")
    key = trust.key(str(said["kid"]))
    if key is None:
        raise KeysError("key_unknown", code="E_SIGNATURE", kid=str(said["kid"])[:12])
    trusted = trust.valid(key.kid, key.role, instant(str(said["at"])), office=str(said["office"]))
    if not trusted.public.verify(TYPE, data, signature):
        raise OfficeError("reports.slip_forged", code="E_SIGNATURE")
    return Slip(
        said["name"], said["tail"], date.fromisoformat(said["on"]), said["way"], said["deadline"], said["record"],
        said["office"], trusted.name, trust.office_name(said["office"]),
    )  # fmt: skip


def check_picture(office: Office, path: Path) -> Slip:
    """Check the slip on a photograph; raises what ``read_picture`` and ``check`` raise."""
    return check(office, read_picture(path))


def read_picture(path: Path) -> str:
    """Read the code out of a photograph of a slip. Raises OfficeError E_INPUT when none is found."""
    import cv2

    from biometric.errors import MediaUnreadable
    from biometric.pictures import read_image

    try:
        picture = cv2.cvtColor(read_image(path), cv2.COLOR_BGR2GRAY)
    except (MediaUnreadable, FileNotFoundError) as error:
        raise OfficeError("reports.no_slip") from error
    for factor in (1.0, 2.0, 0.5):
        seen = picture if factor == 1 else cv2.resize(picture, None, fx=factor, fy=factor)
        for detector in (cv2.QRCodeDetectorAruco(), cv2.QRCodeDetector()):
            if (text := detector.detectAndDecode(seen)[0]).startswith(f"{PREFIX}."):
                return str(text)
    raise OfficeError("reports.no_slip")


def _newest(office: Office, session: Session, person_id: str) -> Journal:
    out = refused(session)
    query = (
        select(Journal)
        .where(Journal.person_id == person_id, col(Journal.kind).in_(TELLING))
        .order_by(col(Journal.occurred_on).desc(), col(Journal.position).desc())
    )
    for row in session.exec(query):
        if row.id not in out and certifies(parse(row.kind, row.payload), practice=office.config.practice):
            return row
    raise OfficeError("reports.not_certified", code="E_NOT_FOUND")


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if _text(data) != text:
        raise ValueError(text)
    return data
