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


RESTING = """
import gc, weakref
from fieldsuite import pauses
{begin}
pauses.settle("painted")
class Ring: pass
def younger(times):
    for _ in range(times): gc.collect(1)
def ring():
    one = Ring(); one.itself = one
    return weakref.ref(one)
left = ring()
younger(3)
old = ring(); kept = old(); younger(3); del kept
pauses.rest(); print(old() is None, gc.get_threshold()[2])
old = ring(); kept = old(); younger(1); del kept
pauses.rest(); print(old() is None)
"""


def test_everything_is_looked_at_in_a_rest_when_it_is_due_and_hardly_ever_while_somebody_types() -> None:
    words = [sys.executable, "-c", RESTING.format(begin="pauses.begin()")]
    assert subprocess.run(words, capture_output=True, check=True, text=True).stdout.split() == [
        "True", "100", "False",
    ]  # fmt: skip
    words = [sys.executable, "-c", RESTING.format(begin="pass")]
    assert subprocess.run(words, capture_output=True, check=True, text=True).stdout.split() == [
        "False", "10", "False",
    ]  # fmt: skip
