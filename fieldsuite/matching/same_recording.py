"""Copies of recordings under two people, found by words in an index: a lookup does not grow into a pass over all."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlmodel import Session, col, func, select

from biometric.steps import Progress
from fieldsuite.matching.alarms import Match
from fieldsuite.matching.hearing import key_of
from fieldsuite.matching.same_whole import owners_now, passing
from fieldsuite.office import Office
from fieldsuite.tables import Heard, HeardWord

ASKED = 500
"""Words of one query; a recording of ten seconds is looked up by about 1,100."""
SEVERAL = 20
"""Recordings that share most words with a new one and are held against it: a copy shares 11 of 40 on average where a
telephone's codec was in between, another recording of the same voice 2 at most (docs/decisions/0024)."""
PASSING = 200
"""Prints in memory at a time: 1 MB."""


def like(office: Office, new: Collection[str] | None) -> Iterator[Progress | Match]:
    """Give a match for every one of these recordings, or of all, that is a copy of another person's."""
    done = 0
    with office.store.session() as session:
        total = count(session) if new is None else len(new)
        for some in _prints(session, new):
            near = {digest: _sharing(session, digest, print_) for digest, print_ in some.items()}
            others = _by_key(session, {key for keys in near.values() for key in keys})
            owners = owners_now(session, {*some, *(digest for digest, _ in others.values())})
            for digest, keys in near.items():
                those = [others[key] for key in keys if key in others]
                yield from _copies(digest, some[digest], those, owners)
            done += len(some)
            yield Progress(done, max(done, total), "duplicate_sounds")


def count(session: Session) -> int:
    """Give how many recordings can be found again."""
    return session.exec(select(func.count()).select_from(Heard).where(Heard.print != b"")).one()


def _copies(
    digest: str, print_: bytes, those: Sequence[tuple[str, bytes]], owners: Mapping[str, str]
) -> Iterator[Match]:
    from biometric.voice.copied import SAME, differing

    for other, old in those:
        if digest not in owners or other not in owners or owners[digest] == owners[other]:
            continue
        if (share := differing(print_, old)) < SAME:
            yield Match("one_sound_two_people", owners[digest], owners[other], 1.0 - share,
                        evidence=(digest, other))  # fmt: skip


def _sharing(session: Session, digest: str, print_: bytes) -> list[int]:
    """Give the recordings that share most words with one, the most first."""
    from biometric.voice.copied import asked

    words, shared = [int(word) for word in asked(print_)], Counter[int]()
    for at in range(0, len(words), ASKED):
        query = select(HeardWord.key, func.count()).where(col(HeardWord.word).in_(words[at : at + ASKED]))
        shared.update(dict(session.exec(query.group_by(col(HeardWord.key))).all()))
    del shared[key_of(digest)]
    return [key for key, _ in sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:SEVERAL]]


def _prints(session: Session, digests: Collection[str] | None) -> Iterator[dict[str, bytes]]:
    """Give the prints of these recordings or of all, some at a time."""
    if digests is not None:
        keys = sorted(map(key_of, digests))
        for at in range(0, len(keys), PASSING):
            yield dict(_by_key(session, keys[at : at + PASSING]).values())
        return
    yield from passing(session, Heard.sha256, Heard.print, PASSING)


def _by_key(session: Session, keys: Collection[int]) -> dict[int, tuple[str, bytes]]:
    wanted, found = sorted(keys), dict[int, tuple[str, bytes]]()
    for at in range(0, len(wanted), PASSING):
        query = select(Heard.key, Heard.sha256, Heard.print)
        for key, digest, print_ in session.exec(query.where(col(Heard.key).in_(wanted[at : at + PASSING]))):
            if print_:
                found[key] = digest, print_
    return found
