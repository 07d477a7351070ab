"""A newer program is taken only when the province published it, and the office is backed up before."""

import shutil
from pathlib import Path

import pytest

from fieldsuite.casework import audit, taking, update, update_news
from fieldsuite.casework.backup import verify
from fieldsuite.casework.update_news import CHINESE
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.office import Office
from fieldsuite.province import publish
from starting import Trouble, versions
from starting.pack import here
from tests.doubles.packs import made
from tests.fieldsuite.casework.letters import refused
from tests.grounds import PASSPHRASE, Place
from tests.house.tree import ROOT

pytestmark = pytest.mark.skipif(not here(), reason="packs are made for Windows and Linux on x86-64")


def published(place: Place, *packs: Path) -> None:
    """The province adds what each pack says of itself and writes the village's stick."""
    with place.clerk() as desk:
        for each in packs:
            assert publish.add(desk, next(each.glob("*.fosrelease"))) == f"programs/{each.name}.fosrelease"
        publish.carry(desk, place.stick)


@pytest.fixture
def root(place: Place, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of the test's own, so that no update reaches the one that runs the tests."""
    program = place.root / "program"
    (program / "fieldsuite").mkdir(parents=True)
    (program / "fieldsuite" / "__init__.py").write_text('__version__ = "0.1.0"\n', encoding="utf-8")
    monkeypatch.setattr(update, "PROGRAM", program)
    return program


def installs(monkeypatch: pytest.MonkeyPatch, *, runs: bool = True) -> None:
    """Let pip's part be done at once: tests/starting shows what it does."""

    def mark(program: Path) -> None:
        (program / ".venv").mkdir(exist_ok=True)
        (program / ".venv" / "fieldsuite-steps.json").write_text("{}", encoding="utf-8")

    def attempt(program: Path) -> None:
        if not runs:
            raise Trouble("renew_broken", version="9.0.0", folder=program)

    monkeypatch.setattr(update, "installer", lambda *_, **__: mark)
    monkeypatch.setattr(update, "runs", lambda version: attempt)


def acts(office: Office) -> set[str]:
    return {row.act for row in audit.listed(office)}


def test_what_the_province_published_is_taken_into_use(
    place: Place, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = made(place.stick, "9.0.0")
    published(place, newer)
    installs(monkeypatch)
    with place.officer() as office:
        done = list(update.take(office, update.look(office, newer)))[-1]
    assert isinstance(done, update.Renewed) and (done.version, done.before) == ("9.0.0", "0.1.0")
    assert versions.version_of(versions.chosen(root)) == "9.0.0"
    assert done.backup is not None and done.backup.parent == place.village / "updates"
    assert list(verify(done.backup, "", PASSPHRASE))
    with place.officer() as office:
        assert "update" in acts(office)


def test_a_pack_that_nobody_published_is_refused(place: Place, root: Path) -> None:
    published(place)
    with place.officer() as office, refused(office, "E_SIGNATURE"):
        update.look(office, made(place.stick, "9.0.0"))


@pytest.mark.parametrize("at", ["wheels/w.whl", "SHA256SUMS", "release"])
def test_one_changed_byte_after_it_was_published_is_refused(
    place: Place, root: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    newer = made(place.stick, "9.0.0")
    published(place, newer)
    path = next(newer.glob("*.fosrelease")) if at == "release" else newer / at
    path.write_bytes(
        path.read_bytes().replace(b"true", b"null") if at == "release" else path.read_bytes() + b"x"
    )
    installs(monkeypatch)
    with place.officer() as office, pytest.raises(OfficeError) as refusal:
        list(update.take(office, update.look(office, newer)))
    assert refusal.value.code == ("E_SIGNATURE" if at == "release" else "E_INPUT")
    assert versions.chosen(root) == root


def test_an_older_program_is_refused_though_the_province_once_published_it(place: Place, root: Path) -> None:
    old = [made(place.stick, version) for version in ("0.0.9", "0.1.0")]
    published(place, *old)
    with place.officer() as office:
        for each in old:
            with pytest.raises(OfficeError) as refusal:
                update.look(office, each)
            assert (refusal.value.key, exit_status(refusal.value.code)) == ("update.not_newer", 4)


def test_an_old_stick_does_not_bring_back_what_was_withdrawn(place: Place, root: Path) -> None:
    bad = made(place.stick, "9.0.0")
    published(place, bad)
    shutil.copytree(place.stick, place.root / "old stick")
    with place.clerk() as desk:
        publish.withdraw(desk, f"programs/{bad.name}.fosrelease")
        place.clock.go(days=1)
        publish.carry(desk, place.stick)
    with place.officer() as office:
        taking.take_from(office, place.stick)
        with pytest.raises(Exception) as refusal:
            update.look(office, bad, place.root / "old stick")
        assert getattr(refusal.value, "code", "") == "E_EXPIRED"


def test_a_pack_for_another_system_and_a_stick_without_the_provinces_word(place: Place, root: Path) -> None:
    foreign = made(place.stick, "9.0.0", "amiga-x1")
    published(place, foreign)
    with place.officer() as office:
        for folder, key in (
            (foreign, "update.other_system"),
            (Path(shutil.copytree(foreign, place.root / "a" / "b")), "update.no_metadata"),
        ):
            with pytest.raises(OfficeError) as refusal:
                update.look(office, folder)
            assert refusal.value.key == key


def test_a_version_that_does_not_run_leaves_the_present_one(
    place: Place, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = made(place.stick, "9.0.0")
    published(place, newer)
    installs(monkeypatch, runs=False)
    with place.officer() as office, pytest.raises(OfficeError) as refusal:
        list(update.take(office, update.look(office, newer)))
    assert refusal.value.key == "start.renew_broken" and versions.chosen(root) == root
    assert told_in_both(refusal.value)


def told_in_both(error: OfficeError) -> bool:
    from fieldsuite.words import of_error

    return all("9.0.0" in of_error(error, lang)[0] for lang in ("zh", "en"))


def test_the_log_says_nothing_of_an_update_that_did_not_happen(place: Place, root: Path) -> None:
    published(place)
    with place.officer() as office:
        with refused(office, "E_SIGNATURE"):
            update.look(office, made(place.stick, "9.0.0"))
        assert "update" not in acts(office)


def test_the_changes_of_every_version_are_told_in_both_languages() -> None:
    said = update_news.read((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), "0.0.0")
    changes = [change for one in said for change in one.changes]
    assert len(changes) > 10 and {"head", "text", "item"} == {change.kind for change in changes}
    mixed = [one for one in changes if not CHINESE.search(one.zh) or CHINESE.search(one.en)]
    assert not mixed and not [one for one in changes if "*" in one.zh + one.en]


def test_after_a_change_of_version_nothing_is_installed_before_the_program_is_opened_anew(
    place: Place, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = made(place.stick, "9.0.0")
    published(place, newer)
    installs(monkeypatch)
    with place.officer() as office:
        assert update.packs(office)[:1] == (newer,)
        list(update.take(office, update.look(office, newer)))
        assert update.present().coming == "9.0.0"
        with pytest.raises(OfficeError) as refusal:
            list(update.take(office, update.look(office, newer)))
        assert refusal.value.key == "update.begin_anew"
