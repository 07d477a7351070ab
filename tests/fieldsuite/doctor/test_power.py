"""The battery of the laptop counts, a mouse's does not, and what presses is known before anybody asks."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from fieldsuite import doctor
from fieldsuite.doctor import folder, power
from fieldsuite.words import hint


def supplies(tmp_path: Path, **named: Mapping[str, str]) -> Path:
    for name, said in named.items():
        (tmp_path / name).mkdir()
        for file, text in said.items():
            (tmp_path / name / file).write_text(text + "\n", encoding="utf-8")
    return tmp_path


def laptop(capacity: str, status: str = "Discharging") -> dict[str, str]:
    return {"type": "Battery", "capacity": capacity, "status": status}


@pytest.mark.parametrize(
    ("capacity", "status", "key", "ok"),
    [
        ("80", "Discharging", "battery", True),
        ("20", "Discharging", "battery", True),
        ("19", "Discharging", "battery_low", False),
        ("3", "Charging", "battery_charging", True),
        ("100", "Full", "battery_charging", True),
        ("full", "Discharging", "battery_none", True),
    ],
)
def test_a_battery_that_runs_low_is_told_and_one_that_charges_is_not(
    tmp_path: Path, capacity: str, status: str, key: str, ok: bool
) -> None:
    check = power._linux(supplies(tmp_path, BAT0=laptop(capacity, status)))
    assert (check is None) is (key == "battery_none")
    said = power.battery(tmp_path)
    assert (said.key, said.ok, said.code) == (key, ok, "")


def test_a_mouse_is_no_laptop_and_a_machine_without_a_battery_is_fine(tmp_path: Path) -> None:
    assert power.battery(tmp_path / "none").key == "battery_none"
    mouse = {**laptop("2"), "scope": "Device"}
    assert (
        power.battery(supplies(tmp_path, hid=mouse, AC={"type": "Mains", "online": "1"})).key
        == "battery_none"
    )


def test_what_presses_comes_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(power, "SUPPLIES", tmp_path)
    assert [check.name for check in doctor.pressing(tmp_path) if check.name == "battery"] == []
    monkeypatch.setattr(power.battery, "__defaults__", (supplies(tmp_path, BAT0=laptop("7")),))
    monkeypatch.setattr(folder, "TIGHT", 10**18)
    found = doctor.pressing(tmp_path)
    assert [check.name for check in found] == ["disk", "battery"]
    for check in found:
        assert all(hint(f"doctor.{check.key}", lang, **check.values) for lang in ("zh", "en"))
