"""Message catalogues in Finnish, Swedish and English."""
