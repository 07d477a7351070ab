"""What is typed at a consulate's window: the fields of the form, their widgets, what stands beside it."""

from typing import Any

from textual.suggester import SuggestFromList

from fieldsuite.widgets.entry import text_field
from fieldsuite.widgets.fields import pick
from fieldsuite.words import Lang, say
from forms import regions
from forms.field import Field
from forms.overseas_review import FIELDS

LEFT_OUT = ("form_no", "id_kind", "handler", "reviewer")
SIGNED = ("passport_exp", "proxy_passport", "authorisation", "same_person", "notary_no", "notary_on", "explain",
          "override")  # fmt: skip
BESIDE = ("category", "photos", *SIGNED)
"""What is entered when the sheet is signed; it stands on no form."""
LINES = ("line_1", "line_2")
"""The two lines at the foot of a passport, typed or read by a scanner that types."""
PRINTS = ("sheet", "overprint", "merged")
"""Our own sheet; the fields alone for an official blank in the tray; the fields on the blank's own PDF."""
CATEGORIES = ("pensioner", "survivor", "short_stay")
ASKED = tuple(one for one in FIELDS if one.key not in LEFT_OUT)
"""Fields of the form that are typed here."""


def form_field(field: Field, lang: Lang) -> Any:
    """Widget of a field of the form: a list where it has choices; a region completes itself."""
    if field.choices:
        options = [(one.text(lang), one.value) for one in field.choices]
        return pick(field.key, options, empty=True, prompt=say("deskwork.choose", lang))
    made = text_field(field.key)
    if field.kind == "region":
        made.placeholder = say("window.area_hint", lang)
        made.suggester = SuggestFromList(regions.names())
    return made


def as_typed(field: Field, value: str) -> str:
    """Write a value as a person would: a region by its full name, not by its digits."""
    return (regions.full_name(value) or value) if field.kind == "region" else value
