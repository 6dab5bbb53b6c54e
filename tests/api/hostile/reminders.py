"""Reminders, among the hostile parameters: they are made by another role and take no body."""

from app.ids import new_id


def plant(_world):
    return {"reminder_id": str(new_id())}


def bodies(_world):
    return {}
