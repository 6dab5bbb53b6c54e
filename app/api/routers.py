"""Every router of the program, in the order of the document."""

from fastapi import APIRouter

from app.api import (
    accounts,
    areas,
    audit,
    auth,
    calendar,
    case_phases,
    cases,
    clients,
    contacts,
    deadlines,
    determinations,
    health,
    indicators,
    instruments,
    law,
    law_figures,
    screenings,
    services,
    units,
    worklist,
)

ROUTERS: tuple[APIRouter, ...] = (
    auth.door,
    accounts.door,
    units.door,
    clients.door,
    cases.door,
    case_phases.door,
    services.door,
    contacts.door,
    instruments.door,
    screenings.door,
    determinations.door,
    deadlines.door,
    worklist.door,
    areas.door,
    indicators.door,
    law.door,
    law_figures.door,
    calendar.door,
    audit.door,
    health.router,
)
