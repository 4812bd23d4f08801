"""The translators' workflow: messages leave the texts as PO entries and come back translated.

Owns extraction, merging, the form in which PO files are written, coverage and acceptance. All of it is pure;
`files.py` alone reads and writes, and the command line prints.
"""
