"""Insider mutants: content changed before it is signed and sealed, with keys that are valid: the dishonest office."""

import struct
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from tests.sync import oracle as second_reader
from tests.sync.forge import chain, sha
from tests.sync.forger import Draft, Forger, Made, kid_of
from tests.sync.twists import respell, twist
from tests.sync.world import World, signing


def oracle(world: World, made: Made) -> str | None:
    """Give the rule of the specification that the mutant breaks, or None."""
    return second_reader.judge(world, made.header, made.text)


def mutants(world: World, seed: int) -> Iterator[tuple[str, Made]]:
    """Mutants without end: the same seed gives the same content (the stream's salt is the library's own)."""
    random, forger = Random(seed), Forger(world)
    names = list(KINDS)
    while True:
        draft, done = forger.draft(random), []
        for name in random.sample(names, random.choice([1, 1, 1, 2])):
            KINDS[name](draft, forger)
            done.append(name)
        yield "+".join(sorted(done)), forger.seal(draft)


def _record(draft: Draft, forger: Forger) -> None:
    """One record changed, signed again, and everything after it made to fit."""
    random, at = draft.random, draft.random.randrange(len(draft.lines) or 1)
    key = random.choice([forger.world.officer] * 6 + forger.others)
    prev = chain("0" * 64, draft.lines[:at])
    record = forger.record(at, prev, [sha(forger.picture)] if at == 0 else [])
    if random.random() < 0.5:
        record["officer"] = kid_of(key.seed)
    how = random.randrange(4)
    record = twist(random)(record) if how < 2 else record
    draft.lines = [*draft.lines[:at], forger.line(record, key, respell(random) if how == 2 else None)]
    for number in range(at + 1, 2):
        again = forger.record(number, chain("0" * 64, draft.lines), [])
        draft.lines.append(forger.line(again, forger.world.officer))


def _lines(draft: Draft, forger: Forger) -> None:
    """The set or the order of the lines changed."""
    random, lines = draft.random, draft.lines
    draft.lines = random.choice([
        lines[::-1], lines[:1], lines[1:], lines * 2, [], [*lines, b""], [*lines, b"{}"], [b"[]", *lines],
        [*lines, lines[0].replace(b"p0000", b"p0009")],
        [line + b" " for line in lines], [lines[0], lines[0].replace(b"visit", b"death")], lines,
    ])  # fmt: skip
    if random.random() < 0.2:
        draft.steps["blob"] = lambda blob: random.choice(
            [blob[:-1], blob + b"\n", blob.replace(b"\n", b"\r\n"), b"\n" + blob]
        )


def _evidence(draft: Draft, forger: Forger) -> None:
    """Pictures left out, added, doubled, exchanged."""
    more = draft.random.randbytes(40)
    draft.evidence = draft.random.choice(
        [[], [forger.picture, more], [more], [forger.picture] * 2, [more, forger.picture], [b""]]
    )


def _signers(draft: Draft, forger: Forger) -> None:
    """Signed by others, by fewer, by more, twice."""
    world, random = forger.world, draft.random
    who = [world.device, world.officer, *forger.others]
    draft.steps["signers"] = lambda signers: [random.choice(who) for _ in range(random.randrange(10))]
    if random.random() < 0.3:
        draft.manifest["officer"] = kid_of(random.choice([*who, signing("unknown")]).seed)


def _header(draft: Draft, forger: Forger) -> None:
    """The header as a sealer may write it."""
    random, header = draft.random, draft.header
    how = random.randrange(5)
    if how == 0:
        draft.steps["header"] = twist(random)
    elif how == 1:
        draft.header = header | {
            "to": [random.choice(forger.entries) for _ in range(random.choice([1, 2, 3, 17]))]
        }
    elif how == 2:
        draft.header = header | {"to": forger.entries}
        draft.manifest["audience"] = sorted(
            one["kid"] for one in random.choice([forger.entries, forger.entries[:2]])
        )
    elif how == 3:
        draft.header = header | {"suite": random.randrange(256), "v": random.choice([1, 1, 2, 0, True])}
    else:
        draft.steps["head"] = respell(random)


def _plain(draft: Draft, forger: Forger) -> None:
    """Bytes of the plaintext changed after it was described and signed."""
    random = draft.random

    def change(text: bytes) -> bytes:
        at = random.randrange(len(text))
        run = min(random.choice([1, 4, 100]), len(text) - at)
        return random.choice([
            text[:at], text + b"x", text[:at] + text[at + run :], text[:at] + text[at : at + run] + text[at:],
            text[:at] + bytes(run) + text[at + run :],
            struct.pack(">I", random.choice([0, 1, 2**32 - 1, 6 * 2**20])) + text[4:],
            text[:at] + bytes([text[at] ^ 1 << random.randrange(8)]) + text[at + 1 :],
        ])  # fmt: skip

    draft.steps["plain"] = change


def _step(name: str, make: Callable[[Random], Callable[[Any], Any]]) -> Callable[[Draft, Forger], None]:
    def change(draft: Draft, forger: Forger) -> None:
        draft.steps[name] = make(draft.random)

    return change


KINDS: dict[str, Callable[[Draft, Forger], None]] = {
    "record": _record, "lines": _lines, "evidence": _evidence, "signers": _signers, "header": _header, "plain": _plain,
    "manifest": _step("manifest", twist), "payload": _step("payload", respell), "envelope": _step("envelope", twist),
    "outer": _step("outer", respell),
}  # fmt: skip
"""What is changed."""
