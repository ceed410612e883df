"""The Web API: one module a noun, each with a table of the methods it serves."""
