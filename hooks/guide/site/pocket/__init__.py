"""The pocket edition: what a reader of one product needs, in one file that a chat program takes."""
