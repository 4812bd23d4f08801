"""Turn one reviewed text and its translations into printed patient information.

The pipeline, in the order of its stages: load, plan, translate, compose, render, finish, check, publish.
ARCHITECTURE.md walks it.
"""

__version__ = "0.1.0"
