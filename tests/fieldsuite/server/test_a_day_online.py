"""An office and its province over the network, by command: sent, received, answered; killed in the middle; refused."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from keys.ed25519 import SigningKey
from sync.upload import Delivered
from tests.doubles.upload_desk import Address, CutLine, serving
from tests.fieldsuite.cli.line import Line
from tests.fieldsuite.server.conftest import let_serve, send
from tests.grounds import Place
from tests.house.tree import ROOT


@contextmanager
def process(home: Path, port: int = 0) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """The command, as people start it; it is killed at the end."""
    words = ["-m", "fieldsuite", "--home", str(home), "--json", "serve", "--port", str(port)]
    child = subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    try:
        assert child.stdout
        said = json.loads(child.stdout.readline())
        yield child, int(said["address"].rpartition(":")[2]), said["fingerprint"]
    finally:
        child.kill()
        child.wait()


def address(place: Place, port: int, pin: str) -> Address:
    return Address(place.province, port, "".join(filter(str.isdigit, pin)), None)  # type: ignore[arg-type]


def test_a_bundle_goes_up_and_its_receipt_comes_down(live: Place, line: Line) -> None:
    let_serve(live)
    with live.officer() as office:
        live.check(office, "p-fine")
    with serving(live.province) as desk:
        at = f"https://127.0.0.1:{desk.port}"
        line.ask("setup", "online", at, "--pin", desk.pin, home=live.village, secret=live.secret)
        first = line.ask("bundle", "send", home=live.village, secret=live.secret)
        assert [one["state"] for one in first["awaited"]] == ["waiting"] and len(first["sent"]) == 1
        assert states(live, line) == ["exported"]
        took = line.ask("province", "receive", "--uploaded", home=live.province, secret=live.secret)
        assert [one["result"] for one in took["bundles"]] == ["imported"]
        assert list(desk.home.drop.iterdir()) == []
        second = line.ask("receipt", "fetch", home=live.village, secret=live.secret)
        assert [one["counts"] for one in second["receipts"]] == [{"stored": 1}]
        assert states(live, line) == ["received"]
        again = line.ask("bundle", "send", home=live.village, secret=live.secret)
        assert (again["sent"], again["receipts"], again["awaited"]) == ([], [], [])


def test_what_left_on_a_stick_can_go_over_the_network_as_well(live: Place, line: Line) -> None:
    let_serve(live)
    with live.officer() as office:
        live.check(office, "p-fine")
        on_the_stick = live.pack(office)
    with serving(live.province) as desk:
        at = f"https://127.0.0.1:{desk.port}"
        line.ask("setup", "online", at, "--pin", desk.pin, home=live.village, secret=live.secret)
        told = line.ask("bundle", "send", home=live.village, secret=live.secret)
        assert (told["sent"], [one["state"] for one in told["awaited"]]) == ([], ["unknown"])
        told = line.ask("bundle", "send", "--all", home=live.village, secret=live.secret)
        assert [one["digest"] for one in told["sent"]] == [on_the_stick.digest]
        with live.clerk() as office:
            live.arrive(office, on_the_stick.path)  # the stick came too, and first
        assert list(desk.home.drop.iterdir()) == []
        told = line.ask("receipt", "fetch", home=live.village, secret=live.secret)
        assert len(told["receipts"]) == 1


def states(place: Place, line: Line) -> list[str]:
    shown = line.ask("outbox", "show", home=place.village, secret=place.secret)
    return [one["state"] for one in shown["bundles"]]


def test_nothing_is_sent_while_no_address_is_set(live: Place, line: Line) -> None:
    with live.officer() as office:
        live.check(office, "p-fine")
    assert line.say("bundle", "send", home=live.village, secret=live.secret).error == "E_INPUT"
    assert line.say("receipt", "fetch", home=live.village, secret=live.secret).error == "E_INPUT"
    words = ("setup", "online", "http://desk.example")
    assert line.say(*words, home=live.village, secret=live.secret).error == "E_INPUT"
    assert line.say("setup", "online", home=live.village, secret=live.secret).error == "E_USAGE"


def test_a_wrong_pin_leaves_the_outbox_as_it_was(live: Place, line: Line) -> None:
    let_serve(live)
    with live.officer() as office:
        live.check(office, "p-fine")
    with serving(live.province) as desk:
        at = f"https://127.0.0.1:{desk.port}"
        line.ask("setup", "online", at, "--pin", "1" * 40, home=live.village, secret=live.secret)
        refused = line.say("bundle", "send", home=live.village, secret=live.secret)
    assert refused.error == "E_PIN" and refused.code == 4
    assert states(live, line) == ["sealed"]


def test_a_word_of_refusal_or_a_false_receipt_moves_no_bundle(live: Place, line: Line) -> None:
    let_serve(live)
    with live.officer() as office:
        live.check(office, "p-fine")
    with serving(live.province) as desk:
        at = f"https://127.0.0.1:{desk.port}"
        line.ask("setup", "online", at, "--pin", desk.pin, home=live.village, secret=live.secret)
        sent = line.ask("bundle", "send", home=live.village, secret=live.secret)["sent"][0]
        answers = desk.home.answers
        (answers / f"{sent['digest']}.json").write_text('{"state": "refused", "code": "E_AEAD"}')
        told = line.ask("receipt", "fetch", home=live.village, secret=live.secret)["awaited"]
        assert [(one["state"], one["code"]) for one in told] == [("refused", "E_AEAD")]
        (answers / f"{sent['digest']}.fosb").write_bytes(b"not a receipt")
        assert line.say("receipt", "fetch", home=live.village, secret=live.secret).error == "E_MAGIC"
    assert states(live, line) == ["exported"]


def test_the_same_bundle_from_many_has_one_effect_and_one_receipt(place: Place, device: SigningKey) -> None:
    let_serve(place)
    with place.officer() as office:
        place.check(office, "p-fine")
        sent = Path(place.pack(office).path)
    receipts = set()
    with serving(place.province) as desk:
        for _ in range(3):
            send(desk, sent, device)
            with place.clerk() as office:
                found = place.arrive(
                    office, *([desk.home.drop] if list(desk.home.drop.iterdir()) else [sent])
                )
                assert [one.result for one in found] == ["imported" if not receipts else "same"]
            receipts.add((desk.home.answers / sent.name).read_bytes())
        assert len(receipts) == 1 and len(desk.events("arrived")) == 1


def test_a_bundle_that_is_refused_is_kept_and_may_be_sent_again(
    place: Place, device: SigningKey, piece: Callable[..., Path]
) -> None:
    let_serve(place)
    path = piece(5000)
    with serving(place.province) as desk:
        for _ in range(2):
            send(desk, path, device)
            with place.clerk() as office:
                assert [one.code for one in place.arrive(office, desk.home.drop)] == ["E_MAGIC"]
            said = json.loads((desk.home.answers / f"{path.stem}.json").read_text())
            assert said == {"state": "refused", "code": "E_MAGIC"}
            assert (desk.home.inbox / f"{path.stem}.refused").read_bytes() == path.read_bytes()
            assert list(desk.home.drop.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
def test_a_server_killed_in_the_middle_goes_on_when_it_is_started_again(
    place: Place, device: SigningKey, piece: Callable[..., Path], line: Line
) -> None:
    let_serve(place)
    path, children = piece(9_000_000), list[subprocess.Popen[str]]()
    line.ask("serve", "--make-certificate", "--name", "127.0.0.1", home=place.province)
    with ExitStack() as stack:
        child, port, pin = stack.enter_context(process(place.province))
        cut = stack.enter_context(CutLine(port, [6_000_000]))

        def restart(_: float) -> None:
            child.send_signal(signal.SIGKILL)
            child.wait()
            children.append(stack.enter_context(process(place.province, port))[0])

        steps = send(address(place, port, pin).over(cut), path, device, sleep=restart)
        children[-1].terminate()
        assert children[-1].wait(20) == 0
    assert isinstance(steps[-1], Delivered)
    offsets = [step.done for step in steps if hasattr(step, "done")]
    assert offsets == sorted(offsets)  # nothing that was acknowledged is sent twice
    assert (place.province / "drop" / path.name).read_bytes() == path.read_bytes()


def test_serve_is_careful_about_where_and_as_whom_it_listens(live: Place, line: Line) -> None:
    def said(*words: str, home: Path = live.province) -> str:
        return line.say("serve", *words, home=home).error

    assert said(home=live.village) == "E_INPUT"
    assert said() == "E_NOT_FOUND"
    assert said("--plain-loopback", "--host", "0.0.0.0") == "E_USAGE"
    assert said("--certificate", str(live.secret)) == "E_USAGE"
    assert said("--certificate", str(live.secret), "--key", str(live.secret)) == "E_INPUT"
    assert said("--make-certificate", "--name", "四川") == "E_INPUT"
    line.ask("serve", "--make-certificate", home=live.province)
    assert said() == "E_NOT_FOUND"  # nobody told it yet whose keys hold
    let_serve(live)
    assert said("--host", "192.0.2.1") == "E_DEVICE"
    (live.province / "serve" / "key.pem").chmod(0o644)
    assert said() == "E_LOCKED"
