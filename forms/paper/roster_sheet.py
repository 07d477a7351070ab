"""Draws the roster."""
