"""Run the command as `python -m hytedata`."""

from hytedata.cli import main

main()
