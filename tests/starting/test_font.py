"""A font is fetched from Debian's packages without admin rights, and its absence never stops a start."""

import os
import shutil
from pathlib import Path

import pytest

from starting import font

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Debian's tools run on POSIX")

PACKAGE = """#!/bin/sh
mkdir -p "$3/usr/share/fonts/truetype" "$3/usr/share/doc/fonts"
echo glyphs > "$3/usr/share/fonts/truetype/BabelStoneHan.ttf"
echo Arphic > "$3/usr/share/doc/fonts/copyright"
"""
DOWNLOADS = "#!/bin/sh\n: > fonts-babelstone-han_1_all.deb\n"
NEEDS_LISTS = """#!/bin/sh
case "$*" in
  *update*) exit 0 ;;
  *Dir::State::lists*) : > fonts-babelstone-han_1_all.deb ;;
  *) exit 100 ;;
esac
"""


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH of the test's own, in front of what the scripts need."""
    tools = tmp_path / "tools"
    tools.mkdir()
    monkeypatch.setenv("PATH", os.pathsep.join([str(tools), "/bin", "/usr/bin"]))
    monkeypatch.setattr(font, "_SYSTEM", ())
    return tools


def tool(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(script, encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize("apt", [DOWNLOADS, NEEDS_LISTS])
def test_the_font_and_its_licence_are_unpacked(debian: Path, tmp_path: Path, apt: str) -> None:
    tool(debian, "apt-get", apt)
    tool(debian, "dpkg-deb", PACKAGE)
    assert font.wanted(tmp_path)
    assert font.fetch(tmp_path)
    assert sorted(path.name for path in (tmp_path / "fonts").iterdir()) == [
        "BabelStoneHan.ttf",
        "BabelStoneHan.ttf.copyright.txt",
    ]
    assert not font.wanted(tmp_path)


@pytest.mark.parametrize("failing", ["apt-get", "dpkg-deb"])
def test_where_it_cannot_be_had_nothing_is_left_behind(debian: Path, tmp_path: Path, failing: str) -> None:
    tool(debian, "apt-get", DOWNLOADS)
    tool(debian, "dpkg-deb", PACKAGE)
    tool(debian, failing, "#!/bin/sh\nexit 100\n")
    assert not font.fetch(tmp_path)
    assert not (tmp_path / "fonts").exists()


def test_a_system_that_is_not_debian_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert not font.wanted(tmp_path)
