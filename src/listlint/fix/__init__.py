"""Fixes applied: `rounds.mend` gives a file's new bytes, or the reasons why not. Nothing is written here."""
