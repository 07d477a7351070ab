"""The conditions of the locks are read for the machine that is packed for, not for the one that packs."""

import re
from pathlib import Path

import pytest

from starting.markers import SYSTEMS, holds, lock_for
from tests.house.tree import ROOT

KNOWN = {"sys_platform": "win32", "python_full_version": "3.11", "implementation_name": "cpython",
         "platform_python_implementation": "CPython"}  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        ("sys_platform == 'win32'", True),
        ("sys_platform != 'win32'", False),
        ("python_full_version < '3.12'", True),
        ("python_full_version >= '3.12'", False),
        ("python_full_version < '3.9'", False),
        ("implementation_name != 'PyPy'", True),
        ("python_full_version < '3.15' and platform_python_implementation == 'CPython'", True),
        ("sys_platform == 'linux' or python_full_version >= '3.10'", True),
    ],
)
def test_conditions(condition: str, true: bool) -> None:
    assert holds(condition, KNOWN) is true


def test_a_condition_that_is_not_understood_is_not_guessed() -> None:
    for strange in ("os_name == 'nt'", "(sys_platform == 'win32')", "sys_platform in 'win32'"):
        with pytest.raises(ValueError, match=r"os_name|sys_platform"):
            holds(strange, KNOWN)


@pytest.mark.parametrize("platform", SYSTEMS)
@pytest.mark.parametrize("name", ["runtime", "speech"])
def test_every_lock_can_be_read_for_every_system(name: str, platform: str) -> None:
    lock = ROOT / "requirements" / f"{name}.lock"
    text = lock_for(lock, platform, "3.11")
    named = re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)
    assert len(named) == len(set(named)) > 10 and ";" not in text
    assert all("--hash=sha256:" in part for part in re.split(r"(?m)^(?=[a-z])", text)[1:])
    if name == "runtime":
        assert ("colorama" in named) is (platform == "windows-x64")


def test_an_empty_lock_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.lock").write_text("# nothing\n", encoding="utf-8")
    assert lock_for(tmp_path / "x.lock", "linux-x64", "3.11") == ""
