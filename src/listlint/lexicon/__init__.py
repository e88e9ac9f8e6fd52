"""Load, validate and compile wordlists/."""
