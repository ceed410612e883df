"""Days, hours and lengths of time of one happening: where accounts exclude each other."""
