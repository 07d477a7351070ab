"""Who may send, and what a stranger, a slow caller or a false desk gets."""

import json
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509

from fieldsuite.clock import utc_now
from fieldsuite.config import Home
from fieldsuite.errors import OfficeError
from fieldsuite.province import lost
from fieldsuite.server import certificate
from fieldsuite.server.devices import Devices
from fieldsuite.server.limits import LIMITS
from fieldsuite.server.refusal import Refusal
from fieldsuite.server.sessions import Sessions
from keys.ed25519 import SigningKey, fingerprint
from sync.errors import SyncError
from sync.online import Desk, Line, desk_at, digits, server_key
from sync.upload_terms import SESSION, ask_session
from tests.doubles.upload_desk import Address, serving
from tests.fieldsuite.server.conftest import HURRIED, begin, let_serve, patch, send, session
from tests.grounds import Place

Piece = Callable[..., Path]
STRANGER = SigningKey.from_seed(bytes(32))
NAME = "ab" * 32


def test_a_device_that_nobody_enrolled_may_not_send(desk: Address, piece: Piece) -> None:
    with pytest.raises(SyncError) as caught:
        send(desk, piece(1000), STRANGER)
    assert (caught.value.key, caught.value.code) == ("desk_refuses", "E_SIGNATURE")


def test_an_officers_key_is_not_a_devices(desk: Address, place: Place, piece: Piece) -> None:
    with place.officer() as office:
        key = office.keyring.officer_key
    assert isinstance(key, SigningKey)
    with pytest.raises(SyncError) as caught:
        send(desk, piece(1000), key)
    assert caught.value.code == "E_ROLE"


def test_a_signature_for_another_server_is_worth_nothing_here(desk: Address, device: SigningKey) -> None:
    with session(desk, device) as line:
        challenge = json.loads(line.ask("GET", SESSION).body)["challenge"]
        assert line.ask("POST", SESSION, ask_session(challenge, "cd" * 32, device)).code == "E_AUDIENCE"


def test_junk_for_a_signature_or_a_token_opens_nothing(desk: Address, device: SigningKey) -> None:
    with session(desk, device) as line:
        for body in (b"", b"{}", b"\xff" * 100, b"[" * 5000, b"x" * 9000):
            assert line.ask("POST", SESSION, body).status in (403, 413)
        for token in ("", "x", "a.b.c", "\u00e9.1.2", "..", f"{NAME}.99999999999.{'0' * 64}"):
            line.token = token
            assert begin(line, NAME, 10).status == 401
            assert line.ask("GET", f"/v1/bundles/{NAME}/receipt").status == 401
    assert not desk.events("fault")


class At:
    """A clock that a test moves."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def test_challenges_and_sessions_end(place: Place, device: SigningKey) -> None:
    let_serve(place)
    clock = At(1_000_000.0)
    sessions = Sessions(Devices(Home(place.province).known_devices), "here", clock=clock)
    challenge = sessions.challenge()
    signed = ask_session(challenge, "here", device)
    token = sessions.open(signed)
    assert sessions.device(f"Bearer {token}") == device.public.kid
    clock.now += LIMITS.challenge_seconds
    with pytest.raises(Refusal) as late:
        sessions.open(signed)
    clock.now += LIMITS.session_seconds
    with pytest.raises(Refusal) as over:
        sessions.device(f"Bearer {token}")
    assert [(one.value.status, one.value.code) for one in (late, over)] == [(401, "E_EXPIRED")] * 2
    with pytest.raises(Refusal):  # a challenge is no token
        sessions.device(f"Bearer {sessions.challenge()}")


def test_a_session_that_ended_is_opened_anew_and_not_for_ever(
    place: Place, device: SigningKey, piece: Piece
) -> None:
    let_serve(place)
    with serving(place.province, replace(LIMITS, session_seconds=0)) as desk:
        with pytest.raises(SyncError) as caught:
            send(desk, piece(1000), device)
        assert caught.value.code == "E_NETWORK"
        assert [one["code"] for one in desk.events("refused")] == ["E_EXPIRED"] * HURRIED.tries


def test_a_revoked_device_may_not_send_from_that_moment_on(
    desk: Address, place: Place, device: SigningKey, piece: Piece
) -> None:
    with session(desk, device) as line:
        assert begin(line, NAME, 10).status == 201
        with place.clerk() as office:
            lost.declare(office, place.site, "stolen")
        said = begin(line, NAME, 10)
    assert (said.status, said.code) == (403, "E_REVOKED")
    with pytest.raises(SyncError) as caught:
        send(desk, piece(1000), device)
    assert caught.value.code == "E_REVOKED"


def test_a_wrong_pin_is_refused_before_a_byte_is_sent(
    desk: Address, device: SigningKey, piece: Piece
) -> None:
    false = replace(desk, pin="1" * 40)
    with pytest.raises(SyncError) as caught:
        send(false, piece(1000), device)
    assert (caught.value.key, caught.value.code) == ("desk_other_key", "E_PIN")
    assert desk.events("created") == [] and desk.events("refused") == []


def test_an_authority_instead_of_a_pin(
    desk: Address, device: SigningKey, piece: Piece, tmp_path: Path
) -> None:
    other = certificate.make(Home(tmp_path), ["127.0.0.1"], utc_now())
    ours = desk.home.serving / "certificate.pem"
    path = piece(1000)
    with pytest.raises(SyncError) as caught:
        Line(Desk("127.0.0.1", desk.port, ca=other.certificate))
    assert caught.value.code == "E_PIN"
    line = Line(Desk("127.0.0.1", desk.port, ca=ours))
    line.close()
    with pytest.raises(SyncError) as named:
        Line(Desk("localhost", desk.port, ca=ours))  # the certificate is for 127.0.0.1
    assert named.value.code == "E_PIN"
    assert path.exists() and line.server


def test_a_certificate_made_again_keeps_its_fingerprint(tmp_path: Path) -> None:
    first = certificate.make(Home(tmp_path), ["a.example", "10.0.0.1"], utc_now())
    before = first.certificate.read_bytes()
    again = certificate.make(Home(tmp_path), ["b.example"], utc_now())
    assert again.fingerprint == first.fingerprint and again.certificate.read_bytes() != before
    made = x509.load_pem_x509_certificate(before)
    assert fingerprint(server_key(ssl.PEM_cert_to_DER_cert(before.decode()))) == first.fingerprint
    assert made.not_valid_before_utc < utc_now() < made.not_valid_after_utc
    assert (first.key.stat().st_mode & 0o077) == 0
    with pytest.raises(OfficeError):
        certificate.make(Home(tmp_path), ["四川"], utc_now())


@pytest.mark.parametrize(
    ("address", "pin", "key"),
    [
        ("ftp://a", "", "desk_address"),
        ("https://", "", "desk_address"),
        ("https://a:99999", "1" * 40, "desk_address"),
        ("https://a/path", "1" * 40, "desk_address"),
        ("https://[::1", "1" * 40, "desk_address"),
        ("https://a", "", "desk_unproven"),
        ("https://a", "12345", "desk_pin"),
        ("http://a.example", "", "desk_plain"),
        ("http://127.0.0.1.evil.example", "", "desk_plain"),
    ],
)
def test_addresses_that_are_none(address: str, pin: str, key: str) -> None:
    with pytest.raises(SyncError) as caught:
        desk_at(address, pin=pin)
    assert caught.value.key == key


def test_addresses_as_people_write_them() -> None:
    pin = "37037 43265 00441 11419 14164 14218 70832 26970"
    assert desk_at("https://desk.example:8443", pin=pin) == Desk("desk.example", 8443, digits(pin))
    assert desk_at("http://127.0.0.1:80/").plain


def test_a_head_that_never_ends_is_hung_up_on(place: Place, device: SigningKey) -> None:
    let_serve(place)
    with serving(place.province, replace(LIMITS, header_seconds=0.3)) as desk:
        context = ssl.create_default_context(cafile=str(desk.home.serving / "certificate.pem"))
        for said in (b"", b"GET /v1/session HTTP/1.1\r\nHost: x\r\nX-Slow: "):
            plain = socket.create_connection(("127.0.0.1", desk.port), timeout=10)
            with context.wrap_socket(plain, server_hostname="127.0.0.1") as line:
                line.sendall(said)
                with suppress(OSError):  # hung up on by a reset
                    assert line.recv(100) == b""


def test_a_piece_that_stops_in_the_middle_is_cut_and_what_came_is_kept(
    place: Place, device: SigningKey, piece: Piece
) -> None:
    let_serve(place)
    path = piece(50_000)
    with serving(place.province, replace(LIMITS, idle_seconds=0.3)) as desk, session(desk, device) as line:
        begin(line, path.stem, 50_000)

        def slowly() -> object:
            yield path.read_bytes()[:20_000]
            _wait_for(desk, "cut")

        said = patch(line, path.stem, 0, slowly(), **{"Content-Length": "50000"})  # type: ignore[arg-type]
        assert said.status == 408
        with session(desk, device) as again:
            assert begin(again, path.stem, 50_000).number("upload-offset") == 20_000


def _wait_for(desk: Address, event: str) -> None:
    for _ in range(500):
        if desk.events(event):
            return
        time.sleep(0.02)
    raise AssertionError(f"no {event}")


def test_without_a_trust_statement_nobody_is_let_in(tmp_path: Path) -> None:
    with pytest.raises(OfficeError) as caught, serving(tmp_path):
        pass
    assert caught.value.key == "serve.no_trust"
    (tmp_path / "serve" / "trust.fostrust").write_bytes(b"{}")
    with pytest.raises(OfficeError), serving(tmp_path):
        pass


def test_a_second_server_of_one_office_is_refused(desk: Address) -> None:
    with pytest.raises(OfficeError) as caught, serving(desk.home.path):
        pass
    assert (caught.value.key, caught.value.code) == ("serve.twice", "E_BUSY")
