"""Every sentence a person reads stands in a catalogue, in both languages."""

from tests.house.catalogues import blanks, raised, said, sentences


def test_every_sentence_is_there_in_chinese_and_in_english() -> None:
    assert not [key for key, entry in sentences().items() if not {"zh", "en"} <= set(entry)]
    assert not [key for key, entry in sentences().items() if bool(entry["zh"]) != bool(entry["en"])]
    assert not [key for key, entry in sentences().items() if ("hint_zh" in entry) != ("hint_en" in entry)]


def test_no_entry_has_a_field_that_nobody_reads() -> None:
    known = {"zh", "en", "hint_zh", "hint_en"}
    assert not {key: set(entry) - known for key, entry in sentences().items() if set(entry) - known}


def test_both_languages_leave_the_same_blanks() -> None:
    differing = {
        key: (entry[zh], entry[en])
        for key, entry in sentences().items()
        for zh, en in (("zh", "en"), ("hint_zh", "hint_en"))
        if zh in entry and en in entry and blanks(entry[zh]) != blanks(entry[en])
    }
    assert not differing


def test_every_error_that_is_raised_has_its_sentence_and_its_hint() -> None:
    known = sentences()
    silent = [f"{place}: {key}" for key, place in raised() if key not in known]
    helpless = [
        f"{place}: {key} has no hint"
        for key, place in raised()
        if key in known and "hint_zh" not in known[key]
    ]
    assert not silent + helpless, "\n".join(silent + helpless)


def test_every_sentence_that_is_said_is_known() -> None:
    silent = [f"{place}: {key}" for key, place in said() if key not in sentences()]
    assert not silent, "\n".join(silent)


def test_the_search_for_keys_finds_some() -> None:
    assert len({key for key, _ in raised()}) > 20
