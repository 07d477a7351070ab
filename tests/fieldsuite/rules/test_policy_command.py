"""``policy`` on the command line: the keys other programs read, and what bad input answers."""

import json
from typing import Any

import pytest

from fieldsuite.cli import main

KEYS = {"status", "window_start", "window_end", "deadline", "remind_from", "suspend_from", "verify_from", "reasons",
        "if_certified_today", "back_pay", "overpaid", "stop_reason", "objection", "profile_version"}  # fmt: skip
PERSON = ["--profile", "sichuan", "--benefit", "pension", "--birth", "1949-12-31", "--start", "2010-01-01"]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    status = main(["--json", "policy", *words])
    return status, json.loads(capsys.readouterr().out)


def explained(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    status, found = run(capsys, "explain", *PERSON, *words)
    assert status == 0
    return found


def test_the_answer_has_the_keys_that_other_programs_read(capsys: pytest.CaptureFixture[str]) -> None:
    found = explained(capsys, "--certified", "2022-04-15", "--as-of", "2023-02-01")
    assert set(found) >= KEYS
    assert (found["status"], found["deadline"], found["suspend_from"]) == (
        "DUE_SOON",
        "2023-04-15",
        "2023-05",
    )
    assert (found["window_start"], found["window_end"]) == ("2022-05", "2023-04")
    assert (found["remind_from"], found["verify_from"]) == ("2023-02", "2023-01-15")
    assert found["if_certified_today"] == "2024-02-01"
    assert (found["back_pay"], found["overpaid"], found["stop_reason"], found["objection"]) == (
        [],
        [],
        None,
        False,
    )
    assert all({"rule", "article", "source"} <= set(reason) for reason in found["reasons"])
    assert {"article": "第7、8、34条", "source": "四川规程"}.items() <= found["reasons"][1].items()


@pytest.mark.parametrize(
    "words",
    [
        "--certified 2022-08-31 --certified 2023-08-20 --recorded 2023-10-05",
        "--certified=2022-08-31 --certified=2023-08-20 --recorded=2023-10-05",
        "--certified 2023-08-20 --recorded 2023-10-05 --certified 2022-08-31",
        "--certified 2022-08-31 --recorded 2022-08-31 --certified 2023-08-20 --recorded 2023-10-05",
        "--recorded 2022-08-31 --recorded 2023-10-05 --certified 2022-08-31 --certified 2023-08-20",
    ],
)
def test_row_18_recorded_belongs_to_the_certification_beside_it(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert explained(capsys, *words.split(), "--as-of", "2023-09-30")["status"] == "SUSPENDED"
    known = explained(capsys, *words.split(), "--as-of", "2023-10-05")
    assert (known["status"], known["back_pay"]) == ("OK", ["2023-09", "2023-10"])


def test_events_are_read_with_their_day(capsys: pytest.CaptureFixture[str]) -> None:
    found = explained(
        capsys, "--certified", "2022-04-15", "--event", "death:2022-09-10", "--as-of", "2022-12-31"
    )
    assert (found["status"], found["stop_reason"]) == ("DECEASED", "death")
    assert found["overpaid"] == ["2022-10", "2022-11", "2022-12"]
    assert found["deadline"] is None


@pytest.mark.parametrize(
    "words",
    [
        "--certified 2022-13-01", "--certified 20220401", "--certified 2022-W05-1", "--as-of yesterday",
        "--event death", "--event lottery:2022-01-01", "--event death:2022-02-30", "--recorded 2022-01-01",
        "--certified 2022-04-01 --recorded 2022-01-01", "--certified", "--colour red",
        "--certified 2022-04-01 --recorded 2022-05-01 --recorded 2022-06-01",
    ],
)  # fmt: skip
def test_bad_words_are_refused_with_status_two(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = run(capsys, "explain", *PERSON, *words.split())
    assert status == 2
    assert found["ok"] is False
    assert found["error"]["message"]
    assert found["error"]["hint"]


def test_an_unknown_profile_answers_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    status, found = run(capsys, "explain", "--profile", "atlantis", *PERSON[2:], "--as-of", "2023-02-01")
    assert status == 2
    assert "guangxi-first" in found["error"]["hint"]


def test_a_benefit_the_notice_does_not_name_answers_with_those_it_does(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, found = run(capsys, "explain", "--profile", "guangdong", "--benefit", "unemployment", *PERSON[4:])
    assert status == 2
    assert "resident-pension" in found["error"]["hint"]


def test_profiles_are_listed_with_source_and_benefits(capsys: pytest.CaptureFixture[str]) -> None:
    status, found = run(capsys, "profiles")
    assert status == 0
    sichuan = next(one for one in found["profiles"] if one["name"] == "sichuan")
    assert {"name", "version", "source", "benefits"} <= set(sichuan)
    assert "川社险办〔2022〕25号" in sichuan["source"]
    assert len(found["profiles"]) == 7


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "四川规程 第7、8、34条"), ("en", "Sichuan rules articles 7, 8, 34")]
)
def test_people_read_sentences_with_articles(
    lang: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(
            [
                "--lang",
                lang,
                "policy",
                "explain",
                *PERSON,
                "--certified",
                "2022-04-15",
                "--as-of",
                "2023-02-01",
            ]
        )
        == 0
    )
    assert said in capsys.readouterr().out
