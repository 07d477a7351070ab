"""死亡/丧失报告: who reports what, from which source, on which proof, and what follows (四川规程 第13、22条)."""

from datetime import date
from typing import cast, get_args

from fieldsuite.acts.loss import Source
from fieldsuite.casework.reports import losses
from fieldsuite.casework.reports.losses import PROOF_NEEDED, LossForm, What
from fieldsuite.casework.views import PersonCard, Saved
from fieldsuite.records import ALIVE
from fieldsuite.screens.asked import Ask
from fieldsuite.screens.asked_of_person import AskedOfPersonScreen
from fieldsuite.screens.paper_of_loss import offer_papers
from fieldsuite.screens.wording import benefit_title
from fieldsuite.widgets.entry import Entry

WHATS: tuple[str, ...] = get_args(What)
SOURCES: tuple[str, ...] = get_args(Source)
SEEN = (*ALIVE, "confirmed", "alive_and_same", "same_and_digits")
"""What a visit, a human check, a face or a voice says of somebody who is alive."""
DATED = ("death", "prison")
"""Losses that have a day."""


def seen_alive(card: PersonCard) -> date | None:
    """Give the last day on which this office or the province knows somebody to have been alive."""
    return max(
        (
            row.on for row in card.history
            if row.state not in ("returned", "withdrawn")
            and (row.kind in ("known", "overseas") or row.detail in SEEN)
        ),
        default=None,
    )  # fmt: skip


class LossScreen(AskedOfPersonScreen[Saved]):
    """Answers the record that was saved; it ends no benefit by itself."""

    AUTO_FOCUS = "#what"
    BESIDE = {"reports.loss_date": "lost_on", "reports.loss_when": "lost_on", "reports.proof_missing": "proof",
              "office.reason_missing": "reason_words"}  # fmt: skip
    DRAFT = "loss"

    def heading(self) -> str:
        """Of whom it is."""
        return f"{self.card.name if self.card else ''} ── {self.say('kind_loss')}"

    def about(self) -> str:
        """Who may report it, and what it means for each benefit."""
        card, what = self.card, self.chosen("what")
        lines = [self.say("work.loss_who"), self.say(f"work.loss_{what}")]
        seen, died = seen_alive(card) if card else None, self.day("lost_on")
        if what == "death" and seen and died and seen >= died:
            lines.insert(0, "! " + self.say("window.seen_since", on=seen.isoformat()))
        if card and what == "prison":
            lines += [
                self.say("work.loss_paid_on", benefit=benefit_title(one, self.say))
                for one in card.benefits
                if one.benefit == "work-injury"
            ]
        return "\n".join(lines)

    def asks(self) -> tuple[Ask, ...]:
        """What, when, where, from whom, on which proof."""
        return (
            Ask("what", "pick", self.options("reports.loss", WHATS)),
            Ask("lost_on", "day"),
            Ask("loss_about", hint="work.about_hint"),
            Ask("loss_place"),
            Ask("reason_words"),
            Ask("loss_source", "pick", self.options("reports.source", SOURCES)),
            Ask("proof", hint="work.proof_hint"),
            Ask("reporter", needed=True),
            Ask("relation"),
            Ask("reporter_phone"),
            Ask("photos", "path", label="photos"),
        )

    def hidden(self) -> set[str]:
        """A death has a day and a place, another loss a reason."""
        what = self.chosen("what")
        return ({"reason_words"} if what == "death" else set()) | (
            {"lost_on", "loss_about", "loss_place"} if what not in DATED else set()
        )

    def changed(self) -> None:
        """Say what this loss means, and which source names its document."""
        from fieldsuite.widgets.prose import Prose

        super().changed()
        self.query_one("#notes", Prose).text = self.about()
        needed = (
            self.chosen("loss_source") in PROOF_NEEDED
            and bool(self.text("reporter"))
            and not self.text("proof")
        )
        self.query_one("#entry_proof", Entry).show_wrong(self.say("reports.proof_missing") if needed else "")

    def send(self) -> None:
        """Record the report."""
        form = LossForm(
            cast(What, self.chosen("what")), self.chosen("loss_source"), self.text("reporter"), self.day("lost_on"),
            self.said("loss_about"), self.said("loss_place"), self.said("reason_words"), self.text("proof"),
            self.text("relation"), self.text("reporter_phone"), self.paths("photos"),
        )  # fmt: skip
        self.ask(self._saved, losses.save, self.office, self.person, form)

    def _saved(self, saved: Saved) -> None:
        death = self.chosen("what") == "death"
        self.done(saved, lambda: offer_papers(self.shell, saved.record_id, self.person, death=death))
