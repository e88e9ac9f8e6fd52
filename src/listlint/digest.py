"""BLAKE2b without OpenSSL, which `hashlib` loads beside it: that takes longer than to hash all the files of most runs."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # not every Python names its part so
    from hashlib import blake2b

__all__ = ["blake2b"]
