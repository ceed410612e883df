"""What fetching a link that a stranger typed needs: addresses, links, sockets, answers, rules."""
