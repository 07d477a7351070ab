"""A work list of many is written together, and says of everybody what it says of them one by one."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import Session, SQLModel, create_engine, select

from fieldsuite.documents import ListedPerson
from fieldsuite.register import upsert, upsert_all
from fieldsuite.tables import Benefit, KnownCertification, NameKey, Person
from tests.grounds import cast


@dataclass
class Book:
    """A register, and how many questions and writings it took."""

    session: Session
    statements: int = 0


@pytest.fixture
def books(tmp_path: Path) -> list[Book]:
    made = []
    for name in "ab":
        engine = create_engine(f"sqlite:///{tmp_path / name}.db")
        SQLModel.metadata.create_all(engine)
        book = Book(Session(engine))

        def counted(*_: object, book: Book = book) -> None:
            book.statements += 1

        event.listen(engine, "before_cursor_execute", counted)
        made.append(book)
    return made


def lines(session: Session) -> list[object]:
    session.flush()
    return [
        sorted(map(repr, session.exec(select(table)).all()))
        for table in (Person, Benefit, KnownCertification, NameKey)
    ]


def many(count: int, phone: str = "") -> list[ListedPerson]:
    """Copies of the cast with numbers of their own."""
    made = []
    for at in range(count):
        one = cast()[at % 8]
        made.append(one.model_copy(update={
            "id": f"{one.id}-{at}", "phone": phone or one.phone,
            "benefits": tuple(b.model_copy(update={"id": f"{b.id}-{at}"}) for b in one.benefits),
            "certified": tuple(c.model_copy(update={"id": f"{c.id}-{at}"}) for c in one.certified),
        }))  # fmt: skip
    return made


def test_a_list_says_the_same_together_and_one_by_one_and_few_statements_carry_it(books: list[Book]) -> None:
    together, single = books
    first, then = many(60), [*many(20, phone="13800008000"), *many(80)[60:]]
    assert upsert_all(together.session, first, "s") == 60
    assert together.statements < 20
    assert upsert_all(together.session, then, "s") == 20
    assert [upsert(single.session, one, "s") for one in (*first, *then)].count(True) == 80
    assert lines(together.session) == lines(single.session)


def test_a_list_that_names_somebody_twice_keeps_what_it_said_last(books: list[Book]) -> None:
    one = many(1)[0]
    again = one.model_copy(update={"phone": "13800008000"})
    assert upsert_all(books[0].session, [one, again], "s") == 1
    assert [row.phone for row in books[0].session.exec(select(Person))] == ["13800008000"]
