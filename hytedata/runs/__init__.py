"""What a job does, once. For the command line and the daemon."""
