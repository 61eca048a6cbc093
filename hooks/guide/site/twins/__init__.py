"""A page as Markdown, for programs and for people who read without a browser: what it says, and nothing around it."""
