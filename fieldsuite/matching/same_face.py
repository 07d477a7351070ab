"""Everybody's face in memory, out of the sealed store: who is like a new face, and which two of all are one."""

from collections.abc import Collection, Iterator

import numpy as np

from biometric.limits import FACE
from biometric.search import Gallery
from biometric.steps import Progress
from biometric.template import Template
from fieldsuite import engines, template_store
from fieldsuite.matching.alarms import Match
from fieldsuite.office import Office

SEVERAL = 5
"""Matches of one new face that are shown at most, the most alike; more say that the photograph is wrong (ours)."""


class Faces:
    """A gallery for every engine and version: templates of different ones are never compared.

    5,000 people take 2.5 MB; loading opens every template once, 0.8 ms each (measured on two busy cores).
    """

    def __init__(self, office: Office) -> None:
        self._galleries: dict[tuple[str, str], Gallery] = {}
        self._alarms = engines.alarms(office)
        for person, template in template_store.each(office, "face"):
            self.add(person, template)

    def __len__(self) -> int:
        return sum(len(gallery) for gallery in self._galleries.values())

    def add(self, person_id: str, template: Template) -> None:
        """Add a person's face: the middle of its captures, as ``face.compare.likeness_to`` has it."""
        which = (template.engine, template.version)
        gallery = self._galleries.setdefault(which, Gallery([], np.zeros((0, 1), np.float32)))
        gallery.add(person_id, template.vectors.mean(axis=0))

    def like(self, person_id: str, template: Template) -> Iterator[Match]:
        """Give the other people whom a new face is like, the most alike first."""
        gallery = self._galleries.get((template.engine, template.version))
        least = self._alarms.get((template.engine, template.version), FACE.alarm)
        hits = gallery.rank(template.vectors.mean(axis=0), SEVERAL + 1, least) if gallery else ()
        for hit in [hit for hit in hits if hit.person != person_id][:SEVERAL]:
            yield Match(
                "one_face_two_people", person_id, hit.person, hit.likeness, template.engine, template.version
            )

    def twins(self) -> Iterator[Progress | Match]:
        """Compare everybody with everybody: Progress now and then, a Match for every two who are alike."""
        for (engine, version), gallery in self._galleries.items():
            least = self._alarms.get((engine, version), FACE.alarm)
            for done, found in gallery.doubles_in_steps(least):
                yield Progress(done, len(gallery), "duplicate_faces")
                for two in found:
                    if two.one != two.other:
                        yield Match("one_face_two_people", two.other, two.one, two.likeness, engine, version)


def known(office: Office, people: Collection[str]) -> Iterator[Progress | Match | int]:
    """Give everybody whom the faces of these people are like: Matches, and how many templates were compared.

    Exact, in one pass over all templates: those of ``people`` lie in memory, everybody else's go by in thousands. A
    day's 40,000 new faces against a million take some minutes (benchmarks/duplicates.py).
    """
    valid = template_store.holding(office, people)
    galleries: dict[tuple[str, str], Gallery] = {}
    for some in template_store.stored(office, "face", people):
        for one in (one for one in some if one.record_id in valid):
            none = Gallery([], np.zeros((0, 1), np.float32))
            galleries.setdefault((one.engine, one.version), none).add(one.person_id, one.middle)
    hits: dict[str, list[tuple[float, template_store.Stored]]] = {}
    alarms, total, passed = engines.alarms(office), template_store.count(office, "face"), 0
    for some in template_store.stored(office, "face") if galleries else ():
        for which, gallery in galleries.items():
            if not (those := [one for one in some if (one.engine, one.version) == which]):
                continue
            for at, hit in gallery.near(
                np.stack([one.middle for one in those]), alarms.get(which, FACE.alarm)
            ):
                if hit.person != those[at].person_id:
                    hits.setdefault(hit.person, []).append((hit.likeness, those[at]))
        passed += len(some)
        yield Progress(passed, total, "duplicate_faces")
    standing = template_store.holding(office, {one.person_id for near in hits.values() for _, one in near})
    for person, near in hits.items():
        good = sorted((hit for hit in near if hit[1].record_id in standing), key=lambda hit: -hit[0])
        for likeness, one in good[:SEVERAL]:
            yield Match("one_face_two_people", person, one.person_id, likeness, one.engine, one.version)
    yield passed
