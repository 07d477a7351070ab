"""批量人脸建模: templates of a folder of card photographs, and who must come in person because there is none.

广西通知 三(一): 我中心已从待遇领取人员现持有的社会保障卡提取照片完成了批量“人脸建模”工作.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from sqlmodel import Session, col, select

from biometric.steps import Enrolled, Progress, Refused
from fieldsuite import engines, template_store
from fieldsuite.casework import enrol
from fieldsuite.casework.batch_photos import Assigned, assign, shown
from fieldsuite.casework.batch_report import BatchReport, Result, Row, row_of, stranger
from fieldsuite.casework.batch_workers import Job, Made, cores, work
from fieldsuite.casework.departed import departed
from fieldsuite.matching.duplicates import Watch
from fieldsuite.office import Office
from fieldsuite.tables import Journal, Person

RESULTS: dict[str, Result] = {
    "no_face": "no_face",
    "several_faces": "several_faces",
    "unreadable": "unreadable",
    "poor_image": "poor",
    "identity_changed": "poor",
}
"""What a refused capture is in the report."""
DAMAGED = frozenset({"not_a_picture", "picture_too_large", "picture_damaged"})
"""Advice of a file that is no photograph at all: not poor, but unreadable."""


def folder(
    office: Office, photos: Path, *, table: Path | None = None, workers: int | None = None
) -> Iterator[Progress | BatchReport]:
    """Enrol everybody of whom the folder holds a photograph; one Progress a photograph, the last step is BatchReport.

    Each person is kept in a transaction of their own as soon as their template is made; whoever has a template is
    passed over, so that a run that was interrupted goes on where it stopped. ``table`` says whose a file is; otherwise
    its name does. Raises OfficeError for a folder that cannot be read, FormsError for a table, ModelMissing.
    """
    with office.store.session() as session:
        people = {person.id: person for person in session.exec(select(Person))}
        dead = departed(session)
        willing = _willing(session, people, agency=office.config.agency)
    found = assign(photos, list(people.values()), table)
    enrolled = _enrolled(office) if people else frozenset()
    pack = engines.active(office, "face")
    jobs = [
        Job(who, found.photos[who], pack) for who in found.photos if who not in enrolled and who in willing
    ]
    rows = _beforehand(people, found, photos, enrolled, willing, dead)
    done = sum(len(paths) for paths in found.photos.values()) - sum(len(job.paths) for job in jobs)
    done, total = (
        done + len(found.strangers),
        done + len(found.strangers) + sum(len(job.paths) for job in jobs),
    )
    yield Progress(done, total, "batch_measuring")
    watch = Watch(office)
    basis: enrol.Basis = "agency" if office.config.agency else "consent"
    for job, made in work(jobs, min(workers or cores(), len(jobs))):
        if isinstance(made, Enrolled):
            enrol.keep(office, job.person_id, made, "photographs", "image/jpeg", basis=basis, watch=watch)
        rows.append(_judged(people[job.person_id], job, made, photos))
        for _ in job.paths:
            done += 1
            yield Progress(done, total, "batch_measuring")
    yield BatchReport.of(rows, total)


def _enrolled(office: Office) -> frozenset[str]:
    from biometric.models import LANDMARKS, RESNET, weights_path

    for weights in (LANDMARKS, RESNET):
        weights_path(weights)  # a sentence now, not a worker that dies
    made = engines.now(office, "face")
    return template_store.everybody(office, "face", made.engine, made.version)


def _willing(session: Session, people: Collection[str], *, agency: bool) -> frozenset[str]:
    """Give those whose photograph may be used: who agreed (PIPL art. 29), and at an agency who did not refuse."""
    rows = session.exec(select(Journal).where(Journal.kind == "consent").order_by(col(Journal.position)))
    newest = {row.person_id: bool(row.payload.get("face")) for row in rows}
    return frozenset(person for person in people if newest.get(person, agency))


def _beforehand(
    people: dict[str, Person],
    found: Assigned,
    folder: Path,
    enrolled: Collection[str],
    willing: Collection[str],
    dead: Collection[str],
) -> list[Row]:
    """Give the rows that need no photograph to be looked at."""
    rows = [stranger(said, file) for said, file in found.strangers]
    for who, person in people.items():
        paths = found.photos.get(who, ())
        file = shown(paths[0], folder) if paths else found.missing.get(who, "")
        if who in enrolled:
            rows.append(row_of(person, "already_enrolled", file=file))
        elif paths and who not in willing:
            rows.append(row_of(person, "no_consent", "ask_consent", file))
        elif not paths and who not in dead:
            rows.append(row_of(person, "no_photo", "file_missing" if file else "come_in_person", file))
    return rows


def _judged(person: Person, job: Job, made: Made, folder: Path) -> Row:
    file = shown(job.paths[0], folder)
    if isinstance(made, Refused):
        result = "unreadable" if made.advice in DAMAGED else RESULTS.get(made.reason, "poor")
        return row_of(person, result, made.advice or "", file, made.measures)
    return row_of(person, "enrolled", "", file, made.measures)
