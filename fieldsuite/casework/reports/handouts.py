"""空白表: papers that are filled in by hand."""

from pathlib import Path

from fieldsuite.casework import paper_settings
from fieldsuite.casework.noted import noted
from fieldsuite.casework.people import one
from fieldsuite.office import Office
from forms import consent
from forms.form import Printed


@noted("print", "consent form")
def print_consent(office: Office, out: Path, who: str = "") -> Printed:
    """Print the consent form, with the person's name or blank; boxes and signatures are left for the pen.

    Raises OfficeError E_NOT_FOUND for a person nobody knows, FormsError when a font is missing.
    """
    from forms.paper.fonts import find_fonts

    name = ""
    if who:
        with office.store.session() as session:
            name = one(session, who).name
    data = {"person": name, "text_version": consent.CURRENT, "language": "zh", "unit_name": office.config.name,
            "unit_phone": paper_settings.read(office).contact}  # fmt: skip
    fonts = find_fonts(office=office.home.fonts)
    return consent.print_pdf(data, out, fonts=fonts, practice=office.config.practice)
