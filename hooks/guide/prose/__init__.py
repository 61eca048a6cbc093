"""The prose in docs/: its sections, and what is asked of them."""
