"""What the desk says to its upload address (``fieldsuite serve``): whose keys hold, and what came of each bundle.

The server has no key and no database. What lies in its folder is signed or sealed already: the trust statement in force
(``tell``) and the receipts (``settle``), each under the digest of the bundle it answers.
"""

import json
from pathlib import Path

from fieldsuite.errors import exit_status
from fieldsuite.office import Office
from fieldsuite.province.views import ArrivedBundle
from fieldsuite.tables import ReceivedBundle
from keys.files import copy_owner_only, write_owner_only
from sync.pack import SUFFIX
from sync.transport import find_files


def tell(office: Office) -> None:
    """Write the trust statement in force for the server, if this desk has one that serves."""
    if not office.home.serving.is_dir() or office.trust is None:
        return
    path = office.home.known_devices
    if not path.is_file() or path.read_bytes() != office.trust.data:
        write_owner_only(path, office.trust.data)


def offered(office: Office) -> Path | None:
    """Give the drop folder when bundles wait in it, for whoever is about to say where to import from."""
    tell(office)
    return office.home.drop if office.home.drop.is_dir() and find_files(office.home.drop) else None


def settle(office: Office, arrived: ArrivedBundle) -> None:
    """Put the answer to a bundle where its sender can fetch it, however it came, and let go of an upload that is done.

    The import is committed by then: whoever is killed in between finds the upload again, receives it as ``same``, and
    comes here once more. What a full disk kept from being read has no answer, stays, and is read next time.
    """
    answers = office.home.answers
    if not answers.is_dir() or not arrived.position:
        return
    with office.store.session() as session:
        row = session.get(ReceivedBundle, arrived.position)
        digest = row.digest if row else ""
    word = answers / f"{digest}.json"
    if arrived.receipt:
        copy_owner_only(Path(arrived.receipt), answers / f"{digest}{SUFFIX}")
        word.unlink(missing_ok=True)
    elif arrived.result == "held" or (arrived.result == "rejected" and exit_status(arrived.code) == 4):
        state = "held" if arrived.result == "held" else "refused"
        write_owner_only(word, json.dumps({"state": state, "code": arrived.code}).encode("ascii"))
        if not (office.home.inbox / f"{digest}.refused").is_file():
            return  # the disk took no copy of it: then this one is kept
    else:
        return
    (office.home.drop / f"{digest}{SUFFIX}").unlink(missing_ok=True)
