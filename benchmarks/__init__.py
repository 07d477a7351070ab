"""What is measured against what: ``python3 start.py bench`` lists and runs them.

A benchmark is a module here with a docstring and ``run() -> dict``: name of a measured thing -> value with its unit.
"""
