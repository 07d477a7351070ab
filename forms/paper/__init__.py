"""Paper: fonts that can draw every name, a page frame, one sheet a form, and tables for Excel and CSV.

``fonts.find_fonts`` says what can be printed; ``sheet.Sheet`` is an open PDF that appears complete or not
at all; ``workbook`` writes and reads tables. reportlab, fontTools and openpyxl are imported here and
nowhere else in the room.
"""
