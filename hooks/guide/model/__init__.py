"""What a data file may say: closed vocabularies, typed values, one class for each kind of record."""
