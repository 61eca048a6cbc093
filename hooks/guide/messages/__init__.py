"""What is wrong, where it stands, and its words in every language: as a line, an annotation, JSON."""
