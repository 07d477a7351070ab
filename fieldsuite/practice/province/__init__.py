"""An invented province of any size, to try the desk on: ``make.make`` writes a register, bundles to import, and labels.

Everything is invented from a seed and marked as practice: numbers are of the unassigned region 79, names and pictures
are drawn, and faces are unit vectors round a point, never of anybody. Keys of its field offices come out of the seed
too, which is why they are trusted by a practice province only. ``work`` lives honest months, ``frauds`` plants what
should be found and says so in a file of labels that no other part of the program reads.
"""
