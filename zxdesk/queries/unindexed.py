"""A column whose own index is not to be used, where one index that covers the whole question is quicker."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement


class unindexed(FunctionElement[Any]):  # noqa: N801 - stands in statements like a function
    """The column's value, computed; SQLite then looks through the narrowest index that holds every column asked for."""

    inherit_cache = True
    name = "unindexed"

    def __init__(self, column: Any) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(unindexed)
def _plain(element: unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(unindexed, "sqlite")
def _signed(element: unindexed, compiler: SQLCompiler, **options: Any) -> str:
    """Source: the query planner's unary plus, sqlite.org/optoverview.html §"Disqualifying WHERE-clause terms"."""
    return f"+{compiler.process(element.clauses, **options)}"
