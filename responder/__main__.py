"""Lets `python -m responder` do what the command `responder` does."""

from responder.cli import main

if __name__ == "__main__":
    main()
