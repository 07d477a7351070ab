"""Turns reasons into sentences, each with the notice and the article it rests on."""

import re
from collections.abc import Mapping

from fieldsuite.rules.profiles import load
from fieldsuite.rules.standing import Reason, Standing
from fieldsuite.words import Lang, say

COUNTED = str.maketrans("一二三四五", "12345")
OPENING = "首段"
OF_FACTS = ("rules.status_ok", "rules.status_not_started", "rules.status_overdue_in_month")
"""Sentences that follow from the ones before them and cite nothing themselves."""


def explain_lines(standing: Standing, lang: Lang = "zh") -> list[str]:
    """Explain a standing in whole sentences: the status first, then why, then what certifying today would change.

    Every computed date has its line; a reading of ours is called one.
    """
    *why, status = standing.reasons
    lines = [sentence(reason, lang) for reason in (status, *why)]
    if standing.if_certified_today is not None:
        lines.append(say("rules.today", lang, deadline=standing.if_certified_today))
    lines += [say("rules.warned", lang, sentence=sentence(reason, lang)) for reason in standing.warnings]
    return lines


def sentence(reason: Reason, lang: Lang = "zh") -> str:
    """One reason as a sentence with its source: … （四川规程 第7、8、34条）."""
    said = say(reason.key, lang, **{key: _shown(value, lang) for key, value in reason.values.items()})
    if not reason.source or reason.key in OF_FACTS:
        return said
    source = reason.source if lang == "zh" else _english().get(reason.source, reason.source)
    if not reason.article:
        return (
            said if reason.key in SAID_BY_US else say("rules.read_by_us", lang, sentence=said, source=source)
        )
    return say("rules.cited", lang, sentence=said, source=source, article=article(reason.article, lang))


SAID_BY_US = ("rules.clock", "rules.before_valid_from", "rules.history_unknown", "rules.overpaid")
"""Remarks about data: no notice is quoted, none is read."""


def article(cited: str, lang: Lang) -> str:
    """Name an article in a language. In Chinese it is called as the notice calls it: 第7、34条, 附件2, 三(二), 首段.

    In English these are *articles 7, 34*, *annex 2*, *part 3(2)* and *opening paragraph*.
    """
    if lang == "zh":
        return cited
    counted = cited.translate(COUNTED)
    if found := re.fullmatch(r"第([0-9、]+)条(\(\d\))?", counted):
        key = "rules.articles" if "、" in found[1] else "rules.article"
        return say(key, lang, number=found[1].replace("、", ", ") + (found[2] or ""))
    if found := re.fullmatch(r"附件(\d)", counted):
        return say("rules.annex", lang, number=found[1])
    if re.fullmatch(r"\d(\(\d\))?", counted):
        return say("rules.part", lang, number=counted)
    return say("rules.opening", lang) if cited == OPENING else cited


def _english() -> Mapping[str, str]:
    return {profile.short_zh: profile.short_en for profile in load().values()}


def _shown(value: object, lang: Lang) -> object:
    if isinstance(value, tuple):
        return ("、" if lang == "zh" else ", ").join(map(str, value))
    return "-" if value is None else value
