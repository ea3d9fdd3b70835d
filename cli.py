"""The door: ``python cli.py`` is ``tourpack``."""

from tour.__main__ import main

if __name__ == "__main__":
    main()
