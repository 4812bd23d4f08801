"""Say of each head of a table that it heads its column (ISO 14289-1, 7.5).

WeasyPrint 70 writes no /Scope; it links heads by their place, which a cell over several columns upsets.
"""

from __future__ import annotations

from pikepdf import Dictionary, Name, Pdf

from generator.finish.structure import elements


def scope_heads(pdf: Pdf) -> None:
    """Give each head of a table the scope of its column, in place; a head that has a scope keeps it."""
    root = pdf.Root.get("/StructTreeRoot")
    for element in elements(root) if root is not None else ():
        if element.get("/S") == Name.TH:
            attributes = element.get("/A")
            if not isinstance(attributes, Dictionary):
                element.A = attributes = Dictionary(O=Name.Table)
            if "/Scope" not in attributes:
                attributes.Scope = Name.Column
