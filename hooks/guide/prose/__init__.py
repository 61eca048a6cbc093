"""The prose in docs/: its passages, and what is asked of them."""
