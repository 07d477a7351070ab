"""复核: what waits left, the chosen one right; agree, return with a reason, open all evidence. Never one's
own.
"""

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import DataTable, Static

from fieldsuite.casework import review
from fieldsuite.casework.failed_check import explained_lines, explanation
from fieldsuite.casework.states import two_officers
from fieldsuite.casework.views import ReviewItem, Saved
from fieldsuite.rules.approvals import may_take_back
from fieldsuite.screens.ask_reason import ReasonScreen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.evidence import EvidenceScreen
from fieldsuite.screens.wording import detail, review_fact
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.preview import Preview
from fieldsuite.widgets.prose import Prose


class ReviewScreen(OfficeScreen[None]):
    """The queue of records that wait for a second person."""

    BINDINGS = [*bind("agree", "send_back", "evidence")]
    AUTO_FOCUS = "#queue"
    items: tuple[ReviewItem, ...] = ()
    alone: bool = False
    """True where nobody else may unlock this office."""

    def body(self) -> ComposeResult:
        """Queue and details, side by side where there is room."""
        yield Static(id="title", classes="heading")
        with Container(id="review"):
            yield Listing(
                [self.say(f"column_{name}") for name in ("name", "what", "result", "officer")], id="queue"
            )
            with Vertical(id="details"):
                yield Prose(id="facts", headed=True)
                yield Preview(id="picture")
                yield Static(id="verdict", markup=False)

    def on_screen_resume(self) -> None:
        """Read the queue again."""
        self.quietly(self._show, review.queue, self.office)
        self.quietly(self._together, two_officers, self.office)

    def _together(self, together: bool) -> None:
        self.alone = not together
        self._details()

    def _show(self, items: tuple[ReviewItem, ...]) -> None:
        self.items = items
        self.fill()

    def fill(self) -> None:
        """Show the queue; the cursor shows its details."""
        others = sum(item.own for item in self.items)
        title = self.say("review_title", number=len(self.items) - others)
        title += f" · {self.say('review_others', number=others)}" if others else ""
        self.query_one("#title", Static).update(title)
        self.query_one("#queue", Listing).refill((item.record_id, self._line(item)) for item in self.items)
        self._details()

    def _line(self, item: ReviewItem) -> list[str | Text]:
        found = detail(item.kind, item.detail, self.say)
        own = f"{item.officer} {self.say('own')}" if item.own else item.officer
        return [Text(item.name, style="bold"), self.say(f"method_{item.method}"), found, own]

    @property
    def chosen(self) -> ReviewItem | None:
        """The record under the cursor."""
        name = self.query_one("#queue", Listing).chosen
        return next((item for item in self.items if item.record_id == name), None)

    @on(DataTable.RowHighlighted, "#queue")
    def _details(self) -> None:
        item = self.chosen
        self.refresh_bindings()
        facts, verdict = self.query_one("#facts", Prose), self.query_one("#verdict", Static)
        picture = self.query_one("#picture", Preview)
        picture.show(None)
        if item is None:
            facts.text = self.say("review_empty")
            verdict.update("")
            return
        facts.text = "\n".join(self._facts(item))
        who = "alone" if self.alone else "practice_reviewer" if self.office.config.practice else "colleague"
        back = self.say("begin.take_back" if _own_to_take_back(item) else "begin.taken_back")
        own = f"{self.say('own_record')}\n{self.say(f'begin.{who}')}\n{back}"
        verdict.update(Text(own, style="bold") if item.own else self.say("review_keys"))
        for digest in item.evidence[:1]:
            self.quietly(partial(self._picture, item.record_id), review.evidence, self.office, digest)

    def _picture(self, record: str, data: bytes) -> None:
        """Show a photograph beside its own record only: the cursor may have gone on meanwhile."""
        if self.chosen is not None and self.chosen.record_id == record:
            self.query_one("#picture", Preview).show_file(data)

    def _facts(self, item: ReviewItem) -> list[str]:
        found = detail(item.kind, item.detail, self.say)
        lines = [f"{item.name} · {self.say(f'method_{item.method}')} · {found}"]
        lines.append(f"{item.occurred_on.isoformat()} · {self.say('first_check', officer=item.officer)}")
        if item.likeness is not None and item.threshold is not None:
            pair = {"likeness": f"{item.likeness:.2f}", "threshold": f"{item.threshold:.2f}"}
            lines.append(self.say("why_likeness", **pair))
        lines += explained_lines(explanation(item), self.say)
        lines += [
            f"{self.say(f'detail_{key}')}  {review_fact(key, value, self.say)}" for key, value in item.facts
        ]
        lines.append(self.say("evidence_pieces", number=len(item.evidence)))
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide A on one's own record, X where it cannot be taken back, O without evidence, all on an empty queue."""
        item = self.chosen if self.is_mounted else None
        if action == "send_back":
            return item is not None and (not item.own or _own_to_take_back(item))
        if action == "evidence":
            return item is not None and bool(item.evidence)
        return action != "agree" or (item is not None and not item.own)

    def action_agree(self) -> None:
        """A 同意."""
        if self.chosen is not None:
            self.ask(self._decided, review.decide, self.office, self.chosen.record_id, True)

    def action_send_back(self) -> None:
        """X 退回, with a reason; one's own record is taken back by it."""
        if (item := self.chosen) is not None:
            question = ReasonScreen("begin.take_back_why", name=item.name) if item.own else ReasonScreen()
            self.app.push_screen(question, partial(self._return, item))

    def _return(self, item: ReviewItem, reason: str | None) -> None:
        if reason:
            then = partial(self._decided, told="begin.took_back" if item.own else "reviewed", name=item.name)
            self.ask(then, review.decide, self.office, item.record_id, False, reason)

    def _decided(self, _saved: Saved, told: str = "reviewed", **values: object) -> None:
        self.app.notify(self.say(told, **values))
        self.on_screen_resume()

    def action_evidence(self) -> None:
        """O 打开全部证据."""
        if self.chosen is not None and self.chosen.evidence:
            self.app.push_screen(EvidenceScreen(self.chosen.evidence, partial(review.evidence, self.office)))


def _own_to_take_back(item: ReviewItem) -> bool:
    return item.own and may_take_back(item.kind, item.detail)
