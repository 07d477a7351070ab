"""What other departments know of people: files that were compared (信息比对), and their lines."""

from datetime import date

from sqlmodel import Field, SQLModel


class ComparedFile(SQLModel, table=True):
    """A comparison file that was read (四川规程 第9条): from whom, when, by whom."""

    id: str = Field(primary_key=True)
    name: str
    sha256: str = Field(index=True)
    department: str
    """Code of the department it came from: police, justice, civil, transport, health, ..."""
    kind: str
    """What a line says: certified, hospital, travel, death, prison, failed_payment, ..."""
    issued_on: date
    """Day the data speak of where a line says none."""
    read_at: str
    officer: str
    lines: int
    matched: int


class ComparedSign(SQLModel, table=True):
    """One line that names somebody on the register, and what it says."""

    id: str = Field(primary_key=True)
    file: str = Field(foreign_key="comparedfile.id", index=True)
    line: int
    person_id: str = Field(foreign_key="person.id", index=True)
    kind: str
    """A kind of ``rules.lists``: certified, hospital, travel, death, ..."""
    source: str
    on: date
    recorded_on: date
    note: str = ""
    objection: str = Field(default="", index=True)
    """Record of the objection that is open or was upheld; empty when nobody objects."""
    state: str = "stands"
    """stands, objected (异议), withdrawn (数据有误)."""
