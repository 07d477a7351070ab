"""Which photograph is whose: by the file's name, or by a table with the columns person and file."""

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldsuite.errors import OfficeError
from fieldsuite.tables import Person

PICTURES = frozenset({".jpg", ".jpeg", ".jpe", ".png", ".bmp", ".webp", ".tif", ".tiff"})
"""Endings of files that are taken for photographs; what they are is read off their first bytes later."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """Whose the photographs are."""

    photos: dict[str, tuple[Path, ...]]
    """Id of a person -> their photographs, in the order of their names; most have one."""
    missing: dict[str, str]
    """Id of a person -> the file that the table names and that is not there."""
    strangers: tuple[tuple[str, str], ...]
    """Whom a name or a line of the table speaks of, and the file, where that is nobody on the register, or several."""


def assign(folder: Path, people: Sequence[Person], table: Path | None = None) -> Assigned:
    """Say whose the photographs in a folder and its sub-folders are.

    Raises OfficeError ``office.not_a_folder`` for what cannot be listed, FormsError for a table that cannot be read.
    """
    found = photographs(folder)
    index = _index(people)
    if table is None:
        named = ((_owner(index, path.stem), path.stem, path) for path in found)
        return _assigned(named, folder)
    lines = list(_lines(table))
    listed = [(_owner(index, who), who, _inside(folder, file)) for who, file in lines]
    seen = {path for _, _, path in listed}
    rest = [(None, path.stem, path) for path in found if path not in seen]
    return _assigned([*listed, *rest], folder)


def photographs(folder: Path) -> tuple[Path, ...]:
    """Give the photographs below a folder in the order of their names; hidden files are none.

    Raises OfficeError ``office.not_a_folder`` for what is none or may not be read.
    """
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise OfficeError("office.not_a_folder", path=str(folder)) from error
    shown = (path for path in folder.rglob("*") if not path.name.startswith("."))
    return tuple(sorted(path for path in shown if path.suffix.lower() in PICTURES and path.is_file()))


Index = dict[str, set[str]]


def _index(people: Iterable[Person]) -> Index:
    index: Index = defaultdict(set)
    for person in people:
        for key in (person.id, person.person_no, person.id_no):
            if key:
                index[_folded(key)].add(person.id)
    return index


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _owner(index: Index, said: str) -> str | None:
    """Find who is meant: the whole name of the file first, then its parts (``010123_张三``)."""
    for key in (said, *re.split(r"[_\s]+", said)):
        if len(owners := index.get(_folded(key), ())) == 1:
            return next(iter(owners))
    return None


def _lines(table: Path) -> Iterator[tuple[str, str]]:
    from forms.field import Field
    from forms.paper.workbook import read_table

    fields = (Field("person", "人员", "Person"), Field("file", "文件", "File"))
    for row in read_table(table, fields):
        if row["person"] and row["file"]:
            yield row["person"], row["file"]


def _inside(folder: Path, file: str) -> Path:
    """Give the path of a file that a table names; a backslash parts folders there as on Windows."""
    return folder / file.replace("\\", "/")


def _assigned(named: Iterable[tuple[str | None, str, Path]], folder: Path) -> Assigned:
    photos: dict[str, list[Path]] = defaultdict(list)
    missing: dict[str, str] = {}
    strangers: list[tuple[str, str]] = []
    for owner, said, path in named:
        if owner is None:
            strangers.append((said, shown(path, folder)))
        elif not path.is_file():
            missing[owner] = shown(path, folder)
        elif path not in photos[owner]:
            photos[owner].append(path)
    taken = {owner: tuple(paths) for owner, paths in photos.items() if paths}
    return Assigned(taken, {who: file for who, file in missing.items() if who not in taken}, tuple(strangers))


def shown(path: Path, folder: Path) -> str:
    """Give a photograph's name as people know it: below the folder, or the whole path elsewhere."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
