"""An update leaves a version that works wherever the power goes, and goes back to no version but the one kept."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from starting import Trouble, sums, versions
from starting.renew import back, installer, renew


def laid(folder: Path, version: str, head: str = "0003") -> Path:
    """A program as small as one can be: its launcher says its version when its mark is there."""
    files = {
        "start.py": f"print({version!r})\n",
        "fieldsuite/__init__.py": f'__version__ = "{version}"\n',
        "fieldsuite/migrate.py": f'HEAD = "{head}"\n',
        "docs/x.md": version,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def install(place: Path) -> None:
    (place / ".venv").mkdir(exist_ok=True)
    (place / ".venv" / "library.py").write_text("x", encoding="utf-8")
    sums.replace(place / ".venv" / "fieldsuite-steps.json", b"{}")


def attempt(place: Path) -> None:
    if not versions.whole(place):
        raise Trouble("renew_broken", version="", folder=place)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = laid(tmp_path / "root", "0.1.0")
    install(made)
    return made


def pack(tmp_path: Path, version: str, head: str = "0003") -> Path:
    made = laid(tmp_path / f"pack-{version}", version, head)
    (made / "wheels").mkdir()
    (made / "wheels" / "w.whl").write_bytes(b"w")
    sums.write(made)
    return made


def update(root: Path, made: Path, version: str) -> list[str]:
    return list(renew(root, made, version, install, attempt))


def begun(root: Path) -> str:
    """What the launcher would begin, really begun."""
    place = versions.chosen(root)
    ran = subprocess.run([sys.executable, str(place / "start.py")], capture_output=True, text=True)
    return ran.stdout.strip() or ran.stderr


def test_a_newer_version_is_in_use_and_the_older_one_kept(root: Path, tmp_path: Path) -> None:
    assert update(root, pack(tmp_path, "0.2.0"), "0.2.0") == ["laid", "installed", "tried", "switched"]
    assert begun(root) == "0.2.0" and not (versions.folder(root, "0.2.0") / "wheels").exists()
    assert back(root) == ("0.1.0", True) and begun(root) == "0.1.0"
    with pytest.raises(Trouble, match="nothing_kept"):
        back(root)


def test_only_the_one_before_is_kept(root: Path, tmp_path: Path) -> None:
    for version in ("0.2.0", "0.3.0", "0.10.0"):
        update(root, pack(tmp_path, version), version)
    assert {path.name for path in (root / "versions").iterdir()} == {"0.3.0", "0.10.0"}
    assert back(root) == ("0.3.0", True) and begun(root) == "0.3.0"


def test_who_goes_back_over_new_tables_is_told(root: Path, tmp_path: Path) -> None:
    update(root, pack(tmp_path, "0.2.0", head="0004"), "0.2.0")
    assert back(root) == ("0.1.0", False)


def test_a_version_that_does_not_run_is_never_in_use(root: Path, tmp_path: Path) -> None:
    def broken(place: Path) -> None:
        raise Trouble("renew_broken", version="0.2.0", folder=place)

    with pytest.raises(Trouble, match="renew_broken"):
        list(renew(root, pack(tmp_path, "0.2.0"), "0.2.0", install, broken))
    assert begun(root) == "0.1.0" and not (root / versions.POINTER).exists()


def test_a_file_that_changes_after_it_was_checked_is_not_taken_into_use(root: Path, tmp_path: Path) -> None:
    made = pack(tmp_path, "0.2.0")
    (made / "start.py").write_text("print('evil')\n", encoding="utf-8")
    with pytest.raises(Trouble, match="pack_damaged"):
        update(root, made, "0.2.0")
    assert begun(root) == "0.1.0"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the power is cut in a child that is forked")
def test_the_power_goes_at_every_operation_and_a_version_works(root: Path, tmp_path: Path) -> None:
    made, cut, seen = pack(tmp_path, "0.2.0"), 0, set[str]()
    while cut_at(cut, lambda: update(root, made, "0.2.0")):
        use = versions.read(root)
        assert use in (versions.Use(), versions.Use("0.2.0", ""))
        seen.add(begun(root))
        assert versions.whole(versions.chosen(root))
        cut += 1
    assert cut > 20 and begun(root) == "0.2.0"
    assert "0.1.0" in seen
    assert update(root, made, "0.2.0")[-1] == "switched"


def cut_at(number: int, job: "object") -> bool:
    """Run a job in a child whose power goes at one operation on files; False when it came to its end."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = [number]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[1], str) and arguments[1] not in ("r", "rb")
        if writes or event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"):
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)

    try:
        sys.addaudithook(watch)
        job()  # type: ignore[operator]
    finally:
        os._exit(0)


@pytest.mark.parametrize(
    "said",
    ["", "{", "[]", '{"now": 3}', '{"now": "../../evil", "before": null}', '{"now": "9.9.9", "before": ""}'],
)
def test_a_damaged_word_on_what_is_in_use_begins_the_first_version(root: Path, said: str) -> None:
    (root / versions.POINTER).write_text(said, encoding="utf-8")
    assert versions.chosen(root) == root


def test_a_version_that_is_gone_gives_way_to_the_one_before(root: Path, tmp_path: Path) -> None:
    for version in ("0.2.0", "0.3.0"):
        update(root, pack(tmp_path, version), version)
    (versions.folder(root, "0.3.0") / "start.py").unlink()
    assert begun(root) == "0.2.0"


@pytest.mark.parametrize(
    ("one", "other", "is_newer"),
    [("0.2.0", "0.1.0", True), ("0.10.0", "0.9.9", True), ("0.1.0", "0.1.0", False), ("0.1.0", "0.2.0", False),
     ("evil", "0.1.0", False), ("0.2.0-x", "0.1.0", False), ("1", "0.1.0", False)],
)  # fmt: skip
def test_newer_is_counted_number_by_number(one: str, other: str, is_newer: bool) -> None:
    assert versions.newer(one, other) is is_newer


def test_words_of_the_older_program_reach_the_one_in_use(root: Path, tmp_path: Path) -> None:
    from fieldsuite.cli.newer import hand_over

    assert hand_over(["doctor"], root) is None
    (root / versions.POINTER).write_text(json.dumps({"now": "", "before": None}), encoding="utf-8")
    assert hand_over(["doctor"], root) is None
    made = laid(tmp_path / "x", "0.2.0")
    (made / "start.py").write_text("import sys; print('0.2.0', *sys.argv[1:])\n", encoding="utf-8")
    sums.write(made)
    update(root, made, "0.2.0")
    code = (
        "import sys, pathlib, fieldsuite.cli.newer as n; n.hand_over(['doctor'], pathlib.Path(sys.argv[1]))"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(root)], capture_output=True, text=True)
    assert ran.stdout.strip() == "0.2.0 doctor"


@pytest.mark.parametrize(("marks", "ways"), [({"lite": "yes"}, ["--lite"]), ({"lite": "no"}, [])])
def test_a_newer_version_is_installed_as_the_present_one_was(
    root: Path, tmp_path: Path, marks: dict[str, str], ways: list[str]
) -> None:
    (root / ".venv" / "fieldsuite-steps.json").write_text(json.dumps(marks), encoding="utf-8")
    newer = laid(tmp_path / "newer", "0.2.0")
    (newer / "start.py").write_text(
        "import sys; open('said', 'w').write(' '.join(sys.argv[1:]))", encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        installer(tmp_path / "pack", "en", root)(newer)
    said = (tmp_path / "said").read_text(encoding="utf-8").split()
    assert said == ["--lang", "en", "install", "--from", str(tmp_path / "pack"), *ways]
    (newer / "start.py").write_text("raise SystemExit(3)", encoding="utf-8")
    with pytest.raises(Trouble, match="renew_failed"):
        installer(tmp_path / "pack", "en", root)(newer)
