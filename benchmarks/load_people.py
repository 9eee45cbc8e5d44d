"""What twenty people do at their desks, for locust: ``locust -f benchmarks/load_people.py``. Started by ``bench_load``.

Eight of ten things that are done are looking, two are writing: an entry, or one cell of one.
"""

import os
import random
import re
from itertools import count, cycle
from pathlib import Path

from locust import HttpUser, constant_pacing, task

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WRITERS = ("clerk",)
ACCOUNTS = [line.split("\t") for line in Path(os.environ["BIHUAN_ACCOUNTS"]).read_text("utf-8").splitlines()[1:]]
CLERKS = cycle([one for one in ACCOUNTS if one[4] in WRITERS and one[3].count("-") == 1])  # whole bureaus and towns
LISTS = ("meetings", "trainings", "activities", "smart_cases", "requests", "funds")
FILTERS = (
    "",
    "?page=2",
    "?sort=-{date}",
    "?f={date}:period:this_year",
    "?f={date}:range:2024-03-01..2024-06-30",
    "?f=any:has:2024",
)
DATES = {"meetings": "held_on", "trainings": "held_on", "activities": "held_on", "smart_cases": "received_on",
         "requests": "received_on", "funds": "allotted_on"}  # fmt: skip
numbers = count(1)


class Clerk(HttpUser):
    """One person at one desk, a page every two seconds."""

    wait_time = constant_pacing(2)

    def on_start(self) -> None:
        """Log in by the form."""
        login, password, _, unit, _ = next(CLERKS)
        self.unit, self.rng, self.number = unit, random.Random(login), next(numbers)
        form = {"csrfmiddlewaretoken": self.token("/login/", "login form"), "login": login, "password": password}
        with self.client.post("/login/", form, name="login", catch_response=True) as answer:
            if "/login/" in answer.url:
                answer.failure("not logged in")

    def token(self, address: str, name: str) -> str:
        """The token of a form."""
        return TOKEN.search(self.client.get(address, name=name).text)[1]

    @task(2)
    def home(self) -> None:
        """What is mine today."""
        self.client.get("/", name="home")

    @task(4)
    def look(self) -> None:
        """A list, filtered or sorted."""
        ledger = self.rng.choice(LISTS)
        address = self.rng.choice(FILTERS).format(date=DATES[ledger])
        self.client.get(f"/ledgers/{ledger}/{address}", name="list")

    @task(2)
    def open(self) -> None:
        """One entry out of a list."""
        said = self.client.get("/ledgers/meetings/", name="list").text
        found = re.findall(r"/ledgers/meetings/([1-9]\d*)/", said)
        if found:
            self.client.get(f"/ledgers/meetings/{self.rng.choice(found)}/", name="entry")

    @task(3)
    def write(self) -> None:
        """A new entry."""
        form = {
            "csrfmiddlewaretoken": self.token("/ledgers/meetings/new/", "entry form"), "unit": self.unit, "held_on": "2024-10-30",
            "topic": f"周例会（第{self.number}-{self.rng.random():.9f}次）", "kind": "work", "attendants": "12",
        }  # fmt: skip
        with self.client.post("/ledgers/meetings/new/", form, name="save", catch_response=True) as answer:
            if answer.url.endswith("/new/"):
                answer.failure(f"not saved: {answer.status_code}")
