"""`python -m newsparse`, for when the command is not on the path."""

from newsparse.cli import main

if __name__ == "__main__":
    main()
