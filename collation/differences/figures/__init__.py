"""Numbers, sums, shares and ages that accounts of one thing give: where they cannot both hold."""
