"""`python -m listlint` is the command."""

from listlint.cli import main

if __name__ == "__main__":
    main()
