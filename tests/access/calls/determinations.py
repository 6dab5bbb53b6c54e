"""What the matrix asks of the result paper of a determination."""

from tests.access.calls.shape import About, get

CALLS = {
    "read_result_paper": About(get("/v1/clients/{client}/determinations/{determination}/paper")),
}
