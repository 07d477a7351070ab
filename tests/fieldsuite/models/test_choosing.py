"""Which engine works for whom: the one in use for new models, the one that made a template for verifying it."""

from pathlib import Path

import pytest
from sqlmodel import select

from biometric.steps import Enrolled, Verdict
from fieldsuite import engines, template_store
from fieldsuite.casework import batch, consent, enrol, models, verify
from fieldsuite.casework.again import again
from fieldsuite.casework.batch_report import BatchReport
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Journal
from tests.doubles import card_photos as cards
from tests.doubles.faces import somebody
from tests.fieldsuite.models.conftest import Builder
from tests.grounds import Place


def enrolled(office: Office, who: str, photographs: tuple[Path, ...]) -> Enrolled:
    consent.give(office, who, consent.ConsentForm(face=True, voice=True, read_by="李梅"))
    *_, last = enrol.face_photographs(office, who, photographs)
    assert isinstance(last, Enrolled), last
    return last


def verified(office: Office, who: str, photograph: Path) -> Verdict:
    *_, last = verify.photographs(office, who, [photograph])
    assert isinstance(last, Verdict)
    return last


def test_the_old_engine_is_kept_until_everybody_was_enrolled_again(place: Place, pack_file: Builder) -> None:
    file, who = pack_file(), somebody(place.root).photographs
    with place.officer() as office:
        enrolled(office, "p-fine", who[:1])
        assert again(office) == ()
        found = models.install(office, file)
        models.use(office, "tiny")
        (waiting,) = again(office)
        assert (waiting.person_id, waiting.modality, waiting.engine) == ("p-fine", "face", "dlib")
        old = verified(office, "p-fine", who[0])
        assert (old.engine, old.verdict) == ("dlib", "same_liveness_unknown")

        made = enrolled(office, "p-fine", who[:1]).template
        assert (made.engine, made.version) == ("onnx-face", found.manifest.version)
        assert again(office) == ()
        new = verified(office, "p-fine", who[0])
        assert (new.engine, new.version, new.verdict) == ("onnx-face", made.version, "same_liveness_unknown")
        assert (new.threshold, new.likeness) == (0.75, pytest.approx(1.0, abs=1e-3))

        with pytest.raises(OfficeError, match=r"models\.in_use"):
            models.remove(office, "tiny")
        models.use_built_in(office, "face")
        assert [one.engine for one in again(office)] == ["onnx-face"]
        with pytest.raises(OfficeError, match=r"models\.needed") as needed:
            models.remove(office, "tiny")
        assert needed.value.values["people"] == 1
        assert verified(office, "p-fine", who[0]).engine == "onnx-face"
        enrolled(office, "p-fine", who[:1])
        models.remove(office, "tiny")
        assert verified(office, "p-fine", who[0]).engine == "dlib"


def test_a_template_of_an_engine_that_is_not_here_is_never_compared(place: Place, pack_file: Builder) -> None:
    import shutil

    file, who = pack_file(), somebody(place.root).photographs
    with place.officer() as office:
        folder = models.install(office, file).pack.folder
        models.use(office, "tiny")
        enrolled(office, "p-fine", who[:1])
        models.use_built_in(office, "face")
        shutil.rmtree(folder)
        verdict = verified(office, "p-fine", who[0])
        assert (verdict.verdict, verdict.reason, verdict.likeness) == (
            "no_template",
            "reason_other_engine",
            None,
        )


def test_the_dead_are_on_no_list(place: Place, pack_file: Builder) -> None:
    file, who = pack_file(), somebody(place.root).photographs
    with place.officer() as office:
        enrolled(office, "p-fine", who[:1])
        models.install(office, file)
        models.use(office, "tiny")
        from datetime import date

        place.visit(office, "p-fine", status="dead", death_on=date(2026, 11, 1))
        assert again(office) == ()


def test_a_choice_is_a_signed_record_and_the_same_choice_is_none(place: Place, pack_file: Builder) -> None:
    file = pack_file()
    with place.officer() as office:
        found = models.install(office, file)
        models.use(office, "tiny")
        models.use(office, "tiny")
        with office.store.session() as session:
            (row,) = session.exec(select(Journal).where(Journal.kind == "model")).all()
        assert (
            row.payload["digest"] == found.manifest.digest
            and row.person_id == ""
            and row.officer_name == "练习员"
        )
        with pytest.raises(OfficeError, match=r"models\.not_passive"):
            models.use(office, "tiny", enforced=True)


@pytest.mark.parametrize("harm", ["gone", "changed", "strange"])
def test_attack_a_pack_that_was_changed_stops_capture_and_nothing_steps_in(
    place: Place, pack_file: Builder, harm: str
) -> None:
    file, who = pack_file(), somebody(place.root).photographs
    with place.officer() as office:
        folder = models.install(office, file).pack.folder
        models.use(office, "tiny")
        from biometric.packs import load

        load.forget(models.check(office, "tiny").pack)  # as in a program that starts afresh
        if harm == "gone":
            (folder / "pack.dsse").unlink()
        elif harm == "changed":
            with (folder / "face.onnx").open("rb+") as opened:
                opened.seek(3000)
                opened.write(b"!")
        else:
            (folder / "custom.py").write_text("import os")
        consent.give(office, "p-fine", consent.ConsentForm(face=True, voice=False, read_by="李梅"))
        for job in (
            enrol.face_photographs(office, "p-fine", who[:1]),
            verify.photographs(office, "p-fine", who[:1]),
        ):
            with pytest.raises(OfficeError) as refused:
                list(job)
            assert refused.value.code == "E_MODEL"
        assert template_store.current(office, "p-fine", "face") is None


def test_a_pack_with_new_thresholds_asks_nobody_to_come_again(place: Place, pack_file: Builder) -> None:
    first, who = pack_file(), somebody(place.root).photographs
    with place.officer() as office:
        models.install(office, first)
        models.use(office, "tiny")
        enrolled(office, "p-fine", who[:1])
    second = pack_file(accept=0.95, accept_one=0.9)
    with place.officer() as office:
        newer = models.install(office, second)
        models.use(office, newer.pack.folder.name)
        assert again(office) == () and verified(office, "p-fine", who[0]).threshold == 0.9
        older = next(row.folder for row in models.listed(office) if row.folder and not row.active)
        models.remove(office, older)
        assert verified(office, "p-fine", who[0]).threshold == 0.9


def test_a_batch_models_with_the_engine_in_use_in_workers_too(place: Place, pack_file: Builder) -> None:
    file, photos = pack_file(), place.root / "cards"
    with place.officer() as office:
        models.install(office, file)
        models.use(office, "tiny")
        for who in ("p-fine", "p-soon"):
            cards.good(photos / f"{who}.jpg")
            consent.give(office, who, consent.ConsentForm(face=True, voice=False, read_by="李梅"))
        *_, report = batch.folder(office, photos, workers=2)
        assert isinstance(report, BatchReport) and report.counts["enrolled"] == 2
        template = template_store.current(office, "p-fine", "face")
        assert template is not None and template.engine == "onnx-face"
        *_, report = batch.folder(office, photos, workers=1)
        assert isinstance(report, BatchReport) and report.counts["already_enrolled"] == 2
        models.use_built_in(office, "face")
        *_, report = batch.folder(office, photos, workers=1)
        assert isinstance(report, BatchReport) and report.counts["enrolled"] == 2


def test_two_people_with_one_face_are_found_by_the_likeness_of_the_pack(
    place: Place, pack_file: Builder
) -> None:
    file, who = pack_file(), somebody(place.root).photographs
    with place.officer() as office:
        models.install(office, file)
        models.use(office, "tiny")
        enrolled(office, "p-fine", who[:1])
        enrolled(office, "p-soon", who[:1])
        assert list(engines.alarms(office).values()) == [0.9]
        with office.store.session() as session:
            rows = session.exec(select(Journal).where(Journal.kind == "alarm")).all()
        assert {(row.payload["reason"], row.payload.get("engine", "")) for row in rows} >= {
            ("one_face_two_people", "onnx-face")
        }


def test_the_province_learns_which_engine_an_office_uses(place: Place, pack_file: Builder) -> None:
    file = pack_file()
    with place.officer() as office:
        found = models.install(office, file)
        models.use(office, "tiny")
        sent = place.pack(office)
    with place.clerk() as desk:
        (arrived,) = place.arrive(desk, sent.path)
        assert arrived.result == "imported"
        with desk.store.session() as session:
            (row,) = session.exec(select(Journal).where(Journal.kind == "model")).all()
        assert (row.status, row.payload["version"], row.site) == (
            "stored",
            found.manifest.version,
            place.site,
        )
        assert engines.choice(desk, "face").pack == ""  # another office's choice is not the desk's
