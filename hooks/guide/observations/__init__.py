"""What readers tell of their own screens: a short text, read back into evidence. No file is read or written here."""
