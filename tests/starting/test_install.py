"""Steps are taken in order, each with its line, and a failure leaves the finished ones standing."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from starting import Trouble, font, install
from starting.pip import Pip
from starting.plan import Plan
from starting.wish import Wish
from tests.house.tree import ROOT


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    (tmp_path / ".venv").mkdir()
    return Plan(tmp_path, lite=None, dev=False)


def taking(monkeypatch: pytest.MonkeyPatch, **steps: object) -> None:
    for name, step in steps.items():
        monkeypatch.setitem(install._STEPS, name, step)  # type: ignore[arg-type]


def test_every_step_has_one_line_with_its_number_and_its_time(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    taking(monkeypatch, venv=lambda *_: None, tools=lambda *_: None)
    install.carry_out(plan, ["venv", "tools"], Wish(lang="en"))
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[0] for line in lines] == ["[1/2]", "[2/2]"] and lines[0].endswith(" s")


def test_a_failure_keeps_what_was_done(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise Trouble("no_network")

    taking(monkeypatch, venv=lambda *_: None, tools=broken)
    with pytest.raises(Trouble, match="no_network"):
        install.carry_out(plan, ["venv", "tools"], Wish(lang="en"))
    assert "venv" in Plan(plan.root, lite=None, dev=False).marks and "tools" not in plan.marks


def test_a_venv_that_somebody_made_by_hand_is_kept(plan: Plan) -> None:
    bare = [sys.executable, "-m", "venv", "--without-pip", "--system-site-packages", str(plan.venv)]
    subprocess.run(bare, check=True)
    (plan.venv / "mine.txt").touch()
    install._venv(plan, Wish(), lambda _: None)
    assert (plan.venv / "mine.txt").exists()


def test_a_venv_without_pip_and_one_without_python_do_not_work(plan: Plan) -> None:
    assert not install.works(plan.python)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(plan.venv)], check=True)
    assert plan.python.exists() and not install.works(plan.python)


def test_a_full_disk_is_told_as_one(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    taking(monkeypatch, venv=full)
    with pytest.raises(Trouble, match="disk_full"):
        install.carry_out(plan, ["venv"], Wish(lang="en"))


def test_a_missing_font_is_a_line_and_no_failure(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(font, "wanted", lambda root: True)
    monkeypatch.setattr(font, "fetch", lambda root: False)
    install.carry_out(plan, ["font"], Wish(lang="en"))
    assert plan.marks["font"] == "missed" and "docs/install.md" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wished", "refuse", "asked"),
    [
        (Wish(), 0, ["--no-deps torch=={}+cpu"]),
        (Wish(torch_index="https://x"), 1,
         ["--no-deps torch=={}+cpu", "--no-deps --index-url https://x torch=={}+cpu"]),
        (Wish(torch_index="https://x"), 2,
         ["--no-deps torch=={}+cpu", "--no-deps --index-url https://x torch=={}+cpu",
          "--no-deps --index-url https://x torch=={}"]),
        (Wish(), 1, ["--no-deps torch=={}+cpu", "torch=={}"]),
    ],
)  # fmt: skip
def test_torch_is_asked_for_without_gpu_libraries_first(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, wished: Wish, refuse: int, asked: list[str]
) -> None:
    seen: list[str] = []

    def listen(self: Pip, words: list[str], heard: object = None) -> None:
        seen.append(" ".join(word for word in words if word not in install.LATER))
        if len(seen) <= refuse:
            raise Trouble("no_wheel")

    monkeypatch.setattr(Pip, "install", listen)
    monkeypatch.setattr(sys, "platform", "linux")
    install._torch(plan, wished, lambda _: None)
    assert seen == [line.format(install.TORCH) for line in asked]


def test_without_a_network_torch_is_not_asked_for_elsewhere(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(self: Pip, words: list[str], heard: object = None) -> None:
        raise Trouble("no_network")

    monkeypatch.setattr(Pip, "install", unreachable)
    with pytest.raises(Trouble, match="no_network"):
        install._torch(plan, Wish(), lambda _: None)


def test_pip_that_cannot_reach_its_index_is_explained(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")  # the discard port: nobody listens
    monkeypatch.setenv("PIP_RETRIES", "1")
    for name in (
        "PIP_FIND_LINKS",
        "PIP_EXTRA_INDEX_URL",
        "HTTP_PROXY",
        "http_proxy",
        "ALL_PROXY",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)
    pip = Pip(Path(sys.executable), plan.venv / "install.log")
    with pytest.raises(Trouble, match="no_network"):
        pip.install(["--no-deps", "no-such-package-of-ours==1"])
    assert "Connection refused" in pip.log.read_text(encoding="utf-8")


def test_setuptools_comes_alone_and_by_its_hash(monkeypatch: pytest.MonkeyPatch, plan: Plan) -> None:
    (plan.root / "requirements").mkdir()
    plan.lock("runtime").write_bytes((ROOT / "requirements" / "runtime.lock").read_bytes())
    monkeypatch.setattr(Pip, "install", lambda self, words, heard=None: None)
    install._tools(plan, Wish(), lambda _: None)
    lines = (plan.venv / "tools.lock").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "==" in line] == ["setuptools==80.10.2 \\"]
    assert sum("--hash=sha256:" in line for line in lines) >= 1


def test_an_old_python_can_read_far_enough_to_be_told() -> None:
    source = (ROOT / "start.py").read_text(encoding="utf-8")
    assert ast.parse(source, feature_version=(3, 7))
    told = source.index("sys.version_info < (3, 11)")
    assert told < source.index("from starting") and source.count("import ", 0, told) == 1


def test_start_py_explains_itself_before_anything_is_installed(tmp_path: Path) -> None:
    copied = tmp_path / "现场 认证"
    for name in ("start.py", *(f"starting/{path.name}" for path in (ROOT / "starting").glob("*.py"))):
        (copied / name).parent.mkdir(parents=True, exist_ok=True)
        (copied / name).write_bytes((ROOT / name).read_bytes())
    told = subprocess.run(
        [sys.executable, "-E", "-S", str(copied / "start.py"), "--help"],
        capture_output=True,
        encoding="utf-8",
    )
    assert told.returncode == 0 and "--torch-index" in told.stdout
    assert not (copied / ".venv").exists()
