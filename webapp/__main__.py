"""``python -m webapp COMMAND``."""

from webapp.cli import main

main()
