"""How sure accounts are of one thing: flat here, hedged there."""
