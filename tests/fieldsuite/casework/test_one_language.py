"""A sentence names a field in the language it is said in, never in both."""

import pytest

from fieldsuite.casework import modelling, written
from fieldsuite.errors import OfficeError
from fieldsuite.words import of_error


@pytest.mark.parametrize("field", written.LABELS)
def test_a_field_that_is_missing_or_too_long_is_named_in_one_language(field: str) -> None:
    for text in ("", "长" * 501):
        with pytest.raises(OfficeError) as refusal:
            written.required(text, field)
        zh, en = (of_error(refusal.value, lang)[0] for lang in ("zh", "en"))
        assert " / " not in zh + en and written.LABELS[field].told("zh") in zh
        assert en.isascii() and written.LABELS[field].told("en") in en


def test_several_particulars_are_listed_in_one_language() -> None:
    names = tuple(modelling.LABELS.values())
    error = OfficeError("office.particulars_missing", code="E_RULE", fields=names)
    zh, en = (of_error(error, lang)[0] for lang in ("zh", "en"))
    assert "手机号码、住址、村（社区）" in zh and "telephone" not in zh
    assert "telephone, address, village" in en and en.isascii()
