"""Every computed date explains itself, in both languages, with the notice and the article."""

import pytest

from fieldsuite.rules.profiles import load
from fieldsuite.rules.reasons import article, explain_lines
from tests.fieldsuite.rules.examples import standing


def test_an_officer_reads_the_status_first_and_every_date_with_its_article() -> None:
    lines = explain_lines(standing("SC", "1949-12-31", "2010-01-01", "2022-04-15", "", "2023-02-01"))
    assert lines == [
        "临近到期：请在 2023-04-15 前认证（四川规程 第37条）",
        "上次认证 2022-04-15；从它重新计算，一个周期 12 个月（2022-05 至 2023-04）（四川规程 第8条）",
        "应在 2023-04-15 前（含当日）认证（四川规程 第7、8、34条）",
        "2023-02 起提醒（四川规程 第37条）",
        "2023-01-15 起列入待核实人员名单并告知（四川规程 第14、23条）",
        "不认证，2023-05 起暂停发放（四川规程 第24、35条）",
        "暂停满 3 个月无人提出异议，2023-08-01 起停发（四川规程 第26条）",
        "现在认证，下次截止 2024-02-01",
        "注意：2022-04-15 早于通知施行日 2022-12-12，请人工核对",
    ]


def test_a_reading_of_ours_is_called_one() -> None:
    lines = explain_lines(standing("GD", "1950-05-01", "2010-01-01", "2019-04-10", "", "2019-05-01"))
    assert "2020-02 起提醒（广东通知未写明，程序的读法）" in lines
    assert "不认证，2020-05 起暂停发放（广东通知 一）" in lines


def test_a_reversed_suspension_says_when_it_occurred_and_when_it_became_known() -> None:
    lines = explain_lines(
        standing("SC", "1950-01-01", "2010-01-01", "2022-08-31 2023-08-20>2023-10-05", "", "2023-10-05")
    )
    said = (
        "2023-08-20 的认证在暂停以前，2023-10-05 才登记到：撤销暂停，补发 2023-09、2023-10（四川规程 第27条）"
    )
    assert said in lines


@pytest.mark.parametrize(
    ("cited", "english"),
    [("第7、34条", "articles 7, 34"), ("第8条", "article 8"), ("第13条(二)", "article 13(2)"), ("附件2", "annex 2"),
     ("三(二)", "part 3(2)"), ("一", "part 1"), ("首段", "opening paragraph")],
)  # fmt: skip
def test_articles_have_english_names(cited: str, english: str) -> None:
    assert article(cited, "en") == english
    assert article(cited, "zh") == cited


def test_no_article_of_any_profile_stays_chinese_in_english() -> None:
    for profile in load().values():
        for rule in profile.rules.values():
            assert all(article(basis.article, "en").isascii() for basis in rule.bases.values())
