"""What people see: one screen a file, each composes, turns a key into one casework call and shows what
comes back.

The room may use casework, province, practice, the words and the widgets; it never touches the database or a
device and starts no thread (``fieldsuite.background`` does). ``base.OfficeScreen`` is what every screen is
made of, ``bindings.bind`` gives keys their one meaning, ``unlock.UnlockScreen`` is where a day begins.
Nothing heavy may be imported before that screen is painted: screens that stand behind the unlocking are
imported when they are opened.
"""
