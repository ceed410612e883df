"""What differs between accounts of one event: one module a kind, one interface."""
