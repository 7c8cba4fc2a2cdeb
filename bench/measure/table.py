"""One table for everything: on the screen as it fills, and as Markdown at the end."""

_HEAD = ("What", "relink", "Rival", "Ratio", "Budget")


class Table:
    def __init__(self):
        self.sections = []

    def section(self, title):
        self.sections.append((title, []))
        print(f"\n{title}")

    def row(self, what, value, unit, rival=None, budget=""):
        """`rival` is a name and its value in the same unit. The ratio is relink's part of it."""
        theirs = f"{_number(rival[1])} {unit} ({rival[0]})" if rival else ""
        ratio = _ratio(value, rival[1]) if rival else ""
        cells = (what, f"{_number(value)} {unit}", theirs, ratio, budget)
        self.sections[-1][1].append(cells)
        print(f"  {cells[0]:<52} {cells[1]:>18}  {cells[3]:>7}  {cells[4]:>9}  {cells[2]}", flush=True)

    def markdown(self):
        lines = []
        for title, rows in self.sections:
            lines += ["", f"**{title}**", "", f"| {' | '.join(_HEAD)} |", "|---|---:|---|---:|---:|"]
            lines += [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join(lines[1:]) + "\n"


def _ratio(value, rival):
    if value <= 0 or rival <= 0:
        return ""
    return f"1/{rival / value:.1f}" if rival >= value else f"{value / rival:.1f}"


def _number(value):
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
