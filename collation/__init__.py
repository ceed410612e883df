"""Between articles, pure: which tell the same story, which copy, what differs, what came first."""
