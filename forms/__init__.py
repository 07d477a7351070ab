"""Forms: plain values in, checked fields and paper out.

May touch: nothing of ours, no database, no screen; files only where an output path is given. Speaks Chinese
and English itself, for the words of a notice's form are the form.

What matters: ``identity_number.check`` says what a number is worth; ``FORMS[name].check`` says everything
that is wrong with a filled form; ``FORMS[name].print`` writes it as the PDF an office accepts.
"""

from forms import consent, death, overseas_review, roster
from forms.form import Form

FORMS: dict[str, Form] = {
    form.name: form for form in (overseas_review.FORM, roster.FORM, death.FORM, consent.FORM)
}
"""Every paper by the name that commands and screens use."""
