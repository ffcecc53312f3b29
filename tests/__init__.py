"""Our tests. A package, because a dependency installs one of this name, which would win."""
