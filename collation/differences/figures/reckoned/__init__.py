"""What must be reckoned before it clashes: votes, results, leads, shares, changes, conversions."""
