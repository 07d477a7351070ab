"""Faces: find, judge the picture, turn it into numbers, compare.

``engine.FaceEngine`` is what an engine must do, ``dlib_engine.DlibEngine`` the built-in one, ``compare`` the one place
that says how alike two faces are.
"""
