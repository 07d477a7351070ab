"""One value, one spelling: the profile against published vectors."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.canonical import decode, decode_object, encode
from sync.errors import BundleRefused
from tests.shared import shared

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Cf", "Cn"]), max_size=20
).map(lambda text: unicodedata.normalize("NFC", text))  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.from_regex(r"[a-z0-9_]{1,8}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=12,
)


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


@given(VALUES)
def test_what_is_written_is_read_again(value: object) -> None:
    if depth(value) > 8:
        with pytest.raises(BundleRefused, match="E_CANON"):
            encode(value)
    else:
        assert decode(encode(value)) == value


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_as_their_one_spelling_or_refused(data: bytes) -> None:
    try:
        value = decode(data)
    except BundleRefused as error:
        assert error.code == "E_CANON"
    else:
        assert encode(value) == data


@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_jcs_vectors_are_read_where_the_profile_holds_them_and_refused_elsewhere(name: str) -> None:
    """Only ``arrays`` has keys of [a-z0-9_], no fractions, no control characters and text in NFC."""
    output = shared("vectors", "jcs", "testdata", "output", f"{name}.json").read_bytes().rstrip(b"\n")
    given_text = shared("vectors", "jcs", "testdata", "input", f"{name}.json").read_text(encoding="utf-8")
    if name == "arrays":
        assert encode(json.loads(given_text)) == output
        assert decode(output) == json.loads(given_text)
    else:
        with pytest.raises(BundleRefused, match="E_CANON"):
            decode(output)
        with pytest.raises(BundleRefused, match="E_CANON"):
            encode(json.loads(given_text))


def test_every_file_of_jsontestsuite_is_read_as_its_one_spelling_or_refused() -> None:
    folder = shared("vectors", "jsontestsuite", "test_parsing")
    files = sorted(folder.glob("*.json"))
    assert len(files) > 300
    taken = []
    for path in files:
        data = path.read_bytes()
        try:
            value = decode(data)
        except BundleRefused as error:
            assert error.code == "E_CANON"
        else:
            assert encode(value) == data
            taken.append(path.name)
    assert not [name for name in taken if name.startswith("n_")], "JSON that is none was read"
    assert {"y_array_empty.json", "y_structure_lonely_true.json"} <= set(taken)


def test_files_that_readers_of_json_disagree_about_are_refused() -> None:
    folder = shared("vectors", "jsontestsuite", "test_transform")
    for path in folder.glob("*.json"):
        if path.name in ("number_1000000000000000.json",):
            continue
        with pytest.raises(BundleRefused, match="E_CANON"):
            decode(path.read_bytes())


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        (2**53 - 1, True), (2**53, False), (-(2**53) + 1, True), (-(2**53), False),
        ("x" * 8192, True), ("x" * 8193, False),
        ("汉" * 2730, True), ("汉" * 2731, False), ({"a" * 64: 1}, True), ({"a" * 65: 1}, False), ({"": 1}, False),
        ({"a-b": 1}, False), ({1: 1}, False), (1.0, False), (float("nan"), False), (b"x", False), ({1, 2}, False),
        ("\ufeffx", False), ("a\u2066b", False), ("a\u2028b", False), ("\x7f", False), ("\u0085", False),
        ("\ud800", False), ("\uf900", False), ("𬱟䶮㛃·", True), ("e\u0301", False), ("é", True), ("", True),
    ],
)  # fmt: skip
def test_the_borders_of_the_profile(value: object, fits: bool) -> None:
    if fits:
        assert decode(encode(value)) == value
    else:
        with pytest.raises(BundleRefused, match="E_CANON"):
            encode(value)


def test_eight_levels_fit_and_nine_do_not() -> None:
    value: object = 1
    for _ in range(8):
        value = [value]
    assert decode(encode(value)) == value
    with pytest.raises(BundleRefused, match="E_CANON"):
        encode([value])
    with pytest.raises(BundleRefused, match="E_CANON"):
        decode(b"[" * 9 + b"]" * 9)


def test_an_object_is_asked_for_and_a_list_is_none() -> None:
    assert decode_object(b'{"a":1}') == {"a": 1}
    with pytest.raises(BundleRefused, match="E_CANON"):
        decode_object(b"[]")
