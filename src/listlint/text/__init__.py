"""What is true of any Chinese text."""
