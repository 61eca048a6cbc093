"""What a reviewer sees of a change: rows and paragraphs before and after, as readers see them in every language."""
