"""The archive: tables and queries by noun. SQLAlchemy lives here and nowhere else."""
