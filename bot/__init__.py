"""The process: settings, wiring, schedule, command line. Imported by nothing."""
