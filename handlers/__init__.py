"""The Slack edge: parse, ask the desk, render, reply."""
