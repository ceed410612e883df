"""What happened, by whom and why: accounts that affirm and deny, blame and clear."""
