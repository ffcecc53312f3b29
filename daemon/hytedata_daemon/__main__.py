"""`python -m hytedata_daemon`: the same as the command `hytedata-daemon`."""

from hytedata_daemon.cli import main

if __name__ == "__main__":
    main()
