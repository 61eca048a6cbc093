"""Do the sources still say what they are quoted for? Asks for them in the link check's way, and keeps what it read."""
