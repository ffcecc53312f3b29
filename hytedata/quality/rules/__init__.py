"""The rules: a family is a TOML file of facts and words, and a module with one check per code."""
