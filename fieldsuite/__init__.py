"""The office: tables, rules, the jobs people do, the screens and the command line.

It may use the four libraries (keys, sync, biometric, forms); nothing imports it. Inside, imports go down only:
cli, app, screens -> practice -> casework | province -> office -> store -> rules -> tables.
Begin with ``office.Office`` (all a job needs), ``casework`` (what a field office does) and ``province`` (the desk).
"""

__version__ = "0.1.0"
