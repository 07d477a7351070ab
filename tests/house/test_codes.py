"""Every code that the product uses has its page in the manual, with the sentences that are said with it."""

from fieldsuite.manual.errors import CODES, sentences
from tests.house.codes import by_code, written


def test_every_code_in_the_product_has_a_page() -> None:
    assert written() == set(CODES)


def test_sentences_stand_under_the_code_that_is_raised_with_them() -> None:
    assert sentences() == by_code(), "write them down again: python -m tests.house.codes"
