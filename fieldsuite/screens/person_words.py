"""What the card of a person says, as text: who it is, a benefit's frame, why, models and consent, particulars."""

from collections.abc import Callable

from rich.text import Text

from fieldsuite.casework.correct import CHOICES
from fieldsuite.casework.particulars import Particulars
from fieldsuite.casework.views import BenefitView, PersonCard
from fieldsuite.rules.reasons import explain_lines
from fieldsuite.screens.wording import benefit_title
from fieldsuite.words import Lang, has

Say = Callable[..., str]
WHY_SHOWN = 2
"""Reasons in the frame of a benefit: what it is and the rule behind it; all of them stand under 为什么."""

SAID_ABOVE = ("rules.status_ok", "rules.status_not_started")
"""Sentences of a standing that say no more than the word for it, which stands in the line above."""


def who_line(card: PersonCard, shown: tuple[str, str] | None, say: Say) -> Text:
    """Name, age, number and telephone, masked unless ``shown`` has them."""
    number, phone = shown or (card.id_masked, card.phone_masked)
    return Text.assemble(
        (f" {card.name} ", "bold"),
        f" {say('sex_' + card.sex)} {card.birth.isoformat()} {say('years', years=card.age)}   ",
        f"{say('id_' + card.id_kind)} {number}   {phone}   {card.address}",
    )


def state_line(card: PersonCard, more: Particulars | None, say: Say) -> Text:
    """What needs attention: a verification, no model, failed tries, a crowded telephone, a double, a locked record."""
    state = Text(" ")
    if card.verify_days is not None:
        state.append(say("to_verify_days", days=card.verify_days), style="bold")
        state.append(f" {card.verify_reason}   ")
    if not card.templates:
        state.append(say("not_modelled"))
    if card.tries_today:
        state.append("   " + say("tries_today", tries=card.tries_today))
    if more is not None and more.phone_crowded:
        state.append("   ! " + say("work.phone_crowded", people=len(more.phone_shared) + 1))
    if more is not None and more.doubles:
        names = say("list_mark").join(name for _, _, name in more.doubles)
        state.append("   ! " + say("work.may_be_double", names=names))
    if more is not None and more.locked:
        state.append("   " + say("work.correct_locked"))
    return state


def benefit_lines(benefit: BenefitView, lang: Lang, say: Say) -> list[str]:
    """The frame of a benefit: where it stands, why, and what certifying now would change."""
    standing = benefit.standing
    lines = [say(f"status_{standing.status}")]
    if standing.deadline:
        lines[0] += "   " + say("deadline", day=standing.deadline.isoformat())
    reasons = explain_lines(standing, lang)[: len(standing.reasons)]
    repeats = bool(reasons) and standing.reasons[-1].key in SAID_ABOVE
    lines += reasons[repeats:][:WHY_SHOWN]
    if standing.if_certified_today:
        lines.append(say("if_certified_today", day=standing.if_certified_today.isoformat()))
    if standing.back_pay:
        lines.append(say("province.back_pay", months=say("list_mark").join(standing.back_pay)))
    if benefit.pending:
        lines.append(say("pending"))
    return lines


def why_text(card: PersonCard, lang: Lang, say: Say) -> str:
    """Every reason of every benefit."""
    parts = [[benefit_title(one, say), *explain_lines(one.standing, lang)] for one in card.benefits]
    return "\n\n".join("\n· ".join(lines) for lines in parts)


def biometrics_text(card: PersonCard, say: Say) -> str:
    """Models and the consent that holds."""
    lines = [
        say("template_line", what=say(f"method_{row.modality}"), samples=row.samples, made=row.made_at[:10],
            engine=row.engine) + ("" if row.enough else say("template_thin"))
        + (f"  {say(f'template.state_{row.state}', day=row.review_until)}" if row.state else "")
        for row in card.templates
    ]  # fmt: skip
    lines = lines or [say("not_modelled")]
    consent = card.consent
    if consent is None:
        return "\n".join([*lines, say("no_consent_yet")])
    agreed = [say(f"agreed_{name}") for name in ("face", "voice") if getattr(consent, name)]
    words = say("and").join(agreed) or say("agreed_refused")
    return "\n".join(
        [*lines, say("consent_line", day=consent.on.isoformat(), words=words, reader=consent.read_by)]
    )


def details_text(card: PersonCard, more: Particulars | None, say: Say) -> str:
    """Every particular with what stood there before, who shares the telephone, who may be the same person."""
    lines = [f"{say('detail_person_no')}  {card.person_no}"]
    for row in more.rows if more else ():
        if row.value or row.corrections:
            lines.append(f"{say(f'work.field_{row.field}')}  {valued(row.field, row.value, say)}")
        lines += [
            "· "
            + say("work.corrected_line", on=each.on.isoformat(), before=valued(row.field, each.before, say) or "-",
                  after=valued(row.field, each.after, say) or "-", why=each.reason, officer=each.officer)
            for each in row.corrections
        ]  # fmt: skip
    if more and more.phone_shared:
        lines.append(say("work.phone_shared", names=say("list_mark").join(more.phone_shared)))
    lines += [say(f"work.double_{why}", name=name) for why, _, name in (more.doubles if more else ())]
    return "\n".join(lines)


def valued(field: str, value: str, say: Say) -> str:
    """Say the value of a particular; those with few values have words."""
    key = f"work.value_{field}_{value}"
    return say(key) if field in CHOICES and value and has(key) else value
