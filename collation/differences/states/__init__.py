"""What somebody or something is: posts, stages of a case, states that exclude each other."""
