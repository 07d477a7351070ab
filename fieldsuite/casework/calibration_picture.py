"""The curve of a calibration as a file: a PNG, or a page of PDF with the numbers beside it."""

from pathlib import Path

from biometric.det_plot import TICKS, line, place, png
from fieldsuite.casework.calibrate import Calibration
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.words import Lang, say


def write(office: Office, found: Calibration, out: Path, lines: tuple[str, ...], lang: Lang) -> None:
    """Write the curve; ``lines`` are the sentences above it. Raises OfficeError E_USAGE, E_RULE; FormsError E_FONT."""
    if out.suffix.lower() not in (".png", ".pdf"):
        raise OfficeError("calibrate.picture_kind", code="E_USAGE", path=str(out))
    if found.curve is None:
        raise OfficeError("calibrate.no_trials", code="E_RULE")
    shown = found.proposal or found.now
    mark = (shown.far.rate, shown.frr.rate)
    if out.suffix.lower() == ".png":
        out.write_bytes(png([(f"{found.kind.engine} {found.kind.modality}", found.curve)], mark))
        return
    from forms.paper.det_sheet import DetPage, print_det
    from forms.paper.fonts import find_fonts

    page = DetPage(
        say("calibrate.title", lang), lines, tuple(line(found.curve)), (place(mark[0]), place(mark[1])),
        tuple((place(tick), f"{tick:.2%}") for tick in TICKS), say("calibrate.far", lang), say("calibrate.frr", lang),
        office.today(),
    )  # fmt: skip
    print_det(page, out, fonts=find_fonts(office=office.home.fonts), practice=office.config.practice)
