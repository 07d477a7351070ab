"""``fieldsuite serve``: takes bundles in over HTTPS and puts them, whole, where ``province receive`` finds them.

It holds no key of the office and opens no database, so whoever breaks into it finds sealed files and public keys. What
it may touch is the folders ``serve`` and ``drop`` of a home. ``app.application`` is the protocol, ``shelf.Shelf`` what
lies on the disk, ``listening.listen`` the sockets and the time-outs. starlette and uvicorn are loaded on first need.
"""
