"""The database's history, kept by Alembic."""
