"""What PTV v12 answers, typed and tolerant."""
