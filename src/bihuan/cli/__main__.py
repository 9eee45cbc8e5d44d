"""``python -m bihuan.cli``: the console script where it is not on the path."""

from bihuan.cli.main import main

if __name__ == "__main__":
    main()
