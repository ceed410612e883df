"""Pure rendering: an answer of the desk in, Block Kit blocks and a fallback text out."""
