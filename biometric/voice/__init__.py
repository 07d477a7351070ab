"""Voices: whose voice is it, which digits does it say, and has the recording been heard before?

May touch: ``biometric``'s shared shapes (devices, steps, template, errors), numpy, and scipy, miniaudio,
torch inside functions. No database, no keys, no screen. What matters: ``biometric.enrol_voice.enrol_voice``,
``biometric.verify_voice.verify_voice``, ``digits.enrolment_strings`` / ``digits.verification_string``.
"""
