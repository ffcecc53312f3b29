"""READ and WRITE: the protocol and wire models of each upstream, nothing else."""
