"""Readers: files to rows. The only code that opens an input file, and it gives nobody an id."""
