"""Bundles: one sealed file with a signed manifest, records and evidence, and what arriving ones mean.

This room knows keys and no other room of ours; it touches only the files it is told to write or read, no
database and no screen. Three functions matter: ``sync.pack.pack`` writes a bundle,
``sync.open.open_bundle`` is the only way to a ``VerifiedBundle``, and ``sync.ledger.judge`` says what a
bundle is next to those received before. ``sync.slices.carry`` brings one to a stick or a mail, and
``sync.gather.gather`` joins what came in slices. The layout stands in docs/bundle-format.md.
"""
