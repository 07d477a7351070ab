"""Whatever is typed or pasted becomes something that can be signed, and no name becomes another name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldsuite.tidy import tidy
from keys.canonical import encode


@given(st.text(max_size=60))
def test_any_text_can_be_signed_once_it_is_tidy_and_stays_as_it_is(text: str) -> None:
    assert encode({"text": tidy(text)})
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("三村\r\n六组", "三村 六组"), ("三村\u2028六组", "三村 六组"), ("a\tb", "a b"), ("e\u0301", "\u00e9"),
        ("\u202e\ufeff单国强\u200b", "单国强"), ("盖\U00030b5f", "盖\U00030b5f"), ("王\ue863", "王\ue863"),
        ("阿卜杜拉·买买提", "阿卜杜拉·买买提"), ("\ud800", ""),
        ("'); DROP TABLE person;--", "'); DROP TABLE person;--"),
    ],
)  # fmt: skip
def test_what_can_be_seen_stays(typed: str, kept: str) -> None:
    assert tidy({"a": [typed]}) == {"a": [kept]}
