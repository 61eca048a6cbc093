"""What is wrong, where it stands, and how it is told: a line, an annotation, JSON."""
