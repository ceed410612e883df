"""What the newsroom can ask: requests in, frozen answers with their citations out."""
