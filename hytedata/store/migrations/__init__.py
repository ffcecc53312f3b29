"""How the store's schema came to be, one file per version; run by Alembic from code.

A released file is never edited: it is what existing stores have been through.
"""
