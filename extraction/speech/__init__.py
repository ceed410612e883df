"""Within one article: words in marks, cues, clauses, mentions and people, for `quotations`."""
