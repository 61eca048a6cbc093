"""The guide for programs: a JSON file for each record, each kind, and a description of them that programs can read."""
