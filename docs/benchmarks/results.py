"""The table of results: a CSV file that grows row by row, and the same as Markdown."""
import csv
import os

COLUMNS = {
    "data": "", "factor": "", "row": "", "codec": "", "threads": "", "block": "", "levels": "", "status": "",
    "wall": "s", "inner": "s", "cpu": "s", "resident": "MB", "anonymous": "MB", "temporary": "MB", "bytes": "MB",
    "files": "", "rate": "GB/s", "inner_rate": "GB/s", "sync": "s", "changed": "voxels", "checked": "voxels",
    "check": "", "deleted": "", "note": ""}
FIRST = ("data", "factor", "row", "status", "reader")


class Results:
    """Rows as dictionaries of text, by data set, factor and name. Columns come with their unit."""

    def __init__(self, path, columns, resume):
        self.path = path
        self.columns = columns
        self.rows = []
        if os.path.exists(path):
            if not resume:
                raise SystemExit(f"{path} exists; --resume keeps its rows and adds those that are missing")
            with open(path, newline="", encoding="utf-8") as file:
                self.rows = list(csv.DictReader(file))

    def has(self, data, factor, row):
        """Whether a row has been measured, or found impossible."""
        return any((r["data"], r["factor"], r["row"]) == (data, factor, row) for r in self.rows)

    def add(self, **row):
        """Adds a row, to the files too."""
        row = {column: text(row.get(column, "")) for column in self.columns}
        new = not os.path.exists(self.path)
        with open(self.path, "a", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, self.columns)
            if new:
                writer.writeheader()
            writer.writerow(row)
        self.rows.append(row)
        self.write_markdown()
        print("  ".join(f"{c} {v}" if c not in FIRST else v for c, v in row.items() if v), flush=True)

    def write_markdown(self):
        """The table as a person reads it."""
        columns = [c for c in self.columns if any(r[c] for r in self.rows)]
        lines = ["| " + " | ".join(c.replace("_", " ") + (f" ({self.columns[c]})" if self.columns[c] else "") for c in columns) + " |",
                 "|" + " --- |" * len(columns)]
        lines += ["| " + " | ".join(r[c] for c in columns) + " |" for r in self.rows]
        with open(os.path.splitext(self.path)[0] + ".md", "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


def text(value):
    """Numbers with three figures or so, no more than were measured."""
    if isinstance(value, float):
        return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 100 else f"{value:.0f}"
    return str(value)
