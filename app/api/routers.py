"""Every router of the program, in the order of the document."""

from fastapi import APIRouter

from app.api import accounts, auth, cases, clients, deadlines, health, indicators, services, units

ROUTERS: tuple[APIRouter, ...] = (
    auth.door,
    accounts.door,
    units.door,
    clients.door,
    cases.door,
    services.door,
    deadlines.door,
    indicators.door,
    health.router,
)
