"""Reading all of PTV through either version of its API: filters in, our records out."""
