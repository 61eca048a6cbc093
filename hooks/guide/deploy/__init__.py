"""A built site in its place: swapped in whole, compressed, and served."""
