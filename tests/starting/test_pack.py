"""A pack holds all that its list names and installs without an index; what was changed on the way is refused."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from starting import Trouble, sums, versions
from starting.arrive import arrive
from starting.pack import _carry_python, here, lay_manual, pack, read_release, say_what
from starting.plan import Plan
from starting.wish import Wish
from tests.starting import wheelhouse

PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
pytestmark = pytest.mark.skipif(not here(), reason="packs are made for Windows and Linux on x86-64")


def plan_of(root: Path) -> Plan:
    """A plan whose tools are there already: the Python of the tests has pip."""
    plan = Plan(root, lite=None, dev=False)
    plan.venv.mkdir(exist_ok=True)
    plan.python = Path(sys.executable)
    plan.done("venv")
    plan.done("tools")
    return plan


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same program packed for both systems, from an index that is a folder."""
    folder = tmp_path_factory.mktemp("packs")
    root, stick = wheelhouse.program(folder), folder / "stick 盘"
    stick.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_CONFIG_FILE", os.devnull)
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_FIND_LINKS", (folder / "index").as_uri())
        return {
            platform: pack(plan_of(root), Wish("pack", (str(stick),), "en", True, platform=platform))
            for platform in ("linux-x64", "windows-x64")
        }


@pytest.fixture
def own(packs: dict[str, Path], tmp_path: Path) -> Path:
    """A copy of the pack for this machine, to be damaged."""
    return Path(shutil.copytree(packs[here()], tmp_path / "copy"))


def wish(source: Path, to: Path, portable: bool = False) -> Wish:
    return Wish("install", (), "en", False, source=str(source), to=str(to), portable=portable)


def test_each_system_gets_its_own_wheels_and_every_file_stands_in_the_list(packs: dict[str, Path]) -> None:
    assert {path.name for path in (packs["linux-x64"] / "wheels").iterdir()} == {
        "tiny-1.0-py3-none-any.whl",
        "setuptools-80.0-py3-none-any.whl",
    }
    windows = {path.name.split("-")[0] for path in (packs["windows-x64"] / "wheels").iterdir()}
    assert windows == {"tiny", "setuptools", "only_windows"}
    for made in packs.values():
        files = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
        assert files - set(sums.read(made)) == {"SHA256SUMS", f"{made.name}.fosrelease"}
        assert list(sums.verify(made, sums.read(made)))
        assert "fonts/BabelStoneHan.ttf" in files and not [name for name in files if "__pycache__" in name]


def test_what_sha256sum_reads_is_what_we_wrote(packs: dict[str, Path]) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("no sha256sum here")
    made = packs["linux-x64"]
    assert subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=made).returncode == 0


def test_the_first_page_says_in_both_languages_what_is_lacking(packs: dict[str, Path]) -> None:
    page = (packs["windows-x64"] / "READ-ME-FIRST.txt").read_bytes()
    assert page.startswith(b"\xef\xbb\xbf") and b"\r\n" in page
    text = page.decode("utf-8-sig")
    assert "没有放入 Python" in text and "No Python is in here" in text and "{" not in text
    assert f"py -{PYTHON} start.py" in (packs["windows-x64"] / "install.cmd").read_text(encoding="utf-8")


@pytest.mark.parametrize(("status", "lacking"), [(0, []), (3, ["no_manual"])])
def test_the_manual_lies_beside_the_program_or_is_said_to_be_missing(
    tmp_path: Path, status: int, lacking: list[str]
) -> None:
    program, part = tmp_path / "program", tmp_path / "part"
    for folder in (program / "fieldsuite", part / "manual"):
        folder.mkdir(parents=True)
    (part / "manual" / "old.pdf").touch()
    (program / "fieldsuite" / "__init__.py").touch()
    (program / "fieldsuite" / "__main__.py").write_text(
        "import sys, pathlib; pathlib.Path(sys.argv[3], 'manual.pdf').touch();"
        f"sys.exit({status} if sys.argv[1:3] == ['manual', '-o'] else 9)"
    )
    missing: list[str] = []
    lay_manual(plan_of(program), part, missing)
    assert missing == lacking
    assert [path.name for path in part.rglob("*.pdf")] == ([] if lacking else ["manual.pdf"])


def test_the_list_of_parts_names_licences_and_the_terms_of_the_models(packs: dict[str, Path]) -> None:
    said = json.loads((packs["linux-x64"] / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (said["bomFormat"], said["specVersion"]) == ("CycloneDX", "1.6")
    parts = {part["name"]: part for part in said["components"]}
    assert (
        parts["tiny"]["licenses"] == [{"expression": "MIT"}] and parts["tiny"]["purl"] == "pkg:pypi/tiny@1.0"
    )
    assert parts["tiny"]["hashes"][0]["content"] == sums.digest(
        packs["linux-x64"] / "wheels" / "tiny-1.0-py3-none-any.whl"
    )
    landmarks = parts["shape_predictor_68_face_landmarks.dat"]
    assert "Imperial College London" in str(landmarks["properties"])


def test_a_pack_is_not_written_over_and_not_for_a_system_nobody_knows(packs: dict[str, Path]) -> None:
    stick, root = packs["linux-x64"].parent, packs["linux-x64"].parents[1] / "program"
    with pytest.raises(Trouble, match="pack_there"):
        pack(plan_of(root), Wish("pack", (str(stick),), "en", True, platform="linux-x64"))
    with pytest.raises(Trouble, match="pack_platform"):
        pack(plan_of(root), Wish("pack", (str(stick),), "en", True, platform="amiga"))
    with pytest.raises(Trouble, match="pack_folder"):
        pack(plan_of(root), Wish("pack", (str(stick / "none"),), "en", True))
    (stick.parent / "empty").mkdir()
    with pytest.raises(Trouble, match="pack_python"):
        pack(plan_of(root), Wish("pack", (str(stick.parent / "empty"),), "en", True, python=str(stick)))


def test_carried_about_it_installs_and_runs_without_an_index_and_after_a_move(
    own: Path, tmp_path: Path
) -> None:
    line = [sys.executable, str(own / "start.py"), "--lang", "en"]
    quiet = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}  # nobody listens there
    made = subprocess.run(
        [*line, "install", "--from", str(own), "--portable"], env=quiet, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    moved = own.rename(tmp_path / "另一个 盘符")
    ran = subprocess.run(
        [sys.executable, str(moved / "start.py"), "doctor"], env=quiet, capture_output=True, text=True
    )
    assert ran.stdout.split("\n")[0] == f"0.2.0 1.0 --home {moved / 'office'} doctor", ran.stderr
    chosen = [sys.executable, str(moved / "start.py"), "--home", "mine", "doctor"]
    ran = subprocess.run(chosen, env=quiet, capture_output=True, text=True)
    assert ran.stdout.strip() == "0.2.0 1.0 --home mine doctor"


def test_libraries_of_another_python_are_not_run(own: Path, tmp_path: Path) -> None:
    (own / ".portable").mkdir()
    marks = {"venv": "win32 3.11" if sys.platform != "win32" else "linux 3.11", "lite": "yes"}
    (own / ".portable" / "fieldsuite-steps.json").write_text(json.dumps(marks), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(own / "start.py"), "--lang", "en", "doctor"], capture_output=True, text=True
    )
    assert ran.returncode == 3 and "Python 3.11 is needed" in ran.stderr


def test_it_is_laid_where_it_shall_live_without_the_wheels(own: Path, tmp_path: Path) -> None:
    target = tmp_path / "fieldsuite"
    plan = arrive(own, wish(own, target))
    assert plan.root == target and plan.wheels == own / "wheels" and plan.lite
    assert versions.version_of(target) == "0.2.0" and (target / "fonts" / "BabelStoneHan.ttf").is_file()
    assert not (target / "wheels").exists() and (target / "fieldsuite.cmd").is_file()
    assert list(sums.verify(target, sums.read(target)))


def test_a_python_is_carried_with_its_links_as_files(tmp_path: Path) -> None:
    python, stick = tmp_path / "python", tmp_path / "stick"
    (python / "bin").mkdir(parents=True)
    (python / "bin" / "python3.11").write_bytes(b"a Python")
    (python / "bin" / "python3").symlink_to("python3.11")
    (python / "bin" / "2to3").symlink_to("gone")
    stick.mkdir()
    assert _carry_python(str(python), stick) == []
    carried = stick / "python" / "bin"
    assert {path.name for path in carried.iterdir()} == {"python3.11", "python3"}
    assert (carried / "python3").read_bytes() == b"a Python" and not (carried / "python3").is_symlink()


def test_installed_with_the_python_of_the_stick_it_lives_on_without_the_stick(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = own / "python" / "bin" / "python3"
    runs.parent.mkdir(parents=True)
    runs.write_bytes(b"a Python")
    path, what = read_release(own)
    path.unlink()
    said = {key: value for key, value in what.items() if key not in ("format", "sums")}
    say_what(own, path.stem, said, sums.write(own))
    target = tmp_path / "fieldsuite"
    assert arrive(own, wish(own, target)).maker == Path(sys.executable) and not (target / "python").exists()
    monkeypatch.setattr(sys, "base_prefix", str(own / "python"))
    monkeypatch.setattr(sys, "executable", str(runs))
    plan = arrive(own, wish(own, target))
    assert plan.maker == target / "python" / "bin" / "python3" and plan.maker.read_bytes() == b"a Python"


def test_what_came_from_a_stick_is_kept_when_its_python_is_gone(own: Path, tmp_path: Path) -> None:
    kept = own / ".venv" / "lib" / "a library"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"x")
    (own / ".venv" / "pyvenv.cfg").write_text(f"home = {tmp_path / 'pulled' / 'bin'}\n", encoding="utf-8")
    line = [sys.executable, str(own / "start.py"), "--lang", "en", "doctor"]
    ran = subprocess.run(line, capture_output=True, text=True)
    assert (
        ran.returncode == 3 and "is gone" in ran.stderr and "install --from" in ran.stderr and kept.is_file()
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [("wheels/tiny-1.0-py3-none-any.whl", "pack_damaged"), ("keys/README.md", "pack_damaged"),
     ("SHA256SUMS", "pack_damaged"), ("linux.fosrelease", "pack_none")],
)  # fmt: skip
def test_one_changed_byte_installs_nothing(own: Path, tmp_path: Path, name: str, key: str) -> None:
    path = next(own.glob("*.fosrelease")) if name.endswith(".fosrelease") else own / name
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(Trouble, match=key):
        arrive(own, wish(own, tmp_path / "target"))
    assert not (tmp_path / "target").exists()


def test_a_missing_file_a_foreign_system_and_another_version_are_told(own: Path, tmp_path: Path) -> None:
    said_in, said = read_release(own)
    (own / "docs" / "README.md").unlink()
    with pytest.raises(Trouble, match="pack_missing"):
        arrive(own, wish(own, tmp_path / "target"))
    older = tmp_path / "there" / "fieldsuite"
    older.mkdir(parents=True)
    (older / "__init__.py").write_text('__version__ = "0.1.9"\n', encoding="utf-8")
    with pytest.raises(Trouble, match="there_already"):
        arrive(own, wish(own, tmp_path / "there"))
    for change, key in (({"platform": "plan9"}, "pack_other_system"), ({"python": "2.7"}, "other_python")):
        said_in.write_text(json.dumps({**said, **change}), encoding="utf-8")
        with pytest.raises(Trouble, match=key):
            arrive(own, wish(own, tmp_path / "target"))
    with pytest.raises(Trouble, match="pack_none"):
        arrive(own, wish(tmp_path, tmp_path / "target"))


@pytest.mark.parametrize(
    "line", ["0" * 64 + "  ../out.txt", "0" * 64 + "  /etc/x", "0" * 64 + "  C:x", "short  a", ""]
)
def test_a_list_that_leads_out_of_its_folder_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / sums.NAME).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(Trouble, match="pack_damaged"):
        sums.read(tmp_path)


def test_what_is_copied_is_what_was_checked(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"other bytes than the list has")
    with pytest.raises(Trouble, match="pack_damaged"):
        sums.copy(tmp_path / "a", tmp_path / "b", "0" * 64)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
