"""亲属协助: a relative reads the notice, agrees, and shows the person's document and face; then they may help.

抚顺指南 方式二(二): 阅读《告知书》后，点击“已阅读并同意”；输入亲属信息；拍照上传亲属的身份凭证；按指示为亲属扫脸.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import col, select

from fieldsuite import engines, journal
from fieldsuite.acts import Relative
from fieldsuite.casework import consent
from fieldsuite.casework.people import one
from fieldsuite.casework.phones import MOST
from fieldsuite.casework.photos import read_photo
from fieldsuite.casework.written import required, written
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Journal
from fieldsuite.words import Lang
from forms import relative_notice
from forms.person import phone_ok

SCALE = 10_000


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who may help a person."""

    person_id: str
    helper: str
    relation: str
    phone: str
    on: date
    likeness: float
    """How like the face captured then is to the portrait on the document, 0..1."""
    record_id: str


@dataclass(frozen=True, slots=True)
class Binding:
    """What is entered when a helper is bound."""

    helper: str
    relation: str
    phone: str
    document: Path
    """Photograph of the person's document, with the portrait."""
    face: Path
    """Photograph of the person, taken now."""
    agreed: bool
    """True when the helper has read the notice and agreed (已阅读并同意)."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What came of it."""

    record_id: str
    """Empty when the face is not that of the document: nobody was bound."""
    likeness: float
    threshold: float
    phone_people: int
    """People this telephone helps now."""


def notice(lang: Lang = "zh") -> tuple[str, ...]:
    """Give the notice that the helper reads, a paragraph each."""
    return tuple(relative_notice.text_of(lang=lang).splitlines())


def bind(office: Office, who: str, form: Binding, lang: Lang = "zh") -> Bound:
    """Bind a helper to a person when the face is that of the document.

    Raises OfficeError E_RULE when the notice was not agreed to, without the person's own consent to a face, and for a
    telephone that helps four people already; BiometricError for a photograph without exactly one face.
    """
    from biometric.photographs import compare_photographs

    if not form.agreed:
        raise OfficeError("office.notice_not_agreed", code="E_RULE")
    helper, relation = required(form.helper, "helper"), required(form.relation, "relation")
    if not phone_ok(form.phone):
        raise OfficeError("desk.bad_value", field="phone", value=form.phone)
    person_id = consent.require(office, who, "face")
    helped = {row.person_id for row in helpers(office) if row.phone == form.phone} | {person_id}
    if len(helped) > MOST:
        raise OfficeError("office.phone_full", code="E_RULE", phone=form.phone, most=MOST)
    pictures = [read_photo(path) for path in (form.document, form.face)]
    faces = engines.face(office)
    found = compare_photographs(form.document, form.face, engine=faces.engine, limits=faces.limits)
    if not found.same:
        return Bound("", found.likeness, found.threshold, len(helped) - 1)
    payload = Relative(
        step="bound", helper=helper, relation=relation, phone=form.phone, notice_version=relative_notice.CURRENT,
        notice_sha256=relative_notice.digest_of(lang=lang), likeness=round(found.likeness * SCALE),
    )  # fmt: skip
    with office.store.session() as session:
        kept = [journal.keep_evidence(office, session, person_id, data, type_) for data, type_ in pictures]
        row = journal.append(office, session, payload, person_id, office.today(), list(dict.fromkeys(kept)))
        return Bound(row.id, found.likeness, found.threshold, len(helped))


def end(office: Office, who: str, helper: str, reason: str) -> str:
    """End the help of somebody (解绑); gives the record. Raises OfficeError E_NOT_FOUND, or without a reason."""
    said = written(reason, "reason") or required(reason, "reason")
    found = [row for row in helpers(office, who) if row.helper == helper]
    if not found:
        raise OfficeError("office.no_helper", code="E_NOT_FOUND", helper=helper)
    with office.store.session() as session:
        payload = Relative(step="released", helper=helper, reason=said)
        return journal.append(office, session, payload, found[0].person_id, office.today()).id


def helpers(office: Office, who: str = "") -> tuple[Helper, ...]:
    """Give who may help somebody, or everybody's helpers; one who was let go is not among them."""
    query = select(Journal).where(Journal.kind == "relative").order_by(col(Journal.position))
    held: dict[tuple[str, str], Helper] = {}
    with office.store.session() as session:
        person_id = one(session, who).id if who else ""
        for row in session.exec(query):
            said = Relative.model_validate(row.payload)
            if said.step == "released":
                held.pop((row.person_id, said.helper), None)
            elif person_id in ("", row.person_id):
                held[row.person_id, said.helper] = Helper(
                    row.person_id, said.helper, said.relation, said.phone, row.occurred_on,
                    (said.likeness or 0) / SCALE, row.id,
                )  # fmt: skip
    return tuple(held.values())
