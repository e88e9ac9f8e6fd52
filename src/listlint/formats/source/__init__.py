"""What every reader needs of a source text: its decoding, its lines, and where a value stands in it."""
