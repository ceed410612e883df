"""What some accounts tell that matters and others lack."""
