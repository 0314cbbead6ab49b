#!/usr/bin/env python3
"""A synthetic plan of any size, from the first plan's own rows: large.py DIR [PROJECTS]

Writes a data folder with 10 directions, 200 initiatives, 100 departments and 100,000 projects
(or as many as are asked for), a twentieth of them listed again, in the tables' own format.
"""

import csv
import pathlib
import re
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2] / "data"


def rows(name):
    with open(ROOT / "2024" / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, name, table):
    with open(folder / name, "w", encoding="utf-8-sig", newline="") as file:
        out = csv.DictWriter(file, fieldnames=list(table[0]), lineterminator="\r\n")
        out.writeheader()
        out.writerows(table)


def main():
    target, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    folder = target / "2024"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("site.toml", "glossary.csv"):
        shutil.copy(ROOT / name, target / name)
    directions = [{"number": n, "name_ja": f"方向性の{n}", "name_en": f"Direction No. {n}"} for n in range(1, 11)]
    initiatives = [{"number": n, "direction": (n - 1) // 20 + 1, "name_ja": f"取組の{n}", "name_en": f"Initiative No. {n}"}
                   for n in range(1, 201)]
    departments = [{"id": f"division-{n}", "parent": "", "name_ja": f"第{n}課", "name_en": f"Division No. {n}"}
                   for n in range(1, 101)]
    originals = rows("projects.csv")
    projects, listings, charges = [], [], []
    places = [0] * 201
    for n in range(1, count + 1):
        row = dict(originals[n % len(originals)])
        row.update(id=f"project-{n}", name_ja=f"{row['name_ja']}{n}", name_en=f"{row['name_en']} {n}")
        projects.append(row)
        home = (n - 1) % 200 + 1
        # Never from the last initiative to the first: there it would come before its original.
        for initiative, reprint in [(home, 0)] + ([(home % 200 + 1, 1)] if n % 20 == 10 else []):
            places[initiative] += 1
            listings.append({"initiative": initiative, "number": places[initiative], "project": row["id"], "reprint": reprint})
        charges.append({"project": row["id"], "department": f"division-{n % 100 + 1}"})
    for name, table in [("directions", directions), ("initiatives", initiatives), ("departments", departments),
                        ("projects", projects), ("listings", listings), ("project_departments", charges)]:
        write(folder, f"{name}.csv", table)
    amounts = [int(row["budget_thousand_yen"]) for row in projects if row["budget_thousand_yen"]]
    control = {
        "projects": count, "listings": len(listings), "project_departments": len(charges),
        "reprints": sum(row["reprint"] for row in listings),
        "priority": sum(row["priority"] == "1" for row in projects), "new": sum(row["new"] == "1" for row in projects),
        "without_amount": count - len(amounts), "budget_thousand_yen": sum(amounts),
    }
    text = (ROOT / "2024" / "plan.toml").read_text(encoding="utf-8")
    for key, value in control.items():
        text = re.sub(rf"(?m)^{key} = \d+", f"{key} = {value}", text)
    (folder / "plan.toml").write_text(text, encoding="utf-8")


main()
