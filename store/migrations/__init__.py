"""How an older store becomes one of today. Needs Alembic; imported only where something is to migrate."""
