"""Where one thing happened: places that exclude each other."""
