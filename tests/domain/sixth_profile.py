"""A small whole profile, as a file that tests can spoil."""

from pathlib import Path

SIXTH = """
[policy]
name = "Vår policy"
municipality = "Lindmo kommun"
adopted_by = "kommunfullmäktige"
adopted = 2024-05-06
valid = "till 2028"
handbook_address = "https://example.se/handbok"

[word.sv]
singular = "samtal"
definite = "samtalet"
plural = "samtal"
definite_plural = "samtalen"

[audience]
sv = "Alla."

[introduction]
sv = "Vi frågar."

[weighing]
sv = "Svaren är råd."

[weighing_said]
words = "råd"
place = "Sidan 2"

[planning]
margin_weeks = 6
follow_up = "year"
plan = "budget"

[[steps]]
step = "consultation"

[steps.name]
sv = "Samråd"

[[steps]]
step = "co-decision"

[[deciding]]
when = "political"
bodies = ["board"]
words = "nämnden"
place = "Sidan 3"

[[deciding]]
when = "always"
bodies = ["administration"]
words = "vi"
place = "Sidan 3"

[[gates]]
id = "reason"
before = "consider"
check = "reason"
words = "varför"
place = "Sidan 4"

[[gates]]
id = "neutral"
before = "publish"
ask = "yes"
second_person = true
words = "neutralt"
place = "Sidan 4"

[gates.question]
sv = "Är texterna neutrala?"

[[gates.points]]
sv = "Inget svar ser bättre ut."

[[gates]]
id = "evaluation"
before = "archive"
check = "evaluation"
types = ["resident", "user"]
words = "utvärdera"
place = "Sidan 5"

[[evaluation]]
id = "process"
part = "process"
types = ["resident", "user"]
words = "utvärdera"
place = "Sidan 5"

[evaluation.item]
sv = "Det gick bra."
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "sixth.toml"
    file.write_text(text, "utf-8")
    return file
