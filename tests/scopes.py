"""Which tables each part of a statement names: what a rule about subqueries has to know."""

from collections.abc import Iterator
from typing import Any


class Scope:
    """One SELECT, or the statement that changes rows, with the tables it names itself."""

    def __init__(self, node: Any, outer: "Scope | None") -> None:
        from sqlglot import exp

        self.node, self.outer = node, outer
        self.tables: dict[str, str] = {}
        self.queries: set[str] = set()
        for source in sources(node):
            if isinstance(source, exp.Table):
                self.tables[source.alias_or_name] = source.name
            elif source.alias:
                self.queries.add(source.alias)

    def find(self, name: str) -> "Scope | None":
        """The scope that names a table, this or one outside it."""
        if name in self.tables or name in self.queries:
            return self
        return self.outer.find(name) if self.outer else None

    def correlated(self) -> bool:
        """True when it names a column of the query around it."""
        return any(
            column.table and (found := self.find(column.table)) is not None and found is not self
            for column in self._own_columns()
        )

    def _own_columns(self) -> Iterator[Any]:
        from sqlglot import exp

        for column in self.node.find_all(exp.Column):
            if holder(column) is self.node:
                yield column


def sources(node: Any) -> Iterator[Any]:
    """What stands in FROM, in JOIN, and what is changed."""
    from sqlglot import exp

    if isinstance(node, exp.Insert):
        target = node.this
        yield target.this if isinstance(target, exp.Schema) else target
        return
    if isinstance(node, exp.Update | exp.Delete):
        yield node.this
    for word in ("from_", "from", "using"):
        found = node.args.get(word)
        for one in found if isinstance(found, list) else [found] if found else []:
            yield getattr(one, "this", one) if isinstance(one, exp.From) else one
    for join in node.args.get("joins") or ():
        yield join.this


def holder(node: Any) -> Any:
    """The SELECT, or the statement, that a part of it belongs to."""
    from sqlglot import exp

    while node.parent is not None:
        node = node.parent
        if isinstance(node, exp.Select | exp.Update | exp.Delete | exp.Insert):
            return node
    return node


def scopes(tree: Any) -> list[Scope]:
    """Give every SELECT and the statement itself, the outer ones first."""
    from sqlglot import exp

    made: dict[int, Scope] = {}
    for node in tree.find_all(exp.Select, exp.Update, exp.Delete, exp.Insert, bfs=True):
        outer = made.get(id(holder(node))) if node is not tree else None
        made[id(node)] = Scope(node, outer)
    return list(made.values())
