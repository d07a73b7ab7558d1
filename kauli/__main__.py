"""``python -m kauli`` is ``kauli``."""

from kauli.cli import main

if __name__ == "__main__":
    main()
