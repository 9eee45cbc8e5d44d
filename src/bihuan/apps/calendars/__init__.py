"""工作日历: the calendars that offices import, over the one that ships; which calendar holds for which unit."""
