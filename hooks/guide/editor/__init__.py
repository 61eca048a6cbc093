"""What helps who edits the data: schemas for editors, an empty record."""
