"""The command line: options in, clock read once, exit codes out. All computing is elsewhere."""
