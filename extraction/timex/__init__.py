"""The grammar and the arithmetic of time expressions (TIMEX3, as in ISO-TimeML)."""
