"""Parts of screens: the header, the keys, cards, block digits, the camera's preview, lists.

A widget may use Textual, Rich and the words it is handed; it knows no office and no casework. The preview
and the block digits are what the old person in front of the camera looks at.
"""
