"""Judges the data that a site serves, with programs that others wrote: python validate.py URL DATA."""

import csv
import io
import json
import os
import re
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile

import frictionless
import jsonschema
import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))


def get(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


def wait_for(site):
    for _ in range(600):
        try:
            return get(site + "/readyz")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    sys.exit(f"{site} does not answer")


def is_valid(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


def package(folder):
    """frictionless: the package itself, then every table with its keys."""
    report = frictionless.validate(os.path.join(folder, "datapackage.json"))
    errors = report.flatten(["fileName", "rowNumber", "fieldName", "type", "message"])
    is_valid(report.valid, f"data package: {errors[:5]} {report.errors[:5]}")
    is_valid(len(report.tasks) >= 5, "data package: few tables")
    table = os.path.join(folder, "project_departments.csv")
    with open(table, "ab") as file:
        file.write(b"no-such-project,no-such-department\r\n")
    is_valid(not frictionless.validate(os.path.join(folder, "datapackage.json")).valid, "data package: refuses nothing")
    with open(table, "rb+") as file:
        file.truncate(os.path.getsize(table) - len(b"no-such-project,no-such-department\r\n"))
    return len(report.tasks)


def schema(folder):
    with open(os.path.join(folder, "plan.schema.json"), encoding="utf-8") as file:
        rules = json.load(file)
    jsonschema.Draft202012Validator.check_schema(rules)
    with open(os.path.join(folder, "plan.json"), encoding="utf-8") as file:
        plan = json.load(file)
    validator = jsonschema.Draft202012Validator(rules)
    errors = [error.message for error in validator.iter_errors(plan)]
    is_valid(not errors, f"plan.json: {errors[:3]}")
    # The rules are rules: what is damaged is refused.
    for damage in (lambda p: p.pop("year"), lambda p: p["projects"][0].update(name="x"),
                   lambda p: p["projects"][0].update(departments=[])):
        damaged = json.loads(json.dumps(plan))
        damage(damaged)
        is_valid(not validator.is_valid(damaged), "plan.schema.json refuses nothing")


def catalogue(folder):
    import pyshacl  # imports rdflib, which takes a second

    with open(os.path.join(folder, "dcat.jsonld"), encoding="utf-8") as file:
        entry = json.load(file)
    shapes = os.path.join(HERE, "shapes.ttl")

    def judge(entry):
        return pyshacl.validate(json.dumps(entry), data_graph_format="json-ld", shacl_graph=shapes)

    conforms, _, text = judge(entry)
    is_valid(conforms, f"dcat.jsonld: {text}")
    for key in ("dct:title", "dcat:distribution", "dct:issued"):
        is_valid(not judge({name: value for name, value in entry.items() if name != key})[0], f"dcat.jsonld: needs no {key}")


def rows_of(folder, table):
    with open(os.path.join(folder, f"{table}.csv"), encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def workbook(folder):
    """openpyxl: every table's sheet has the cells of its CSV, numbers as numbers, and nothing that hides or computes."""
    book = openpyxl.load_workbook(os.path.join(folder, "plan.xlsx"))
    tables = [name[:-4] for name in os.listdir(folder) if name.endswith(".csv")]
    is_valid(len(book.sheetnames) == len(tables) + 2, f"plan.xlsx: sheets {book.sheetnames}")
    for sheet in book:
        is_valid(not sheet.merged_cells.ranges, f"{sheet.title}: merged cells")
        is_valid(sheet.sheet_state == "visible", f"{sheet.title}: hidden")
        for row in sheet.iter_rows():
            for cell in row:
                is_valid(cell.data_type != "f", f"{sheet.title}!{cell.coordinate}: a formula")
                text = cell.value if isinstance(cell.value, str) else ""
                is_valid("\n" not in text and text == text.strip(), f"{sheet.title}!{cell.coordinate}: {text!r}")
    for table in tables:
        found = [["" if value is None else str(value) for value in row]
                 for row in book[table[:31]].iter_rows(values_only=True)]
        wanted = rows_of(folder, table)
        width = len(wanted[0])
        found = [(row + [""] * width)[:width] for row in found]
        is_valid(found == wanted, f"plan.xlsx: sheet {table} is not the CSV")
        for at, name in enumerate(wanted[0]):
            if name.startswith("budget_"):
                cells = [row[at].value for row in book[table[:31]].iter_rows(min_row=2)]
                is_valid(all(cell is None or isinstance(cell, (int, float)) for cell in cells), f"{name}: text")


def lists(site, folder, year):
    """The list of all projects has the projects of the table, and its sum."""
    plan = json.loads(get(f"{site}/ja/{year}/projects.json"))
    rows = list(csv.DictReader(io.StringIO(get(f"{site}/ja/{year}/projects.csv").decode("utf-8-sig"))))
    table = rows_of(folder, "projects")
    ids = {row[table[0].index("id")] for row in table[1:]}
    is_valid({row["id"] for row in rows} == ids and len(rows) == len(ids), "projects.csv: other projects")
    is_valid([row["id"] for row in plan["rows"]] == [row["id"] for row in rows], "projects.json: another order")
    budget = next(name for name in rows[0] if name.startswith("budget_"))
    total = round(sum(float(row[budget]) for row in rows if row[budget]), 6)
    stated = plan["total"][0][budget]
    is_valid((stated or 0) == total, f"projects.json: {stated}, not {total}")


def main():
    site, data = sys.argv[1], sys.argv[2]
    wait_for(site)
    for year in sorted(name for name in os.listdir(data) if re.fullmatch(r"\d{4}", name)):
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(io.BytesIO(get(f"{site}/data/{year}/plan.zip"))) as archive:
                is_valid(archive.testzip() is None, "plan.zip is damaged")
                archive.extractall(folder)
            tables = package(folder)
            schema(folder)
            workbook(folder)
            lists(site, folder, year)
            catalogue(folder)
            print(f"  {year}: data package with {tables} tables, JSON Schema, workbook, lists, DCAT")


main()
