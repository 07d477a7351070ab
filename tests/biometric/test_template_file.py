import io
import pickle
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biometric.errors import MediaUnreadable
from biometric.template import Template
from biometric.template_file import read, write


def a_template(**changes):
    rng = np.random.default_rng(1)
    values = {
        "modality": "face",
        "engine": "dlib",
        "version": "55533b28a95800a5",
        "vectors": rng.normal(size=(3, 128)).astype(np.float32),
        "sources": ("aa", "bb"),
    }
    return Template(**(values | changes))


def same(one, other):
    fields = ("modality", "engine", "version", "from_photographs", "sources")
    return (
        all(getattr(one, f) == getattr(other, f) for f in fields)
        and np.array_equal(one.vectors, other.vectors)
        and one.digits.keys() == other.digits.keys()
        and all(
            len(one.digits[d]) == len(other.digits[d])
            and all(np.array_equal(a, b) for a, b in zip(one.digits[d], other.digits[d], strict=True))
            for d in one.digits
        )
    )


def test_a_face_comes_back_as_it_was():
    template = a_template(from_photographs=True)
    assert same(read(write(template)), template)


def test_a_voice_comes_back_with_its_digits():
    digits = {"0": [np.ones((30, 20), np.float32)], "7": [np.zeros((2, 20), np.float32)] * 3}
    template = a_template(modality="voice", engine="ge2e", digits=digits)
    assert same(read(write(template)), template)


def test_the_same_template_gives_the_same_bytes():
    assert write(a_template()) == write(a_template())


@given(st.binary(max_size=400))
def test_any_other_bytes_are_refused(data):
    with pytest.raises(MediaUnreadable) as refused:
        read(data)
    assert refused.value.key == "template_damaged"


@given(st.data())
@settings(max_examples=150)
def test_flipped_bytes_are_refused_or_change_nothing_but_numbers(data):
    whole = bytearray(write(a_template()))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    try:
        read(bytes(whole))
    except MediaUnreadable as refused:
        assert refused.key == "template_damaged"


def test_a_version_no_reader_knows_is_refused():
    whole = bytearray(write(a_template()))
    directory = bytes(whole).rindex(b"PK\x01\x02", 0, bytes(whole).rindex(b"PK\x05\x06"))
    whole[directory + 6] = 109
    with pytest.raises(MediaUnreadable):
        read(bytes(whole))


@given(st.integers(0, 2000))
def test_cut_off_files_are_refused(kept):
    with pytest.raises(MediaUnreadable):
        read(write(a_template())[:kept])


class Harmful:
    def __reduce__(self):
        return (pytest.fail, ("a template ran code",))


def test_pickled_objects_never_run():
    out = io.BytesIO()
    np.savez(out, head=np.array([Harmful()], dtype=object), vectors=np.zeros((1, 2), np.float32))
    with pytest.raises(MediaUnreadable):
        read(out.getvalue())
    with pytest.raises(MediaUnreadable):
        read(pickle.dumps(Harmful()))


def test_an_archive_that_unpacks_to_gigabytes_is_refused_unread():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("head.npy", b"\0" * 50_000_000)
        archive.writestr("vectors.npy", b"\0" * 100)
    assert len(out.getvalue()) < 100_000
    with pytest.raises(MediaUnreadable):
        read(out.getvalue())


@pytest.mark.parametrize(
    "vectors",
    [np.full((3, 128), np.nan, np.float32), np.zeros((0, 128), np.float32), np.zeros((300, 2), np.float32)],
)
def test_what_no_engine_makes_is_not_written(vectors):
    with pytest.raises(ValueError, match="limits"):
        write(a_template(vectors=vectors))
