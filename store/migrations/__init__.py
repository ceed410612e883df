"""The archive's history: one module a change, run in order when it is opened."""
