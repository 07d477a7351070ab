"""A desk on its files or on a server, the corpus it receives, and what it holds in the end."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlmodel import select

from fieldsuite.letters import read
from fieldsuite.office import Office
from fieldsuite.province.storage import to_server
from fieldsuite.tables import Decision, Evidence, Journal, ReceivedBundle, Series
from tests.grounds import Place


def twin(place: Place, name: str) -> Place:
    """The same ground in another folder."""
    return replace(place, root=Path(shutil.copytree(place.root, place.root.parent / name)))


def move(place: Place, address: str) -> None:
    """Put the desk of this ground onto a server."""
    with place.clerk() as desk:
        list(to_server(desk, address))


def drop(place: Place, *bundles: Path) -> None:
    """Lay bundles into the drop folder of the desk."""
    folder = place.province / "drop"
    folder.mkdir(exist_ok=True)
    for path in bundles:
        shutil.copy(path, folder / path.name)


def state(office: Office) -> dict[str, Any]:
    """What the desk holds, but for time, numbers of transactions and salts."""
    with office.store.session() as session:
        came, own = [], []
        for row in session.exec(select(Journal)):
            said = (row.kind, row.person_id, str(row.occurred_on), str(row.payload), tuple(row.evidence),
                    row.about or "", row.site, row.status, row.code)  # fmt: skip
            if row.status == "own":  # an alarm of this desk: its number and signature are its own
                own.append(said)
            else:
                came.append((row.id, row.line, row.digest, row.chain, row.bundle, *said))
        return {
            "records": sorted(came),
            "own": sorted(own),
            "evidence": sorted((one.sha256, one.size, one.type, one.person_id)
                               for one in session.exec(select(Evidence))),
            "decisions": sorted((one.record_id, one.status, one.code, one.decided_by)
                                for one in session.exec(select(Decision))),
            "bundles": sorted((one.bundle, one.digest, one.result, one.code, str(sorted(one.counts.items())))
                              for one in session.exec(select(ReceivedBundle))),
            "series": sorted((one.name, one.value) for one in session.exec(select(Series))),
        }  # fmt: skip


def receipts(place: Place, office: Office) -> dict[str, Any]:
    """What each receipt says, by bundle, but for its own number and time; opened as the office it is for opens it."""
    with office.store.session() as session:
        paths = {
            row.bundle: office.home.outbox / row.receipt
            for row in session.exec(select(ReceivedBundle))
            if row.receipt
        }
    said = {}
    with place.officer() as village:
        for bundle, path in paths.items():
            letter = read(village, path)
            assert letter is not None
            said[bundle] = (letter.seq, {key: value for key, value in letter.body.items()
                                         if key not in ("receipt", "received")})  # fmt: skip
    return said
