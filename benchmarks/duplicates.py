"""A day's new faces against everybody's, exact, as the desk of a province does it, and whether all planted are found.

Templates are unit vectors in every direction, of nobody; the search is the product's (``matching.same_face.known``),
over an encrypted store like that of any desk. ``FIELDSUITE_DUPLICATES=40000,1000000`` sets how many are new and how
many there are; nothing is extrapolated.
"""

import os
import resource
import shutil
import struct
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from sqlmodel import insert

from biometric import template_file
from biometric.face.dlib_engine import DlibEngine
from biometric.limits import FACE
from biometric.template import Template
from fieldsuite.casework import access
from fieldsuite.config import OfficeConfig
from fieldsuite.matching.alarms import Match
from fieldsuite.matching.same_face import known
from fieldsuite.office import Office, open_office
from fieldsuite.tables import Journal
from fieldsuite.template_table import StoredTemplate
from keys.passphrase import Cost

NEW, ALL = 2_000, 50_000
PLANTED = 20
"""One of so many new faces is that of somebody who is there, within the distance of an alarm."""
DIMENSIONS = 128
TOGETHER = 5_000
PASSPHRASE = "lian-xi-kou-ling"


def run() -> dict[str, str]:
    """Fill a store, then search it; the default is small."""
    said = os.environ.get("FIELDSUITE_DUPLICATES", f"{NEW},{ALL}").split(",")
    new, everybody = int(said[0]), int(said[1])
    root = Path(tempfile.mkdtemp())
    try:
        made = OfficeConfig(name="省级经办台", kind="province", site="sheng", practice=True)
        card = access.set_up(
            root / "desk", made, "省级经办员", PASSPHRASE, role="clerk", cost=Cost(8192, 1, 1)
        ).officer
        with closing(open_office(root / "desk", card.id, PASSPHRASE)) as office:
            begun = time.perf_counter()
            planted = _fill(office, new, everybody)
            filled = time.perf_counter() - begun
            before = _memory()
            begun, worked, seen = time.perf_counter(), time.process_time(), set[frozenset[str]]()
            for step in known(office, {f"n{at}" for at in range(new)}):
                if isinstance(step, Match):
                    seen.add(frozenset((step.person_id, step.other)))
            took, busy = time.perf_counter() - begun, time.process_time() - worked
    finally:
        shutil.rmtree(root)
    return {
        "new faces": f"{new:,}",
        "faces in all": f"{everybody + new:,}",
        "filling the store (not measured)": f"{filled:.0f} s",
        "search": f"{took / 60:.1f} minutes",
        "of it at work on a processor": f"{busy / 60:.1f} minutes",
        "found of planted": f"{len(planted & seen):,} of {len(planted):,}",
        "found beside them": f"{len(seen - planted):,}",
        "memory above that before": f"{_memory() - before:.0f} MiB",
        "load of the machine": f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
    }


def _fill(office: Office, new: int, everybody: int) -> set[frozenset[str]]:
    """Fill the store: everybody, then the new; give the planted pairs."""
    made, write = np.random.default_rng(7), _Writer()
    at = 0
    stride, doubled = max(1, everybody // max(1, new // PLANTED)), dict[int, np.ndarray]()
    while at < everybody:
        vectors = _unit(made, min(TOGETHER, everybody - at))
        doubled |= {at + row: vectors[row] for row in range(len(vectors)) if (at + row) % stride == 0}
        _keep(office, ((f"a{at + row}", write(vector)) for row, vector in enumerate(vectors)))
        at += len(vectors)
    people, planted = list(doubled)[: new // PLANTED], set[frozenset[str]]()
    vectors = _unit(made, new)
    for number, person in enumerate(people):
        step = made.standard_normal(DIMENSIONS)
        far = made.uniform(0, 1 - FACE.alarm - 1e-3)
        vectors[number * PLANTED] = doubled[person] + step * far / np.linalg.norm(step)
        planted.add(frozenset((f"n{number * PLANTED}", f"a{person}")))
    _keep(office, ((f"n{row}", write(vector)) for row, vector in enumerate(vectors)))
    return planted


def _unit(made: np.random.Generator, rows: int) -> np.ndarray:
    vectors = made.standard_normal((rows, DIMENSIONS), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


class _Writer:
    """Writes template files fast: one is written, and the numbers of the others are put into it with their checksum."""

    def __init__(self) -> None:
        zeros = np.full((3, DIMENSIONS), 0.5, np.float32)
        self._file = template_file.write(Template("face", DlibEngine.name, DlibEngine.version, zeros))
        self._at = self._file.index(zeros.tobytes())
        begin = self._file.rindex(b"\x93NUMPY", 0, self._at)
        self._head, end = self._file[begin : self._at], self._at + zeros.nbytes
        sum_ = struct.pack("<I", zlib.crc32(self._file[begin:end]))
        self._sums = [place for place in range(len(self._file) - 3) if self._file[place : place + 4] == sum_]

    def __call__(self, middle: np.ndarray) -> bytes:
        """Three captures round a middle."""
        out, step = bytearray(self._file), np.float32(0.02)
        numbers = np.stack([middle, middle + step, middle - step]).astype("<f4").tobytes()
        out[self._at : self._at + len(numbers)] = numbers
        for place in self._sums:
            out[place : place + 4] = struct.pack("<I", zlib.crc32(self._head + numbers))
        return bytes(out)


def _keep(office: Office, rows: Iterator[tuple[str, bytes]]) -> None:
    """Keep templates, and the enrolments they were made in."""
    on, every = date(2026, 11, 21), list(rows)
    at = datetime(2026, 11, 21, 1, tzinfo=UTC).isoformat().replace("+00:00", "Z")
    for start in range(0, len(every), TOGETHER):
        some = every[start : start + TOGETHER]
        with office.store.templates() as session:
            session.execute(insert(StoredTemplate), [
                {"person_id": who, "modality": "face", "engine": DlibEngine.name, "version": DlibEngine.version,
                 "data": data, "made_at": at, "record_id": f"e-{who}"} for who, data in some])  # fmt: skip
        with office.store.session() as session:
            session.execute(insert(Journal), [
                {"id": f"e-{who}", "kind": "enrolment", "person_id": who, "occurred_on": on, "recorded_at": at,
                 "officer": "o", "officer_name": "o",
                 "line": b"", "digest": "", "chain": "", "payload": {"modality": "face"},
                 "evidence": [], "about": None, "bundle": None, "site": "s", "status": "stored", "code": ""}
                for who, _ in some])  # fmt: skip


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
