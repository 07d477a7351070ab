"""试打: pages by which a printer and an official blank are set up; nobody's particulars stand on them."""

from pathlib import Path

from fieldsuite.casework import paper_settings
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from forms import overseas_review
from forms.form import Printed


def calibration(office: Office, out: Path, offset: tuple[float, float] = (0.0, 0.0)) -> Printed:
    """Write the page of crosses at known places, moved by an offset in millimetres to the right and down."""
    from forms.paper.fonts import find_fonts
    from forms.paper.overprint import write_calibration

    return write_calibration(out, offset=offset, fonts=find_fonts(office=office.home.fonts))


def on_blank(office: Office, out: Path) -> Printed:
    """Write the name of every field at its place, merged with the official blank where one is set.

    Raises OfficeError when no coordinates are set, FormsError for a wrong file.
    """
    from forms.paper import overprint
    from forms.paper.fonts import find_fonts

    settings = paper_settings.read(office)
    if not settings.coordinates:
        raise OfficeError("paper.no_blank")
    names = {field.key: field.label("zh") for field in overseas_review.FIELDS}
    where = overprint.read_coordinates(Path(settings.coordinates), names)
    return overprint.write(
        overseas_review.TITLE, names, where, out, blank=Path(settings.blank) if settings.blank else None,
        offset=(settings.offset_x, settings.offset_y), fonts=find_fonts(office=office.home.fonts), practice=True,
    )  # fmt: skip
