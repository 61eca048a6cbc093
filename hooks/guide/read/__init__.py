"""Files of the project as values that know their place: plain files, characters, YAML, records."""
