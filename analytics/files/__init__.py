"""Source files: from bytes to a table of text, and what its columns mean."""
