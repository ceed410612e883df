"""The same words told by several outlets: wordings, sources, and words that take a side."""
