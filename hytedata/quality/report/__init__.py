"""Reports of quality: a page for those who decide, lists for those who mend, files for machines."""
