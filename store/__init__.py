"""The archive: tables, migrations, and the queries of each noun, on SQLite and PostgreSQL."""
