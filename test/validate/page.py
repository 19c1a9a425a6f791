"""The matrix as a page to look at."""

import html

import known

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 3rem auto; padding: 0 1rem; color: #222; }
h1 { font-weight: 600; } h1 small { display: block; font-size: 1rem; font-weight: 400; color: #666; }
table { border-collapse: collapse; width: 100%; margin: 2rem 0; }
th, td { padding: .4rem .8rem; text-align: right; border-bottom: 1px solid #e4e4e4; }
th:first-child, td:first-child { text-align: left; font-family: ui-monospace, monospace; }
thead th { color: #666; font-weight: 500; } tfoot td { font-weight: 600; border-bottom: 0; }
.good { background: #e6f4ea; } .bad { background: #fce8e6; } .none { color: #bbb; }
.bar { display: inline-block; height: .6rem; background: #34a853; border-radius: 2px; }
details { margin: .5rem 0; border: 1px solid #e4e4e4; border-radius: 6px; padding: .5rem 1rem; }
summary { cursor: pointer; } pre { overflow-x: auto; font: 13px/1.4 ui-monospace, monospace; }
.add { color: #137333; } .del { color: #b3261e; } .tag { padding: 0 .5rem; border-radius: 1rem; font-size: .85rem; }
"""


def cell(number, kind):
    return f'<td class="{kind if number else "none"}">{number}</td>'


def matrix_row(row):
    bar = f'<span class="bar" style="width:{row.recall() * 0.6:.0f}px"></span> {row.recall():.1f} %'
    return (f"<tr><td>{html.escape(row.rule)}</td>{cell(row.true_positives, 'good')}"
            f"{cell(row.false_negatives, 'bad')}{cell(row.false_positives, 'bad')}{cell(row.true_negatives, '')}"
            f"<td>{bar}</td></tr>")


def diff_lines(diff):
    kinds = {"+": "add", "-": "del"}
    return "\n".join(f'<span class="{kinds.get(line[:1], "")}">{html.escape(line)}</span>'
                     for line in diff.splitlines())


def disagreement(kind, rule, trial, reason):
    run = trial.native.get(rule) or "; ".join(trial.static.get(rule, []))
    note = f"<p>{html.escape(reason)}</p>" if reason else ""
    return (f'<details><summary><span class="tag bad">{kind}</span> {html.escape(rule)} in {trial.id}, '
            f"{trial.file}:{trial.line}</summary>{note}<pre>{diff_lines(trial.diff)}</pre>"
            f"<p>run: <code>{html.escape(run)}</code></p></details>")


def make_page(matrix, summary):
    rows = "".join(matrix_row(row) for row in matrix.rows.values())
    total = matrix_row(matrix.total())
    found = "".join(disagreement(kind, rule, trial, known.reason(trial, rule))
                    for kind, rule, trial in matrix.disagreements) or "<p>None.</p>"
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>ndislint: validated against native runs</title><style>{STYLE}</style>
<h1>Validated against native runs<small>{html.escape(summary)}</small></h1>
<p>Each mutant of the reference driver is run natively under every choice of the rule pack, which says what is true, and
checked statically. A pair of mutant and rule is <em>found</em> if both say so, <em>missed</em> if only the runs do,
<em>wrong</em> if only the checker does and a run along its path does not agree.</p>
<table><thead><tr><th>rule</th><th>found</th><th>missed</th><th>wrong</th><th>clean</th><th>recall</th></tr></thead>
<tbody>{rows}</tbody><tfoot>{total}</tfoot></table>
<h2>Disagreements</h2>{found}</html>
"""
