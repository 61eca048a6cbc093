"""The search of a language: what it finds, and in which files a browser is told of it."""
