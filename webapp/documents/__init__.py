"""Documents for the case file: one description, written as a web page, as a PDF and for a word processor.

A feature describes what a document says with the dataclasses of `webapp.documents.model`. The modules `html`,
`pdf` and `word` each turn that description into a form of their own.
"""
