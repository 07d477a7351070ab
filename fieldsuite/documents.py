"""What the province and its offices write to each other: work lists, receipts, decisions.

Each travels as the one canonical document of a signed container (``sync``); here stand the shapes, read with unknown
fields refused.
"""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from fieldsuite.errors import OfficeError
from fieldsuite.tidy import tidy

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""Id of a person or a row, as a signed record can carry it (``sync.schema``)."""
Named = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""Text that something is known by."""
Area = Annotated[str, StringConstraints(pattern=r"^([0-9]{6})?$")]
"""GB/T 2260 code of six digits, or empty."""


class Document(BaseModel):
    """Base of the documents."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def data(self) -> dict[str, Any]:
        """Give the document as plain values for signing."""
        data: dict[str, Any] = tidy(self.model_dump(mode="json", exclude_none=True))
        return data

    @classmethod
    def read(cls, data: object) -> Self:
        """Read a document from outside. Raises OfficeError E_SCHEMA naming the field."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"]))
            raise OfficeError("office.document_schema", code="E_SCHEMA", field=where) from error


class ListedBenefit(Document):
    """A benefit as a work list carries it."""

    id: Id
    benefit: str
    profile: str
    start_on: date
    ended_on: date | None = None
    failed_payments: int = 0


class ListedCertification(Document):
    """A certification the province knows of."""

    id: Id
    on: date
    recorded_on: date
    method: str
    origin: str = ""
    withdrawn: str = ""


class ListedEvent(Document):
    """A death, disappearance, prison or objection the province knows of."""

    id: str
    kind: Literal["death", "missing", "prison", "objection"]
    on: date
    origin: str = ""
    withdrawn: str = ""


class ListedTask(Document):
    """Why somebody is on the list: 到期认证 or 待核实."""

    kind: Literal["due", "verify"]
    reason: str = ""
    visit_on: date | None = None


class ListedPerson(Document):
    """A person as a work list carries them."""

    id: Id
    person_no: Named
    name: Named
    sex: Literal["男", "女"]
    id_kind: Literal["resident", "other", "passport"] = "resident"
    id_no: Named
    birth: date
    phone: str = ""
    address: str = ""
    village: str = ""
    mobility: Literal["", "self_care", "partial_care", "bedridden"] = ""
    residence: Literal["domestic", "abroad"] = "domestic"
    insured_area: Area = ""
    unit: str = ""
    pay_name: str = ""
    benefits: tuple[ListedBenefit, ...]
    certified: tuple[ListedCertification, ...] = ()
    events: tuple[ListedEvent, ...] = ()
    tasks: tuple[ListedTask, ...] = ()


class ListedEpoch(Document):
    """The epoch in which a device of the office may send from now on."""

    device: str
    epoch: int


class WorkList(Document):
    """任务名单: the people one office shall certify, with what is known of them."""

    list: str
    seq: int
    site: str
    issued: str
    valid_until: date
    people: tuple[ListedPerson, ...]
    epochs: tuple[ListedEpoch, ...] = ()
    """Devices that were provisioned anew; the others go on as they were."""
    since: int = 0
    """Number of the list of which this one says only the changes (增量); 0: it names everybody."""
    gone: tuple[Id, ...] = ()
    """Who was on that list and is the office's no more."""
    everybody: int = 0
    """How many people the office looks after with this list."""

    def data(self) -> dict[str, Any]:
        """Give the document; a whole list has the shape it always had."""
        said = Document.data(self)
        return said if self.since else {key: value for key, value in said.items() if key not in CHANGES}


CHANGES = ("since", "gone", "everybody")
"""What only a list of changes says."""


class ReceiptLine(Document):
    """What became of one record on arrival."""

    id: str
    digest: str
    status: Literal["stored", "duplicate", "conflict", "deferred", "rejected"]
    code: str = ""
    message: str = ""


class Receipt(Document):
    """回执: what arrived; written in the transaction of the import, the same bytes whenever it is asked for."""

    receipt: str
    bundle: str
    digest: str
    manifest_digest: str
    device: str
    epoch: int
    seq: int
    received: str
    result: Literal["imported", "held", "rejected"]
    code: str = ""
    missing: tuple[int, ...] = ()
    counts: dict[str, int]
    records: tuple[ReceiptLine, ...]


class NewDeadline(Document):
    """Deadline of one benefit after a decision."""

    benefit: str
    deadline: date


class DecisionLine(Document):
    """采纳情况: what was decided of one record."""

    id: str
    bundle: str
    status: Literal["accepted", "held", "returned"]
    code: str = ""
    todo: str = ""
    deadlines: tuple[NewDeadline, ...] = ()
    suspension_lifted: bool = False
    back_pay: tuple[str, ...] = ()


class Decisions(Document):
    """答复: decisions of the province for one office."""

    decision: str
    site: str
    issued: str
    records: tuple[DecisionLine, ...]
