"""The guide as plain Markdown with its tables, for another builder than MkDocs with our hooks."""
