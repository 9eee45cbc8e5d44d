"""工作日: a dated calendar of working days and the clocks that run on it. Pure: today's date is an argument."""

from bihuan.workdays.arrangement import Arrangement, Layer, Notice, Rest, Shift
from bihuan.workdays.calendar import Calendar
from bihuan.workdays.changes import DueChange, due_changes
from bihuan.workdays.clock import Clock, Extension, Pause, Term, TermUnit
from bihuan.workdays.day import Day, DayKind
from bihuan.workdays.due import Due, due_compute
from bihuan.workdays.hours import HoursDue, hours_due
from bihuan.workdays.left import Left, LeftState, due_left
from bihuan.workdays.reading import CalendarFile, CalendarReading, calendar_grid_read, calendar_read
from bihuan.workdays.shipped import calendar_national
from bihuan.workdays.steps import Step

__all__ = [
    "Arrangement",
    "Calendar",
    "CalendarFile",
    "CalendarReading",
    "Clock",
    "Day",
    "DayKind",
    "Due",
    "DueChange",
    "Extension",
    "HoursDue",
    "Layer",
    "Left",
    "LeftState",
    "Notice",
    "Pause",
    "Rest",
    "Shift",
    "Step",
    "Term",
    "TermUnit",
    "calendar_grid_read",
    "calendar_national",
    "calendar_read",
    "due_changes",
    "due_compute",
    "due_left",
    "hours_due",
]
