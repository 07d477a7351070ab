"""The program line by line, for screen readers, dumb terminals and pipes: no frame, no redraw, one field a line.

A *job description* (``question.Job``) says what must be asked and which one casework call does it; ``run_job.run``
turns it into questions, reads the answers back and shows what came of it. Rules live in casework and province alone,
words in the catalogues and the screens' modules of words. ``session.open_plain`` is what ``fieldsuite --plain`` runs.
May touch casework, province and the screens' words; neither Textual nor a colour, and no thread.
"""
