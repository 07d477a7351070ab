"""A step that was taken is not taken again, and whatever it depends on makes it due."""

from pathlib import Path

import pytest

from starting.plan import STEPS, Plan

ALL = [step for step in STEPS if step != "dev"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "requirements").mkdir()
    for name in ("runtime", "speech", "dev"):
        (tmp_path / "requirements" / f"{name}.lock").write_text(name, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]", encoding="utf-8")
    return tmp_path


def plan(root: Path, *, lite: bool | None = None, dev: bool = False) -> Plan:
    return Plan(root, lite=lite, dev=dev)


def take(made: Plan, again: bool = False) -> list[str]:
    """Take every step that is due, as an installation would."""
    due = made.due(again=again)
    made.python.parent.mkdir(parents=True, exist_ok=True)
    made.python.touch()
    for step in due:
        made.done(step)
    return due


def test_on_a_fresh_machine_everything_is_due_but_the_test_tools(root: Path) -> None:
    assert take(plan(root)) == ALL
    assert plan(root).due(again=False) == []


def test_the_tests_ask_for_their_tools_and_keep_them(root: Path) -> None:
    take(plan(root))
    assert take(plan(root, dev=True)) == ["dev"]
    (root / "requirements" / "dev.lock").write_text("newer", encoding="utf-8")
    assert plan(root).due(again=False) == ["dev"]


def test_lite_leaves_torch_out_and_is_remembered(root: Path) -> None:
    assert not {"torch", "speech"} & set(take(plan(root, lite=True)))
    assert plan(root).due(again=False) == []
    assert plan(root, lite=False).due(again=True) == ["speech", "torch"]


def test_a_changed_lock_is_installed_again(root: Path) -> None:
    take(plan(root))
    (root / "requirements" / "runtime.lock").write_text("newer", encoding="utf-8")
    assert plan(root).due(again=False) == ["runtime"]


def test_a_folder_that_was_moved_is_installed_again(root: Path) -> None:
    take(plan(root))
    moved = root.rename(root.with_name("搬到 这里"))
    assert plan(moved).due(again=False) == ["project"]


def test_a_python_that_is_gone_starts_all_over(root: Path) -> None:
    take(plan(root))
    plan(root).python.unlink()
    assert plan(root).due(again=False) == ALL


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"'])
def test_damaged_marks_start_all_over(root: Path, content: str) -> None:
    take(plan(root))
    (root / ".venv" / "fieldsuite-steps.json").write_text(content, encoding="utf-8")
    assert plan(root).due(again=False) == ALL


def test_a_font_that_could_not_be_had_is_asked_for_again_only_by_install(root: Path) -> None:
    take(plan(root))
    plan(root).done("font", "missed")
    assert plan(root).due(again=False) == []
    assert plan(root).due(again=True) == ["font"]
