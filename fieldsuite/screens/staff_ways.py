"""The numbered ways of 人员与密钥: one's own passphrase and key, recovery cards, the shift, the province's trust."""

from functools import partial
from pathlib import Path
from typing import Literal

from fieldsuite.casework import access, colleagues, staff, taking
from fieldsuite.province import trust_desk
from fieldsuite.province.trust_desk import Accepted
from fieldsuite.screens.ask_officer import AskOfficerScreen, Typed
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.listed import ListedScreen
from fieldsuite.screens.read_aloud import ReadAloudScreen
from fieldsuite.screens.take_trust import Offered, TakeTrustScreen
from fieldsuite.widgets.done_line import DoneLine
from keys.cards import OfficerCard
from keys.trust import Trust

Way = Literal["passphrase", "rotate", "cards", "handover", "request", "take", "clerks"]
OWN: tuple[Way, ...] = ("passphrase", "rotate")
FIELD: tuple[Way, ...] = (*OWN, "cards", "handover", "request", "take")
DESK: tuple[Way, ...] = (*OWN, "cards", "handover", "clerks")
"""What the digits do, in a field office and at the desk; ``staff.way_<way>`` names each."""


class StaffWays(ListedScreen):
    """What the digits of 人员与密钥 do; each asks what it needs and calls casework once."""

    BINDINGS = [*bind("list_1", "list_2", "list_3", "list_4", "list_5", "list_6", shown=False)]

    @property
    def ways(self) -> tuple[Way, ...]:
        """What the digits do here."""
        return DESK if self.office.config.kind == "province" else FIELD

    def done(self, sentence: str, card: OfficerCard) -> None:
        """Say what was done about somebody, and read again."""
        self.told(self.say(sentence, name=card.name, kid=card.kid[:12]))
        self.read()

    def take_way(self, way: str | None) -> None:
        """Go one of the ways; None goes none."""
        if way is not None:
            getattr(self, f"_{way}")()

    def _digit(self, at: int) -> None:
        if at < len(self.ways):
            self.take_way(self.ways[at])

    def _passphrase(self) -> None:
        self.app.push_screen(AskOfficerScreen("staff.passphrase_ask", ("old", "new")), self._change)

    def _change(self, typed: Typed | None) -> None:
        if typed is not None:
            self.ask(self._changed, staff.change_passphrase, self.office, typed.old, typed.new)

    def _changed(self, _nothing: None) -> None:
        self.told(self.say("staff.passphrase_changed"))

    def _rotate(self) -> None:
        self.app.push_screen(AskOfficerScreen("staff.rotate_ask", ("old", "token")), self._take_key)

    def _take_key(self, typed: Typed | None) -> None:
        if typed is not None:
            self.ask(
                partial(self.done, "staff.rotated"), access.rotate, self.office, typed.old, token=typed.token
            )

    def _cards(self) -> None:
        # Never the stick: it travels, and both cards together open the office.
        proposed = Path.home() / self._named(f"{self.say('staff.cards_file')}.pdf")
        self.app.push_screen(PathScreen("print_where", proposed), self._print)

    def _print(self, path: Path | None) -> None:
        if path is not None:
            self.ask(partial(self._printed, path), colleagues.print_cards, self.office, path)

    def _printed(self, path: Path, _cards: tuple[str, str]) -> None:
        self.told(self.say("safe.cards", path=path))
        self.read()

    def _handover(self) -> None:
        self.ask(self._handed, colleagues.handover, self.office)

    def _handed(self, found: colleagues.Handover) -> None:
        said = self.say(found.sentence, before=found.before, drafts=len(found.drafts),
                        waiting=found.waiting_review, unpacked=found.not_packed)  # fmt: skip
        self.query_one(DoneLine).show(
            self.say("staff.handed", found=said, keys=self.say("staff.handover_keys"))
        )

    def _request(self) -> None:
        proposed = Path(f"{self.office.config.site}.request")
        self.app.push_screen(PathScreen("staff.request_where", proposed), self._write)

    def _write(self, path: Path | None) -> None:
        if path is not None:
            self.ask(partial(self._written, path), staff.write_request, self.office, path)

    def _written(self, path: Path, digits: str) -> None:
        self.app.push_screen(ReadAloudScreen(path, digits))

    def _take(self) -> None:
        first = self.office.trust is None
        self.quietly(partial(self._ask_trust, first), access.sticks, self.office)

    def _ask_trust(self, first: bool, sticks: tuple[Path, ...]) -> None:
        self.app.push_screen(TakeTrustScreen(next(iter(sticks), None), first), self._offered)

    def _offered(self, offered: Offered | None) -> None:
        if offered is not None:
            self.ask(self._took, taking.take_from, self.office, offered.path, offered.anchor)

    def _took(self, trust: Trust) -> None:
        self.told(self.say("staff.took", province=trust.statement.province, version=trust.statement.version))
        self.read()

    def _clerks(self) -> None:
        self.ask(self._settled, trust_desk.clerks, self.office)

    def _settled(self, accepted: Accepted) -> None:
        self.told(self.say("trust.waits" if accepted.waits else "trust.in_force"))
        self.read()

    def action_list_1(self) -> None:
        """The first."""
        self._digit(0)

    def action_list_2(self) -> None:
        """The second."""
        self._digit(1)

    def action_list_3(self) -> None:
        """The third."""
        self._digit(2)

    def action_list_4(self) -> None:
        """The fourth."""
        self._digit(3)

    def action_list_5(self) -> None:
        """The fifth."""
        self._digit(4)

    def action_list_6(self) -> None:
        """The sixth."""
        self._digit(5)
