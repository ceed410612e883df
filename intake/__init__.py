"""Getting articles in: files become articles whose parts (dateline, captions, body) are known."""
