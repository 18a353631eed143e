"""How an older store becomes one of today. Needs Alembic; imported only when there is something to migrate."""
