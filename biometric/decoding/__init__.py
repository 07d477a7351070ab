"""Photographs and sounds that came from outside are decoded in a child process that can do nothing else.

A decoder is a large program in C that reads what a stranger wrote. It gets bytes over a pipe and gives plain pixels
or samples back; it opens no file, reaches no network, starts no program and has bounded memory and time
(``confined``). A file that breaks it, eats memory or never ends costs one child and is refused with a sentence
(``MediaUnreadable``); the next file gets another child.

Callers ask ``biometric.pictures``, ``kept_clip`` and ``sound_file`` as ever, which ask ``pool.ask``. What the child
does is in ``jobs``. The office's own camera and microphone are decoded where they are read, in process, and so is a
clip that somebody names on the command line (``clips.VideoFile``): it never certifies and never travels.
"""
