"""Templates as bytes, without pickle."""

from biometric.template import Template


def write(template: Template) -> bytes:
    """Serialise a template."""
    raise NotImplementedError


def read(data: bytes) -> Template:
    """Read a template. Raises MediaUnreadable ``template_damaged``."""
    raise NotImplementedError
