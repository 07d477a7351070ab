"""练习: a practice ground with invented people and a provincial desk beside it, and a day lived in it by itself.

Stands above casework and province and uses them as a person would. ``ground.make`` fills the offices, ``day.live``
lives a scripted day. Invents people, never faces: biometrics come from the trainee or from files.
"""
