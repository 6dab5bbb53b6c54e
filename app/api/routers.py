"""Every router of the program, in the order of the document."""

from fastapi import APIRouter

from app.api import (
    accounts,
    audit,
    auth,
    calendar,
    cases,
    clients,
    deadlines,
    determinations,
    health,
    indicators,
    law,
    services,
    units,
)

ROUTERS: tuple[APIRouter, ...] = (
    auth.door,
    accounts.door,
    units.door,
    clients.door,
    cases.door,
    services.door,
    determinations.door,
    deadlines.door,
    indicators.door,
    law.door,
    calendar.door,
    audit.door,
    health.router,
)
