"""画面与语音提示, line by line."""

from pathlib import Path
from typing import get_args

from fieldsuite import display
from fieldsuite.display import Look, Spoken
from fieldsuite.plain.dialogue import Dialogue
from fieldsuite.plain.question import Job, Question
from fieldsuite.plain.run_job import run


def change(root: Path, dialogue: Dialogue) -> None:
    """Ask for the settings of this machine and keep them."""
    say, now = dialogue.say, display.read(root)
    looks = tuple((name, say(f"display.look_{name}")) for name in get_args(Look))
    voices = tuple((name, say(f"display.spoken_{name}")) for name in get_args(Spoken))
    questions = (
        Question("look", say("display.look"), "pick", looks, now.look, about=say("display.about")),
        Question("spoken", say("display.spoken"), "pick", voices, now.spoken),
        Question("recordings", say("display.recordings"), default=now.recordings,
                 about=say("display.recordings_hint"), when=lambda answers: answers["spoken"] == "own"),
    )  # fmt: skip
    run(dialogue, Job(say("display.title"), questions, lambda answers: display.change(root, **answers),
                      lambda _made: [say("display.saved")]))  # fmt: skip
