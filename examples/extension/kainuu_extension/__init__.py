"""An example: one extension of hytedata of each sort."""
