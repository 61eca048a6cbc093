"""What was found before, kept from one run to the next under names that say all it hangs on."""
