"""Code lists with labels: municipalities and their history, Lipas types, PTV classes."""
