"""The collector of cycles looks no more at what the screens' start made, and only where screens were begun."""

import json
import subprocess
import sys

SCREENS = """
import gc, json
from fieldsuite import pauses
said = []
def now(): said.append([gc.isenabled(), gc.get_freeze_count()])
{begin}
now()
pauses.settle("painted"); now()
made = [[] for _ in range(5000)]
pauses.settle("painted"); now()
with pauses.importing(): now()
with pauses.importing(): import wave
now()
print(json.dumps(said))
"""


def told(begin: str) -> list[list[int]]:
    words = [sys.executable, "-c", SCREENS.format(begin=begin)]
    said: list[list[int]] = json.loads(
        subprocess.run(words, capture_output=True, check=True, text=True).stdout
    )
    return said


def test_what_the_start_made_is_frozen_once_a_stage_and_with_every_new_import() -> None:
    begun, painted, again, importing, imported = told("pauses.begin()")
    assert begun == [False, 0]
    assert painted[0] and painted[1] > 1000
    assert again == painted
    assert not importing[0] and importing[1] == painted[1]
    assert imported[0] and imported[1] > painted[1] + 5000


def test_a_process_that_opens_no_screens_freezes_nothing() -> None:
    assert told("pass") == [[True, 0]] * 5
