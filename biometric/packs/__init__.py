"""Model packs: engines that are not built in, each a folder of weights with a manifest that says what it is.

A pack travels as one file (``archive``) and lies unpacked on the disk (``pack.Pack``); ``manifest`` says which engine
it is for, under which licence it comes, from which likeness on two faces or voices are one, and which bytes belong to
it. Every byte is held against its digest each time a pack is loaded. Who signed the manifest is not this room's
business: the office asks ``keys`` before it hands a ``Pack`` over.

What matters: ``manifest.read_manifest``, ``archive.unpack``, and ``load`` (``face_engine``, ``voice_engine``,
``passive_check``), which gives an engine behind the same Protocol as the built-in one. Heavy libraries load with it.
"""
