"""A small local workspace on 127.0.0.1 that speaks a chat platform's HTTP and WebSocket API.

It imports nothing of the bot. A bot reaches it by another base URL and the three credentials in
`sandbox.credentials`; people reach it by the page at `/`, by `python -m sandbox terminal`, and
tests by `sandbox.testing.Sandbox`.
"""
