"""What the desk finds of the frauds planted in an invented province, and how many honest records it flags.

``FIELDSUITE_PLANTED=20000,3,1`` sets people, months and seed. Bundles are imported, searched and judged by the product;
only this program reads the labels. Faces are of nobody: they measure the search, not the engine.
"""

import json
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import col, select

from biometric.limits import FACE
from fieldsuite.office import Office, open_office
from fieldsuite.practice.province.make import Province, make
from fieldsuite.practice.province.plan import Plan
from fieldsuite.province import conduct
from fieldsuite.province.intake import take_in
from fieldsuite.tables import Journal
from keys.passphrase import Cost
from keys.vault import officers

PEOPLE, MONTHS, SEED = 6_000, 3, 1
CODES = ("E_DUPLICATE_EVIDENCE", "E_CLOCK", "E_FORK")
ALARMS = ("one_picture_two_people", "one_face_two_people", "one_sound_two_people")
HABITS = ("overriding", "stamping")


def run() -> dict[str, str]:
    """Make a province, take its bundles in month by month, and count."""
    said = os.environ.get("FIELDSUITE_PLANTED", f"{PEOPLE},{MONTHS},{SEED}").split(",")
    plan = Plan(int(said[0]), int(said[2]), int(said[1]))
    root = Path(tempfile.mkdtemp())
    try:
        *_, made = make(root / "made", plan, cost=Cost(8192, 1, 1))
        assert isinstance(made, Province)
        labels = [json.loads(line) for line in made.labels.read_text(encoding="utf-8").splitlines()]
        passphrase, who = made.passphrase_file.read_text().strip(), officers(made.home / "keys")[0].id
        noon = datetime.combine(plan.last + timedelta(days=1), datetime.min.time(), UTC) + timedelta(hours=4)
        with closing(open_office(made.home, who, passphrase, as_of=lambda: noon)) as desk:
            begun = time.perf_counter()
            for month in sorted(made.bundles.iterdir()):
                for _ in take_in(desk, [month]):
                    pass
            imported = time.perf_counter() - begun
            begun = time.perf_counter()
            seen = _Seen(desk)
            looked = time.perf_counter() - begun
    finally:
        shutil.rmtree(root)
    return {
        "people, offices, records": f"{made.people:,}, {made.offices:,}, {made.records:,} ({seen.stored:,} stored)",
        "planted": f"{made.planted:,}",
        **dict(_found(labels, seen)),
        **dict(_false(labels, seen)),
        "import and search": f"{imported:.0f} s",
        "signs and habits": f"{looked:.1f} s",
    }


class _Seen:
    """What the desk shows."""

    def __init__(self, desk: Office) -> None:
        self.signs = {one.record_id: set(one.signs) for one in conduct.suspects(desk)}
        self.habits = {(one.reason, one.who) for one in conduct.habits(desk)}
        with desk.store.session() as session:
            rows = session.exec(select(Journal.id, Journal.person_id, Journal.code, Journal.status)).all()
            alarms = session.exec(select(Journal).where(col(Journal.kind) == "alarm")).all()
            self.alarms = {
                (str(row.payload["reason"]), frozenset((row.person_id, str(row.payload["other"]))))
                for row in alarms
            }
        self.records = {id_: person for id_, person, _, status in rows if status in ("stored", "conflict")}
        self.codes = {id_: code for id_, _, code, _ in rows if code in CODES}
        self.stored = len(self.records)

    def has(self, label: dict[str, object]) -> bool:
        """Say whether everything a label asks for is there."""
        expect = str(label["expect"])
        records, people = list(map(str, label["records"])), frozenset(map(str, label["people"]))  # type: ignore[call-overload]
        if expect in ALARMS:
            return (expect, people) in self.alarms
        if expect in CODES:
            return all(self.codes.get(one) == expect for one in records)
        if expect in HABITS:
            return (expect, str(label["officer"])) in self.habits
        return all(expect in self.signs.get(one, ()) for one in records)


def _found(labels: list[dict[str, object]], seen: _Seen) -> Iterator[tuple[str, str]]:
    kinds = dict.fromkeys(str(label["kind"]) for label in labels)
    for kind in kinds:
        those = [label for label in labels if label["kind"] == kind]
        over = [one for one in those if one["likeness"] is None or float(str(one["likeness"])) >= FACE.alarm]
        under = f", {len(those) - len(over)} more under the threshold" if len(over) < len(those) else ""
        yield f"found: {kind}", f"{sum(map(seen.has, over))} of {len(over)}{under}"


def _false(labels: list[dict[str, object]], seen: _Seen) -> Iterator[tuple[str, str]]:
    """Count honest records that are flagged: of people of whom nothing was planted."""
    planted = {str(person) for label in labels for person in label["people"]}  # type: ignore[attr-defined]
    honest = {id_ for id_, person in seen.records.items() if person not in planted}
    pairs = {frozenset(map(str, label["people"])) for label in labels}  # type: ignore[call-overload]
    named = {person for _, people in seen.alarms if people not in pairs for person in people}
    why = Counter[str]()
    flagged = set[str]()
    for id_ in honest:
        signs = {*seen.signs.get(id_, ()), *([seen.codes[id_]] if id_ in seen.codes else ())}
        if seen.records[id_] in named:
            signs.add("alarm")
        why.update(signs)
        flagged |= {id_} if signs else set()
    share = len(flagged) / max(1, len(honest))
    yield (
        "honest records flagged",
        f"{len(flagged)} of {len(honest):,} ({share:.3%}) {dict(why) or ''}".rstrip(),
    )
    asked = {str(label["officer"]) for label in labels}
    yield "honest officers named", str(sum(who not in asked for _, who in seen.habits))
