"""Records a form that was signed: everything the sheet says, the documents seen, the scan; a colleague reviews it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlmodel import Session

from fieldsuite import journal
from fieldsuite.acts import OverseasReview, OverseasUnlisted, SeenDocument
from fieldsuite.acts.overseas import Category
from fieldsuite.casework import drafts
from fieldsuite.casework.deadlines import next_deadlines
from fieldsuite.casework.overseas import numbers, queue, sheet
from fieldsuite.casework.overseas.views import OverseasSheet, Said
from fieldsuite.casework.photos import read_photo
from fieldsuite.casework.views import Saved
from fieldsuite.casework.written import written
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.rules.proxy import letter_problem
from fieldsuite.words import Both

EXPLAINED = ("sex", "birth", "name_latin")
"""Fields whose warning is explained in words before the form is taken."""
LETTERS = ("authorisation", "association_letter")


@dataclass(frozen=True, slots=True)
class Signed:
    """What the officer has on the counter when the form is signed."""

    photos: tuple[Path, ...]
    """Scan or photograph of the signed sheet, and of the documents."""
    documents: tuple[SeenDocument, ...]
    explained: Mapping[str, str] = field(default_factory=dict)
    """Field -> why it may differ."""
    category: Category = "pensioner"
    notary_on: date | None = None
    override: str = ""
    """Why the fourth year by proxy is taken all the same."""


def problems(found: OverseasSheet, signed: Signed, today: date) -> tuple[Said, ...]:
    """Say everything that keeps a signed form from being recorded; empty when it can be."""
    way = found.data.get("way", "self")
    kinds: set[str] = {one.kind for one in signed.documents}
    beside = (*_documents(way, kinds, signed, today), *_explanations(found, signed))
    return (*found.errors, *beside, *_way(way, found, signed, today))


def save(office: Office, who: str, signed: Signed) -> Saved:
    """Record a signed form.

    The day of the record is the day of the signature: today, and for a form that came by post the notary's day.
    Raises OfficeError E_RULE with ``extra["errors"]`` (field and message); nothing is saved then.
    """
    found = sheet.look(office, who)
    if wrong := problems(found, signed, office.today()):
        shown = [{"field": one.field, "message": one.text(office.config.lang)} for one in wrong]
        first = wrong[0]
        what = Both(f"{first.zh} / {first.en}")
        raise OfficeError("overseas.wrong", code="E_RULE", extra={"errors": shown}, what=what)
    pictures = [read_photo(path) for path in signed.photos]
    way = found.data.get("way", "self")
    on = signed.notary_on if way == "mail" and signed.notary_on else office.today()
    with office.store.session() as session:
        number = found.form_no or numbers.give(office, session)
        if numbers.taken(session, number):
            raise OfficeError("overseas.number_used", code="E_RULE", number=number)
        payload = _payload(found, signed, number, way)
        kept = [
            journal.keep_evidence(office, session, found.person_id, data, kind) for data, kind in pictures
        ]
        evidence = list(dict.fromkeys(kept))
        saved = _append(office, session, found, payload, on, evidence)
    drafts.drop(office, f"overseas:{found.key}")
    queue.finish(office, found.key)
    return saved


def _append(
    office: Office, session: Session, found: OverseasSheet, payload: OverseasReview, on: date, evidence: list[str]
) -> Saved:  # fmt: skip
    if not found.person_id:
        row = journal.append(office, session, OverseasUnlisted(review=payload), "", on, evidence)
        return Saved(row.id, "", "overseas_unlisted", certifies=False, needs_review=False)
    row = journal.append(office, session, payload, found.person_id, on, evidence)
    deadlines = next_deadlines(office, session, found.person_id, on)
    return Saved(row.id, found.person_id, "overseas", True, True, deadlines)


def _payload(found: OverseasSheet, signed: Signed, number: str, way: str) -> OverseasReview:
    return OverseasReview(
        form_no=number,
        form={key: value for key, value in found.data.items() if key != "form_no"},
        category=signed.category,
        way=way,  # type: ignore[arg-type]  # the form's own choices
        method="consulate_proxy" if way == "proxy" else "consulate",
        documents=signed.documents,
        explained={key: written(value, "reason") for key, value in signed.explained.items()},
        proxy_override=written(signed.override, "reason"),
        notary_on=signed.notary_on if way == "mail" else None,
    )


def _documents(way: str, kinds: set[str], signed: Signed, today: date) -> Iterator[Said]:
    if not signed.photos:
        yield Said("photos", "请附已签名表格的照片或扫描件", "Add a photograph or scan of the signed sheet")
    if not kinds & {"passport", "id_card"}:
        yield Said("documents", "请登记看过的护照", "Name the passport that was seen")
    for one in signed.documents:
        if one.expires and one.expires < today:
            yield Said("documents", f"证件已过期：{one.number}", f"The document has expired: {one.number}")
    if way == "proxy" and "proxy_passport" not in kinds:
        yield Said("documents", "委托办理应登记代办人护照", "By proxy: name the proxy's passport")
    if way == "proxy" and not kinds & set(LETTERS):
        zh = "委托办理应有公证委托书，或书面委托和侨团证明"
        yield Said(
            "documents", zh, "By proxy: a notarised authorisation, or a letter with an association's proof"
        )
    if way == "mail" and not (signed.notary_on and "notary" in kinds):
        yield Said(
            "notary_on", "邮寄办理应登记公证书和公证日期", "By mail: name the notary's act and its day"
        )
    if signed.notary_on and signed.notary_on > today:
        yield Said("notary_on", "公证日期不得晚于今天", "The notary's day cannot lie in the future")


def _explanations(found: OverseasSheet, signed: Signed) -> Iterator[Said]:
    """What differs from the number or the passport is explained in words, or the form is not taken."""
    proofs = {one.kind for one in signed.documents}
    for one in found.warnings:
        silent = one.field in EXPLAINED and not signed.explained.get(one.field, "").strip()
        if silent or (one.field == "name_latin" and not proofs & {"same_person", "name_change"}):
            yield one


def _way(way: str, found: OverseasSheet, signed: Signed, today: date) -> Iterator[Said]:
    if way != "proxy":
        return
    signed_on = found.data.get("proxy_signed_on", "")
    old = letter_problem(date.fromisoformat(signed_on), today) if _is_day(signed_on) else None
    if old is not None and not any(one.field == "proxy_signed_on" for one in found.errors):
        yield Said(
            "proxy_signed_on", "委托书签署日期超过30天", "The proxy's letter was signed more than 30 days ago"
        )
    too_often: Sequence[Said] = [one for one in found.warnings if one.field == "way"]
    if too_often and not signed.override.strip():
        yield too_often[0]


def _is_day(text: str) -> bool:
    from forms.text import day

    return day(text) is not None
