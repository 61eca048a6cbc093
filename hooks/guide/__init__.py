"""The guide as data: read, checked, and shown. Nothing in this package knows MkDocs."""
