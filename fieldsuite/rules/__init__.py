"""The rules of the notices, as plain functions of plain values: who is due when, why, and what follows.

Touches no database, no screen, no clock: every function is told the day it speaks of. Profiles (one TOML file a notice,
read once) carry every number with its article; the engine carries none.
Begin with ``cycle.explain`` (the standing of one benefit, with reasons), ``profiles.load`` (the notices we know) and
``lists.place`` (具备, 丧失, 待核实).
"""
