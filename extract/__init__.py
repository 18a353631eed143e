"""Text in, proposals out. Pure functions: no I/O beyond the package's own data, no UI, no database."""
