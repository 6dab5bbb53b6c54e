"""Providers as the API shows them."""

from app.schemas.standards import ProviderOut
from app.services.providers import Standing


def provider_out(found: Standing) -> ProviderOut:
    """Return a provider as it stands on a day; what its case tells is read from the case."""
    row = found.row
    shown = {name: getattr(row, name) for name in ProviderOut.model_fields if hasattr(row, name)}
    by_case = row.case_id is not None
    return ProviderOut.model_validate(
        {
            **shown,
            "licence_number": found.number if by_case else row.licence_number,
            "valid_from": found.since if by_case else row.valid_from,
            "on": found.on,
            "valid": found.valid,
            "state": found.state,
        }
    )
