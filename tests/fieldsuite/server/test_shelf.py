"""Whatever devices send, in whatever order, cut and doubled: what lies in the drop folder is what its name says."""

import hashlib
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldsuite.config import Home
from fieldsuite.server.refusal import Refusal
from fieldsuite.server.shelf import Shelf, Upload

FILES = [bytes([at]) * size for at, size in enumerate((1, 10, 25))]
NAMES = [hashlib.sha256(data).hexdigest() for data in FILES]
SENT = st.tuples(
    st.sampled_from(["a" * 64, "b" * 64]), st.integers(0, 2), st.integers(1, 12), st.booleans(), st.booleans()
)
"""Device, file, bytes of a piece, a byte of it wrong, the server killed after it."""


@settings(max_examples=60)
@given(st.lists(SENT, max_size=25))
def test_only_whole_files_get_a_name_and_their_own(sent: list[tuple[str, int, int, bool, bool]]) -> None:
    with TemporaryDirectory() as folder:
        home, finished = Home(Path(folder)), set[str]()
        shelf = Shelf(home)
        for device, which, size, wrong, killed in sent:
            data, name = FILES[which], NAMES[which]
            upload = shelf.create(device, name, len(data))
            if upload.path is None:
                assert name in finished
                continue
            piece = bytearray(data[upload.offset : upload.offset + size])
            if wrong and piece:
                piece[0] ^= 255
            with upload.path.open("ab") as file:
                file.write(piece)
            if killed:
                shelf = Shelf(home)
                continue
            now = shelf.find(device, name)
            assert isinstance(now, Upload) and now.offset == upload.offset + len(piece)
            if now.offset == now.length:
                with suppress(Refusal):
                    shelf.finish(device, now)
                    finished.add(name)
        lying = {path.name: path.read_bytes() for path in home.drop.iterdir()}
        assert lying == {f"{name}.fosb": FILES[NAMES.index(name)] for name in finished}
