"""What Citus refuses of a statement when the desk's tables are spread over servers as docs/storage.md says.

Sources: citus_docs ``develop/reference_workarounds.rst`` (limitations of queries over several nodes) and citus
``planner/query_pushdown_planning.c`` (what a correlated subquery may look at). Stricter than Citus
where its planner would first copy a whole table to every server: a join of two spread tables that are not held
together needs ``citus.enable_repartition_joins``, and is refused here.
"""

import re
from collections.abc import Iterator
from typing import Any

from tests.scopes import Scope, holder, scopes, sources

SPREAD = {"person": "id", "journal": "person_id", "benefit": "person_id", "knowncertification": "person_id",
          "knownevent": "person_id", "assignment": "person_id", "standing": "person_id",
          "comparedsign": "person_id", "namekey": "person_id"}  # fmt: skip
"""Table -> column it is spread by, all alike and so side by side."""
PIECES = {"evidence": "sha256", "looked": "sha256", "heard": "sha256"}
"""Likewise by the piece of evidence."""
NUMBERS = {"journal_key": "id", "heardword": "word"}
"""By themselves."""
COPIED = {"comparedfile", "decision", "tasklist", "undone"}
"""Tables that are asked for together with spread ones: each server has a copy (reference tables)."""
FIXED = ("count", "max", "min", "sum", "coalesce", "cast", "lower", "upper", "length")
"""Functions that say the same every time."""

_LIST = re.compile(r"\((?:(?:\?|%\(\w+\)s(?:::\w+)?)(?:, )?)+\)")
_ONE_TABLE = re.compile(
    r"SELECT [^()]*? FROM \w+\s*(?:WHERE (?:(?!SELECT|FOR UPDATE|FOR NO KEY).)*)?", re.DOTALL
)
_PLAIN = re.compile(r"INSERT INTO \w+ \([^()]*\) VALUES \(0\)(?: RETURNING [\w., ]+)?$")


def short(statement: str) -> str:
    """Give a statement with every list of values as one: how many there are makes no other statement."""
    return _LIST.sub("(0)", " ".join(statement.split()))


def home_of(table: str) -> tuple[str, str] | None:
    """Give what a table is held together with, and by which column it is spread; None for one that is not."""
    for group, tables in (("person", SPREAD), ("piece", PIECES), ("number", NUMBERS)):
        if table in tables:
            return group, tables[table]
    return None


def refused(statement: str, dialect: str = "postgres") -> list[str]:
    """Say what of a statement Citus refuses; nothing for what it takes, and for what touches no spread table."""
    words = statement.lstrip().upper()
    if not words.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
        return []
    if not any(home_of(name) for name in re.findall(r"\w+", statement.lower())):
        return []
    if _ONE_TABLE.fullmatch(statement) or _PLAIN.match(short(statement)):
        return []
    import sqlglot

    return list(_wrong(sqlglot.parse_one(statement, dialect=dialect)))


def _spread(scope: Scope) -> dict[str, tuple[str, str]]:
    """Its spread tables by the name they have there: what they are held together with, and the column."""
    return {alias: home for alias, table in scope.tables.items() if (home := home_of(table))}


def _together(found: list[Scope]) -> dict[tuple[int, str, str], tuple[int, str, str]]:
    """Columns that must be equal, each with the one that stands for all it is equal to."""
    from sqlglot import exp

    stands: dict[tuple[int, str, str], tuple[int, str, str]] = {}

    def first(key: tuple[int, str, str]) -> tuple[int, str, str]:
        while key in stands and stands[key] != key:
            key = stands[key]
        return key

    for scope in found:
        for equal in scope.node.find_all(exp.EQ):
            sides = [side for side in (equal.this, equal.expression) if isinstance(side, exp.Column)]
            if len(sides) == 2 and holder(equal) is scope.node and _must_hold(equal):
                keys = [(id(scope.find(side.table)), side.table, side.name) for side in sides]
                stands[first(keys[0])] = first(keys[1])
    return {key: first(key) for key in [*stands, *stands.values()]}


def _must_hold(node: Any) -> bool:
    """True when nothing but AND stands between a comparison and its WHERE or ON."""
    from sqlglot import exp

    while isinstance(node.parent, exp.And | exp.Paren):
        node = node.parent
    return isinstance(node.parent, exp.Where | exp.Join)


def _wrong(tree: Any) -> Iterator[str]:
    found = scopes(tree)
    same = _together(found)
    yield from _of_tree(tree)
    for scope in found:
        spread = _spread(scope)
        keys = {name: (id(scope), name, column) for name, (_, column) in spread.items()}
        groups = {(group, same.get(keys[name], keys[name])) for name, (group, _) in spread.items()}
        if len(groups) > 1:
            yield f"a join of {sorted(scope.tables.values())} by another column than the one they are spread by"
        if scope.outer is not None and scope.correlated():
            yield from _correlated(scope, groups, same)
        yield from _of_scope(scope, bool(spread))
        strange = set(scope.tables.values()) - COPIED
        if spread and any(home_of(table) is None for table in strange):
            yield f"tables of one server beside spread ones: {sorted(scope.tables.values())}"


def _correlated(scope: Scope, groups: Any, same: Any) -> Iterator[str]:
    from sqlglot import exp

    if not any(home_of(table) for one in (scope, scope.outer) if one for table in one.tables.values()):
        return
    if isinstance(scope.node, exp.Select) and (scope.node.args.get("limit") or scope.node.args.get("offset")):
        yield "a limit in a subquery that names a column of the query around it"
    if not groups:
        if not set(scope.tables.values()) <= COPIED:
            yield f"a correlated subquery on {sorted(scope.tables.values())}, which is on one server"
        return
    assert scope.outer is not None
    around = {
        (group, same.get((id(scope.outer), name, column), (id(scope.outer), name, column)))
        for name, (group, column) in _spread(scope.outer).items()
    }
    if not groups <= around:
        yield f"a subquery on {sorted(scope.tables.values())} correlated by another column than the one it is spread by"


def _of_tree(tree: Any) -> Iterator[str]:
    from sqlglot import exp

    for kind, said in (
        (exp.GroupingSets, "grouping sets"), (exp.Rollup, "grouping sets"), (exp.Cube, "grouping sets"),
        (exp.TableSample, "TABLESAMPLE"), (exp.Lateral, "LATERAL"),
    ):  # fmt: skip
        if tree.find(kind):
            yield said
    if any(one.args.get("recursive") for one in tree.find_all(exp.With)):
        yield "a recursive WITH"
    if any(one.args.get("side") for one in tree.find_all(exp.Join)):
        yield "an outer join"
    if isinstance(tree, exp.Update | exp.Delete | exp.Insert):
        yield from _of_change(tree)


def _of_change(tree: Any) -> Iterator[str]:
    from sqlglot import exp

    target = next(sources(tree)).name
    read = {table.name for table in tree.find_all(exp.Table)} - {target}
    home = home_of(target)
    if home is None and any(home_of(name) for name in read):
        yield f"a change of {target}, which every server has, by what spread tables say"
    if isinstance(tree, exp.Insert) and home:
        if read:
            yield f"rows of {sorted(read)} put into {target} by one statement"
        conflict = tree.args.get("conflict")
        keys = {key.name for key in conflict.args.get("conflict_keys") or ()} if conflict else {home[1]}
        if home[1] not in keys:
            yield f"ON CONFLICT on {target} without the column it is spread by"
    if isinstance(tree, exp.Update) and home:
        for one in tree.expressions:
            if one.this.name == home[1]:
                yield f"another value for what {target} is spread by"
            if any(call.sql_name().lower() not in FIXED for call in one.expression.find_all(exp.Func)):
                yield f"a function in an UPDATE of {target}"


def _of_scope(scope: Scope, spread: bool) -> Iterator[str]:
    """Rows may be locked on one server: where the query names one person."""
    from sqlglot import exp

    if not spread or not scope.node.args.get("locks"):
        return
    columns = {column for _, column in _spread(scope).values()}
    for equal in scope.node.find_all(exp.EQ):
        value = equal.expression
        if (
            equal.this.name in columns
            and isinstance(value, exp.Placeholder | exp.Literal)
            and _must_hold(equal)
        ):
            return
    yield "rows of several servers locked (FOR UPDATE)"
