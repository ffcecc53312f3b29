"""What is wrong with the records of the registers, who is to mend it, and where nothing is."""
