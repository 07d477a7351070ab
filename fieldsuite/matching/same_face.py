"""Everybody's face in memory, out of the sealed store: who is like a new face, and which two of all are one."""

from collections.abc import Iterator

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
