"""知情同意: the notice is read out, the person says yes or no to face and to voice, and how they marked it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from biometric.template import Modality
from fieldsuite import journal
from fieldsuite.casework import deletion
from fieldsuite.casework.people import current_consent, one
from fieldsuite.casework.views import Saved
from fieldsuite.casework.written import required, written
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.records import Consent
from fieldsuite.words import Both, Lang
from forms import consent as consent_form

Mark = Literal["signature", "thumb", "spoken"]
"""签名, 按手印, 口头."""
VERSION = consent_form.CURRENT
"""Version of the text; the consent record carries it with the text's digest."""


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The text that is read out."""

    version: str
    sha256: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """What the officer enters when the person has answered."""

    face: bool
    voice: bool
    read_by: str
    language: str = "zh"
    mark: Mark = "signature"
    witness: str = ""


def text(lang: Lang = "zh") -> ConsentText:
    """Give the text that the paper prints too; its digest is over the bytes in the package."""
    paragraphs = tuple(consent_form.text_of(VERSION, lang).splitlines())
    return ConsentText(VERSION, consent_form.digest_of(VERSION, lang), paragraphs)


def give(office: Office, who: str, form: ConsentForm) -> Saved:
    """Record a consent or a refusal; templates that a refusal covers are erased at once (``deletion``).

    Raises OfficeError when nobody is named who read the notice out.
    """
    saved = _record(office, who, form)
    deletion.settle(office, saved.person_id)
    return saved


def withdraw(
    office: Office, who: str, modalities: Sequence[Modality], heard_by: str, mark: Mark = "spoken"
) -> tuple[deletion.Deleted, ...]:
    """Record that a person withdrew (PIPL article 15), erase those templates and give the signed proofs.

    What was agreed to besides stays. Raises OfficeError when nobody is named who heard it.
    """
    with office.store.session() as session:
        person_id = one(session, who).id
        held = current_consent(session, person_id)
    form = ConsentForm(
        face=bool(held and held.face) and "face" not in modalities,
        voice=bool(held and held.voice) and "voice" not in modalities,
        read_by=heard_by,
        mark=mark,
    )
    _record(office, person_id, form)
    return deletion.settle(office, person_id)


def _record(office: Office, who: str, form: ConsentForm) -> Saved:
    read_by = required(form.read_by, "read_by")
    shown = text("en" if form.language == "en" else "zh")
    with office.store.session() as session:
        person = one(session, who)
        payload = Consent(
            face=form.face,
            voice=form.voice,
            text_version=shown.version,
            text_sha256=shown.sha256,
            read_by=read_by,
            language=form.language,
            mark=form.mark,
            witness=written(form.witness, "witness"),
            on=office.today(),
        )
        row = journal.append(office, session, payload, person.id, office.today())
        return Saved(row.id, person.id, "consent", certifies=False, needs_review=False)


def require(office: Office, who: str, modality: Literal["face", "voice"]) -> str:
    """Give the id of a person who agreed to this capture (PIPL art. 29). Raises OfficeError E_RULE otherwise."""
    with office.store.session() as session:
        person = one(session, who)
        consent = current_consent(session, person.id)
    if consent is None or not getattr(consent, modality):
        what = {"face": "人脸 / face", "voice": "声纹 / voice"}[modality]
        raise OfficeError("office.no_consent", code="E_RULE", what=Both(what))
    return person.id
