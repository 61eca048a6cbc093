"""The commands of `python -m guide`, one a module, named alike. They are entry points: they read, print and write."""
