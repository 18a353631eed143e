"""The only place that knows the database. Importing this package imports neither SQLModel nor SQLAlchemy."""
