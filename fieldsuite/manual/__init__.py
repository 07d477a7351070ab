"""The manual: a page for every job and for every error, Chinese and English, read on the screen, as HTML and as PDF.

Pages of jobs are text (``pages/*.md``, one file a section); pages of errors are made from the catalogues, so that
nothing is written twice. Keys are written by their meaning, ``{key:verify}``, and other pages by name,
``{page:backup}``: what a reader sees is filled in from the program itself.

May touch: words and nothing else of the office; it is read before anybody unlocked. What matters:
``contents.pages()`` gives every page in its order, ``finding.find`` searches them, ``html.write`` and
``forms.paper.book_sheet.write`` put them on paper.
"""
