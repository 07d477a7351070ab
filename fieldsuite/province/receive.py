"""Take bundles in: verify everything, then one transaction for the records, their evidence and the receipt."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.office import Office
from fieldsuite.province import uploaded
from fieldsuite.province.arrivals import find
from fieldsuite.province.one_bundle import same, sentence, take
from fieldsuite.province.views import ArrivedBundle
from sync.errors import SyncError
from sync.gather import Gathered, arriving, gather, is_slice
from sync.pack import SUFFIX


def receive(office: Office, paths: Sequence[Path]) -> Iterator[ArrivedBundle]:
    """Receive bundles one after the other, of a folder all that did not leave from here; a refused one stops no other.

    Each answer says ``imported``, ``same`` (the same receipt again, nothing changed), ``held`` or ``rejected`` with its
    code, or ``waiting`` for slices that are still to come. The file of a refused or held bundle is kept; one that a
    full disk or a bad stick kept from being read is not noted, so that it can come again. Raises OfficeError before
    anything is received when this is no provincial desk or a file is not there.
    """
    office.require_province()
    uploaded.tell(office)
    for path in paths:
        if not path.exists():
            raise OfficeError("cli.no_such_file", path=str(path))
    found = [path for given in paths for path in find(office, given)]
    for arrived in _each(office, found):
        uploaded.settle(office, arrived)
        yield arrived


def _each(office: Office, found: Sequence[Path]) -> Iterator[ArrivedBundle]:
    for path in found:
        if not is_slice(path):
            yield take(office, path)
    for file, slices in arriving([path for path in found if is_slice(path)]).items():
        yield _sliced(office, file, slices)


def _sliced(office: Office, file: str, slices: Sequence[Path]) -> ArrivedBundle:
    """Keep slices until all are here, then receive what they make; what was received before is not joined again."""
    name, shelf = f"{file}{SUFFIX}", office.home.inbox / "slices"
    if again := same(office, Path(name), file):
        return again
    try:
        *_, last = gather(file, slices, shelf, shelf / "whole")
    except SyncError as error:
        return ArrivedBundle(name, "", "rejected", error.code, {}, "", message=sentence(error))
    assert isinstance(last, Gathered)
    if last.path is None:
        return ArrivedBundle(name, "", "waiting", "", {}, "", slices=last.total, missing=last.missing)
    arrived = take(office, last.path)
    if arrived.result != "rejected" or exit_status(arrived.code) == 4:
        last.path.unlink(missing_ok=True)
    return arrived
