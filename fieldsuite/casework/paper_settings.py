"""How this office prints: which printer, how far it is off, which official blank, what its papers say of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from fieldsuite.errors import OfficeError
from fieldsuite.office import Office

NAME = "papers.json"
"""File of the settings in the folder of the office."""
MOST_OFF = 30.0
"""Millimetres: a printer that is further off has another fault."""


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """Settings of paper; nothing personal."""

    printer: str = ""
    """Name of the printer that was calibrated, as the office calls it."""
    offset_x: float = 0.0
    """Millimetres by which print is moved to the right on an official blank."""
    offset_y: float = 0.0
    """Millimetres by which it is moved down."""
    blank: str = ""
    """Official blank of the overseas form, a PDF."""
    coordinates: str = ""
    """Where the fields stand on the blank, a JSON file."""
    mission: str = ""
    """Name of the mission, printed in 使领馆."""
    country: str = ""
    """Country of the mission, two letters of ISO 3166."""
    permit_days: int = 0
    """Days a residence permit must still be valid (Germany: a month)."""
    cycle_months: int = 12
    """Months between two forms; Papeete asks for one every six months."""
    hotline: str = ""
    """Telephone for complaints, printed on slips (四川规程 第39条)."""
    contact: str = ""
    """Telephone of the office, printed on notices."""
    offsets: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Printer -> how far it is off, for every printer that was calibrated here."""


def read(office: Office) -> PaperSettings:
    """Read the settings; an office that never set any has the defaults. Raises OfficeError when they are damaged."""
    return read_in(office.home.path)


def read_in(folder: Path) -> PaperSettings:
    """Read the settings of the office in a folder, which need not be open. Raises what ``read`` raises."""
    path = folder / NAME
    if not path.is_file():
        return PaperSettings()
    try:
        return PaperSettings(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise OfficeError("paper.settings_damaged", code="E_INPUT", path=path.name) from error


def change(office: Office, **values: object) -> PaperSettings:
    """Change some settings and keep them; replaced in one step. Raises OfficeError for an impossible value."""
    from forms import regions

    made = _remembered(read(office), values)
    if max(abs(made.offset_x), abs(made.offset_y)) > MOST_OFF:
        raise OfficeError("paper.offset_large", code="E_INPUT", most=MOST_OFF)
    if made.country and made.country not in regions.all_countries():
        raise OfficeError("paper.no_country", code="E_INPUT", country=made.country)
    for name in (made.blank, made.coordinates):
        if name and not Path(name).is_file():
            raise OfficeError("cli.no_such_file", path=name)
    _keep(office.home.path, made)
    return made


def choose(folder: Path, printer: str) -> PaperSettings:
    """Remember the printer of the office in a folder, which brings back how far it is off; no folder, no memory."""
    before = read_in(folder)
    made = _remembered(before, {"printer": printer})
    if made != before and folder.is_dir():
        _keep(folder, made)
    return made


def _remembered(before: PaperSettings, values: Mapping[str, object]) -> PaperSettings:
    """Take the changes in: an offset belongs to its printer, and choosing a printer brings its offset back."""
    made = replace(before, **values)  # type: ignore[arg-type]  # keys and types are those of the command
    if not {"offset_x", "offset_y"} & set(values) and made.printer != before.printer:
        x, y = made.offsets.get(made.printer, (0.0, 0.0))
        made = replace(made, offset_x=x, offset_y=y)
    return replace(made, offsets={**made.offsets, made.printer: (made.offset_x, made.offset_y)})


def names() -> tuple[str, ...]:
    """Give the names of the settings."""
    return tuple(one.name for one in fields(PaperSettings))


def _keep(folder: Path, settings: PaperSettings) -> None:
    from forms.paper.whole import write_whole

    write_whole(folder / NAME, json.dumps(asdict(settings), ensure_ascii=False, indent=2).encode())
