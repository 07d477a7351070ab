"""What came of a batch: a row a person, the counts, and who must come in person, village by village (R047)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from biometric.steps import Measure
from fieldsuite import exports
from fieldsuite.casework.masks import masked_id
from fieldsuite.errors import OfficeError
from fieldsuite.exports import Encoding
from fieldsuite.office import Office
from fieldsuite.tables import Person
from fieldsuite.words import Lang, has, say

Result = Literal[
    "enrolled", "already_enrolled", "no_face", "several_faces", "poor", "unreadable", "no_photo", "no_consent",
    "unknown_person",
]  # fmt: skip
RESULTS: tuple[Result, ...] = get_args(Result)
ON_SITE: frozenset[Result] = frozenset(
    {"no_face", "several_faces", "poor", "unreadable", "no_photo", "no_consent"}
)
"""Results after which a person is modelled on site (广西通知 三(一): 无法提取照片完成建模的…可通过上述渠道完成)."""


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one person, or of a photograph that is nobody's."""

    person_id: str
    """Empty for a photograph of nobody on the register."""
    person_no: str
    name: str
    """What the file or the table said, for a photograph of nobody."""
    id_masked: str
    village: str
    file: str
    """Photograph below the folder; of several the first. Empty without one."""
    result: Result
    advice: str = ""
    """Key of the sentence that says what to do, in the area ``biometric`` or ``enrol``."""
    measures: tuple[Measure, ...] = ()

    @property
    def on_site(self) -> bool:
        """True when the person must be modelled on site."""
        return self.result in ON_SITE

    def told(self, lang: Lang) -> str:
        """Say what to do, in a sentence; empty when nothing need be done."""
        return advice(self.advice, lang)


def advice(key: str, lang: Lang) -> str:
    """Say the sentence of an advice, whichever catalogue has it."""
    return next((say(f"{area}.{key}", lang) for area in ("enrol", "biometric") if has(f"{area}.{key}")), key)


def row_of(
    person: Person, result: Result, advice: str = "", file: str = "", measures: tuple[Measure, ...] = ()
) -> Row:
    """Make the row of a person."""
    number = masked_id(person.id_no)
    return Row(
        person.id, person.person_no, person.name, number, person.village, file, result, advice, measures
    )


def stranger(said: str, file: str) -> Row:
    """Make the row of a photograph that is nobody's, or of more than one."""
    return Row("", "", said, "", "", file, "unknown_person", "rename_file")


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What came of a batch."""

    rows: tuple[Row, ...]
    """By village, then by result and name."""
    counts: dict[Result, int]
    """Every result, those that did not occur with 0."""
    photographs: int
    queue: tuple[tuple[str, tuple[Row, ...]], ...]
    """Who must come in person, by village; the on-site queue."""

    @classmethod
    def of(cls, rows: Iterable[Row], photographs: int) -> "BatchReport":
        """Sort the rows and count them."""
        ordered = sorted(rows, key=lambda row: (row.village, RESULTS.index(row.result), row.name, row.file))
        counted = Counter(row.result for row in ordered)
        villages: dict[str, list[Row]] = defaultdict(list)
        for row in ordered:
            if row.on_site:
                villages[row.village].append(row)
        queue = tuple((village, tuple(waiting)) for village, waiting in sorted(villages.items()))
        return cls(tuple(ordered), {result: counted[result] for result in RESULTS}, photographs, queue)


def save(office: Office, rows: Sequence[Row], out: Path, lang: Lang = "zh") -> None:
    """Write rows as ``write`` does, after a look at the place. Raises OfficeError for another ending or no folder."""
    if out.suffix.lower() not in (".csv", ".xlsx"):
        raise OfficeError("enrol.report_kind", code="E_USAGE", path=str(out))
    if not out.absolute().parent.is_dir():
        raise OfficeError("office.not_a_folder", path=str(out.parent))
    write(office, rows, out, lang)


def write(
    office: Office, rows: Sequence[Row], out: Path, lang: Lang = "zh", encoding: Encoding = "utf-8"
) -> None:  # fmt: skip
    """Write rows as a table, .csv or .xlsx; replaced in one step. Raises OfficeError E_USAGE for another ending."""
    from forms.field import Choice, Field

    choices = tuple(
        Choice(result, say(f"enrol.result_{result}", lang), say(f"enrol.result_{result}", "en"))
        for result in RESULTS
    )
    fields = [
        Field(key, say(f"enrol.column_{key}", lang), say(f"enrol.column_{key}", "en"),
              choices=choices if key == "result" else ())
        for key in ("village", "person_no", "name", "id_masked", "result", "on_site", "advice", "file")
    ]  # fmt: skip
    lines = list(_lines(rows, lang))
    exports.write(out, fields, lines, title=say("enrol.report_title", lang), encoding=encoding)
    exports.note(office, "export", "batch report", out, len(lines))


def _lines(rows: Iterable[Row], lang: Lang) -> Iterator[dict[str, str]]:
    for row in rows:
        yield {
            "village": row.village, "person_no": row.person_no, "name": row.name, "id_masked": row.id_masked,
            "result": row.result, "on_site": say("enrol.yes", lang) if row.on_site else "",
            "advice": row.told(lang), "file": row.file,
        }  # fmt: skip
