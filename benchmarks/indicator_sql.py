"""The peer: the same figures in SQL written by hand for DuckDB, as an analyst would."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb

SOURCES = ("dust_monitor", "citizen_app", "public_report", "city_patrol", "county_patrol")
CHANNELS = ("petition_platform", "smart_platform", "online", "hotline", "letter")

CASES = {
    "smart_cases_dispatched": "COUNT(*)",
    "smart_cases_closed": "COUNT(*) FILTER (closed_on <= $day)",
    "smart_cases_due": "COUNT(*) FILTER (due_on <= $day)",
    "smart_cases_due_closed": "COUNT(*) FILTER (due_on <= $day AND closed_on <= $day)",
    "smart_cases_on_time": "COUNT(*) FILTER (due_on <= $day AND closed_on <= $day AND closed_on <= due_on)",
    **{f"smart_cases_dispatched[source={key}]": f"COUNT(*) FILTER (source = '{key}')" for key in SOURCES},
    **{
        f"smart_cases_closed[source={key}]": f"COUNT(*) FILTER (source = '{key}' AND closed_on <= $day)"
        for key in SOURCES
    },
}
CASE_RATES = {
    "smart_cases_open": "smart_cases_dispatched - smart_cases_closed",
    "smart_close_rate": ("smart_cases_due_closed", "smart_cases_due"),
    "smart_on_time_rate": ("smart_cases_on_time", "smart_cases_due"),
}
REQUESTS = {
    "requests_received": "COUNT(*)",
    "requests_closed": "COUNT(*) FILTER (closed_on <= $day)",
    "requests_due": "COUNT(*) FILTER (due_on <= $day)",
    "requests_due_closed": "COUNT(*) FILTER (due_on <= $day AND closed_on <= $day)",
    "requests_on_time": "COUNT(*) FILTER (due_on <= $day AND closed_on <= $day AND closed_on <= due_on)",
    "requests_replied": "COUNT(*) FILTER (due_on <= $day AND replied_on <= $day)",
    "requests_called_back": "COUNT(*) FILTER (closed_on <= $day AND called_back_on <= $day)",
    "requests_rated": "COUNT(*) FILTER (closed_on <= $day AND called_back_on <= $day AND satisfaction <> '')",
    "requests_satisfied": "COUNT(*) FILTER (closed_on <= $day AND called_back_on <= $day AND satisfaction IN ('satisfied', 'fair'))",
    **{f"requests_received[channel={key}]": f"COUNT(*) FILTER (channel = '{key}')" for key in CHANNELS},
    **{
        f"requests_closed[channel={key}]": f"COUNT(*) FILTER (channel = '{key}' AND closed_on <= $day)"
        for key in CHANNELS
    },
}
REQUEST_RATES = {
    "requests_open": "requests_received - requests_closed",
    "requests_close_rate": ("requests_due_closed", "requests_due"),
    "requests_on_time_rate": ("requests_on_time", "requests_due"),
    "requests_reply_rate": ("requests_replied", "requests_due"),
    "requests_callback_rate": ("requests_called_back", "requests_closed"),
    "requests_satisfied_rate": ("requests_satisfied", "requests_rated"),
}
FIGURES = [*CASES, *CASE_RATES, *REQUESTS, *REQUEST_RATES]
PLACES = 2  # of the rates, as the pack's indicators round them


def hand_columns(
    duck: duckdb.DuckDBPyConnection, files: dict[str, Path], roots: list[int], day: date
) -> dict[str, list[Any]]:
    """Indicator → its figures, units × months: rolled up over the tree by the closure, rates last."""
    duck.execute(
        "CREATE OR REPLACE TEMP TABLE asked AS SELECT * FROM (SELECT unnest($1::BIGINT[]) AS root, unnest(range($2)) AS n)",
        [roots, len(roots)],
    )
    cases = _query("dispatched_on", CASES, CASE_RATES, files["smart_cases"], day)
    requests = _query("received_on", REQUESTS, REQUEST_RATES, files["requests"], day)
    return {**_columns(duck, cases), **_columns(duck, requests)}


def _query(opened: str, counts: dict[str, str], rates: dict[str, Any], file: Path, day: date) -> str:
    leaf = ", ".join(f'{sql.replace("$day", f"DATE {str(day)!r}")} AS "{name}"' for name, sql in counts.items())
    sums = ", ".join(f'SUM("{name}")::BIGINT AS "{name}"' for name in counts)
    final = [f'COALESCE("{name}", 0) AS "{name}"' for name in counts]
    final += [f'{_rate(rate)} AS "{name}"' for name, rate in rates.items()]
    year = day.year
    return f"""
        WITH leaf AS (
            SELECT unit_id, month({opened}) AS m, {leaf} FROM '{file}'
            WHERE {opened} BETWEEN DATE '{year}-01-01' AND DATE '{day}' GROUP BY ALL
        ), up AS (SELECT ancestor, m, {sums} FROM leaf JOIN links ON descendant = unit_id GROUP BY ALL),
        grid AS (SELECT root, n, unnest(range(1, 13)) AS m FROM asked)
        SELECT {", ".join(final)} FROM grid LEFT JOIN up ON up.ancestor = grid.root AND up.m = grid.m ORDER BY grid.n, grid.m"""


def _rate(rate: Any) -> str:
    if isinstance(rate, str):
        above, less = rate.split(" - ")
        return f'COALESCE("{above}", 0) - COALESCE("{less}", 0)'
    above, below = rate
    return f'CASE WHEN "{below}" > 0 THEN (2 * "{above}" * {100 * 10**PLACES} + "{below}") // (2 * "{below}") END'


def _columns(duck: duckdb.DuckDBPyConnection, sql: str) -> dict[str, list[Any]]:
    found = duck.execute(sql)
    names = [column[0] for column in found.description]
    return {name: list(values) for name, values in zip(names, zip(*found.fetchall(), strict=True), strict=True)}
