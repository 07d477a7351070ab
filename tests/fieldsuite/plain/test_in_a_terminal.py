"""The program itself in a dumb pseudo-terminal: a whole certification by face, typed and read line by line."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.doubles.faces import somebody
from tests.doubles.plain_lines import number_of
from tests.fieldsuite.screens.driving import PASSPHRASE

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 120.0
"""Seconds until a prompt must have come, on a machine that does much else."""
ENDS = ("：", ": ")
"""What every prompt ends in, in either language."""


class Typist:
    """Reads what the terminal shows and types as a person does, after each prompt."""

    def __init__(self, root: Path, lang: str) -> None:
        pty = pytest.importorskip("pty", reason="pseudo-terminals are a POSIX thing")
        self.ours, theirs = pty.openpty()
        self.child = subprocess.Popen(
            [sys.executable, "-m", "fieldsuite", "--home", str(root), "--lang", lang],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, start_new_session=True,
            env={**os.environ, "TERM": "dumb", "PYTHONUTF8": "1"},
        )  # fmt: skip
        os.close(theirs)
        self.seen = b""
        self.lines: list[str] = []

    def prompt(self) -> list[str]:
        """The lines up to the next prompt."""
        heard, until = b"", time.monotonic() + PATIENCE
        # A line of the consent may end like a prompt: it is one when nothing follows it.
        while (more := self._more(0.1)) or not heard.decode(errors="ignore").endswith(ENDS):
            assert time.monotonic() < until, heard.decode(errors="replace")
            if more:
                try:
                    heard += os.read(self.ours, 4096)
                except OSError:  # the terminal is gone with its last user
                    break
            elif self.child.poll() is not None:
                break
        self.seen += heard
        return heard.decode().replace("\r", "").split("\n")

    def _more(self, seconds: float) -> bool:
        return bool(select.select([self.ours], [], [], seconds)[0])

    def type(self, *answers: str) -> str:
        """Answer prompt after prompt; ``#words`` chooses by the words of a numbered line. Gives what came last."""
        self.lines = self.lines or self.prompt()
        for answer in answers:
            typed = number_of(answer[1:], self.lines) if answer.startswith("#") else answer
            assert typed is not None, f"{answer} is not among\n" + "\n".join(self.lines)
            os.write(self.ours, f"{typed}\n".encode())
            self.lines = self.prompt()
        return "\n".join(self.lines)

    def leave(self) -> int:
        os.write(self.ours, b"\x04")
        status = self.child.wait(PATIENCE)
        os.close(self.ours)
        return status


WORDS = {
    "zh": ("#李秀英", "#今天去谁家", "#人脸建模", "#是", "#否", "#对，办理", "#文件", "建模通过", "#人脸认证",
           "眨眼;向左转头", "结果：通过", "下次 2027", "#凭条"),
    "en": ("#李秀英", "#To visit", "#Enrol a face", "#yes", "#no", "#yes, go on", "#a file", "Enrolled", "#By face",
           "blink;left", "Result: Passed", "2027", "#slip"),
}  # fmt: skip


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Paths of three photographs of a person, and of a clip in which they blink and turn to their left."""
    folder = tmp_path_factory.mktemp("filmed")
    person = somebody(folder)
    return ";".join(map(str, person.photographs)), person.film(("blink", "left"), folder / "clip.avi")


@pytest.mark.requirement("R062", "R065")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_whole_certification_is_typed_and_read_on_a_dumb_terminal(
    root: Path, tmp_path: Path, filmed: tuple[str, Path], lang: str
) -> None:
    who, visits, enrol, yes, no, right, file, enrolled, face, actions, passed, until, slip = WORDS[lang]
    photographs, clip = filmed
    typist = Typist(root / "village", lang)
    # The agreement is read out and answered, the face modelled from photographs, then verified by a clip (practice).
    shown = typist.type(who, PASSPHRASE, visits, "1", enrol, yes, no, "", "", "", right, file, photographs)
    assert enrolled in shown
    shown = typist.type(face, file, str(clip), actions)
    assert passed in shown and until in shown
    typist.type(slip, str(tmp_path / "slip.pdf"))
    assert typist.leave() == 0
    assert (tmp_path / "slip.pdf").stat().st_size > 1000
    assert PASSPHRASE.encode() not in typist.seen
    assert b"\x1b" not in typist.seen
