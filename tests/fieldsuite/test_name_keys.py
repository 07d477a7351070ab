"""Somebody is found through an index of the spellings of their name, which follows whatever becomes of the name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, col, create_engine, select

from fieldsuite.name_keys import LONGEST, begins, keys_of, people_called
from fieldsuite.rules.pinyin import search_keys
from fieldsuite.tables import NameKey, Person
from tests.grounds import cast

NAMES = st.text("覃秀兰单国强买提·吐尔逊Aa bßİ", min_size=1, max_size=50)


def person(id_: str, name: str) -> Person:
    listed = cast()[0]
    return Person(
        id=id_, person_no=id_, name=name, sex="男", id_no=listed.id_no, id_tail="0000", birth=listed.birth
    )


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    engine = create_engine(f"sqlite:///{tmp_path / 'names.db'}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


@given(NAMES, st.integers(0, 49), st.integers(1, 50))
def test_every_part_of_a_name_is_the_beginning_of_a_key(name: str, start: int, length: int) -> None:
    part = name[start : start + length].casefold()[:LONGEST]
    if start < LONGEST - 5 and part and not part[0].isspace():
        assert any(key.startswith(part) for key in keys_of(name))


@given(NAMES)
def test_every_reading_is_a_key(name: str) -> None:
    assert set(search_keys(name)) <= keys_of(name)


def test_the_keys_follow_who_comes_is_renamed_and_goes(session: Session) -> None:
    someone = person("p1", "单国强")
    session.add(someone)
    session.commit()
    assert people_called(session, "sgq", 5) == ["p1"] == people_called(session, "国", 5)
    someone.name = "仇德明"
    session.commit()
    assert people_called(session, "sgq", 5) == [] and people_called(session, "QDM", 5) == ["p1"]
    someone.phone = "13800008000"
    session.commit()
    assert people_called(session, "qdm", 5) == ["p1"]
    session.delete(someone)
    session.commit()
    assert session.exec(select(NameKey)).all() == []


def test_each_is_given_once_and_who_is_called_just_so_comes_first(session: Session) -> None:
    session.add_all([person(f"p{at}", "单国强强") for at in range(7)] + [person("exact", "单国强")])
    session.commit()
    assert people_called(session, "单国强", 5)[0] == "exact"
    # 单 is read in three ways: far more keys than people begin alike.
    for most in (1, 3, 8, 20):
        found = people_called(session, "s", most)
        assert len(found) == len(set(found)) == min(most, 8)


def test_a_search_reads_the_index_from_what_was_typed_on_and_not_every_name(session: Session) -> None:
    session.add_all(person(f"p{at}", cast()[at % len(cast())].name) for at in range(300))
    session.commit()
    session.connection().exec_driver_sql("ANALYZE")
    said = plan(session, "sgq")
    assert "USING COVERING INDEX" in said and "SCAN" not in said and "TEMP B-TREE" not in said, said


def plan(session: Session, typed: str) -> str:
    """How the database would look for the first nine."""
    keys = select(NameKey.key, NameKey.person_id).where(begins(typed)).limit(9)
    query = keys.order_by(col(NameKey.key), col(NameKey.person_id))
    said = str(query.compile(session.connection(), compile_kwargs={"literal_binds": True}))
    return str(session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {said}").all())
