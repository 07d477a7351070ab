"""At the province: the queue of bundles that wait to be taken in, shared by all workers."""

from sqlmodel import Field, SQLModel


class ImportJob(SQLModel, table=True):
    """One file of the drop folder on its way into the tables."""

    position: int | None = Field(default=None, primary_key=True)
    """Order in which it was found."""
    file: str = Field(unique=True)
    """Name in the drop folder."""
    came_at: str
    state: str = Field(default="waiting", index=True)
    """waiting; working: a worker has it; stored: imported, its faces not yet searched; searching; done; set_aside:
    tried too often, a person must look."""
    tries: int = 0
    """How often a worker began with it; what is the disk's or the database's fault does not count."""
    worker: str = ""
    lease_until: str = ""
    """UTC instant after which another worker may take it over."""
    not_before: str = ""
    """UTC instant before which nobody tries it again."""
    waits_for: int = 0
    """Earlier bundles of its device are missing: everything up to this position goes first. 0: it does not wait."""
    device: str = ""
    epoch: int = 0
    seq: int = 0
    """Of a job that waits: whose it is and its number, so that those of one device go in their order."""
    result: str = ""
    """imported, same, held, rejected."""
    code: str = ""
    message: str = ""
    """Key of the sentence that says why it was refused; of what was set aside the kind of error and where."""
    bundle: str = ""
    receipt: str = ""
    """File name of the receipt in the outbox."""
    done_at: str = ""


UNSEARCHED = ("stored", "searching")
"""States of a bundle whose faces nobody has searched yet."""
UNFINISHED = ("waiting", "working")
"""States of a bundle whose records are not in the tables yet."""
