"""The same recording under two people: the very same bytes, or a copy that was encoded again."""

from collections.abc import Iterator
from itertools import combinations

from sqlmodel import select

from biometric.steps import Progress
from fieldsuite.matching.alarms import Match
from fieldsuite.office import Office
from fieldsuite.tables import Evidence

EVERY = 500
"""Pairs between two words of progress."""


class Sounds:
    """The prints of the office's recordings in memory.

    A new recording is held against all that were heard before when it is made, whoever spoke (``sounds.seen_prints``);
    this looks at what is there, recordings that were not kept among it: of those there is only this print. Two take
    about a millisecond, so a village's 500 take two minutes. What arrived at a desk has none: ``same_recording``.
    """

    def __init__(self, office: Office) -> None:
        with office.store.session() as session:
            query = select(Evidence.sha256, Evidence.person_id, Evidence.print)
            rows = session.exec(query.where(Evidence.type == "audio/wav", Evidence.print != b""))
            self._prints = [(digest, person, print_) for digest, person, print_ in rows]

    def __len__(self) -> int:
        return len(self._prints)

    def like(self, new: frozenset[str]) -> Iterator[Match]:
        """Give a match for every one of these recordings that is a copy of another person's."""
        from biometric.voice.replay import SHARE, heard_before

        others = [one for one in self._prints if one[0] not in new]
        for digest, person, print_ in (one for one in self._prints if one[0] in new):
            for first, other, old in others:
                if other != person and (share := heard_before(print_, [old])) >= SHARE:
                    yield Match("one_sound_two_people", person, other, share, evidence=(digest, first))

    def twins(self) -> Iterator[Progress | Match]:
        """Compare the recordings of different people: Progress now and then, a Match for every copy."""
        from biometric.voice.replay import SHARE, heard_before

        pairs = [two for two in combinations(self._prints, 2) if two[0][1] != two[1][1]]
        for done, ((first, other, old), (later, person, new)) in enumerate(pairs):
            if done % EVERY == 0:
                yield Progress(done, len(pairs), "duplicate_sounds")
            share = heard_before(new, [old])
            if share >= SHARE:
                yield Match("one_sound_two_people", person, other, share, evidence=(later, first))
