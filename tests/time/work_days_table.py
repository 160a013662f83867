#!/usr/bin/env python3
"""Writes src/time/work_days_table.inc from the production calendars that the PyPI package holidays has.

usage: work_days_table.py > src/time/work_days_table.inc     (pip install holidays==0.109)

Only years whose calendar has been decreed are written: no estimated day is in the table, and the
extra days without work of 2020 and 2021, which were no part of any calendar, are not needed. A later
year is added by the user (WorkCalendar::with) or, once it has been decreed, by a newer package.
"""
import datetime
import importlib.metadata

import holidays

COVERED = {"KZ": range(2022, 2026), "RU": range(2022, 2028)}

print(f"// Days off on working weekdays, and weekend days that are worked, as of the PyPI package holidays {importlib.metadata.version('holidays')};")
print("// written by tests/time/work_days_table.py.")
print("// country, year, month, day, worked")
for country, years in COVERED.items():
    for year in years:
        calendar = holidays.country_holidays(country, years=year, language="en_US")
        assert calendar.weekend == {5, 6}, "the library's built-in weekend is Saturday and Sunday"
        day = datetime.date(year, 1, 1)
        while day.year == year:
            worked = calendar.is_working_day(day)
            name = calendar.get(day) or "a working weekend day"
            assert "estimated" not in name or worked, f"{country} {day}: {name} is no decreed day"
            if worked != (day.weekday() < 5):
                print(f'{{"{country}", {day.year}, {day.month}, {day.day}, {str(worked).lower()}}}, // {name}')
            day += datetime.timedelta(1)
