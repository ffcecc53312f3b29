"""Reads of PTV through v11: which of its many lists serves a filter, and what is left to us.

v11 takes one filter per list. The narrowest list is read; the other filters are applied to what it
gives. Lists of whole objects are preferred (100 at a time); where there are only ids (1000 at a
time), the objects follow by id.
"""
