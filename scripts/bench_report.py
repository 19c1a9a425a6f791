"""The table and the plot of what bench.py has measured."""

import shutil
import statistics
import subprocess

from bench_measure import Cost

BASELINE, OURS = "clang -fsyntax-only", "ndislint cold"

GNUPLOT = """\
set terminal svg size 900,540 dynamic background rgb "white"
set output "{svg}"
set title "Wall seconds by lines of driver, {jobs} processes (lower is better; an open end is a run that was cut off)"
set logscale xy
set xlabel "lines"
set ylabel "seconds"
set key outside right
set grid
plot {plots}
"""


def median(costs):
    """Of each figure. One run that was cut off makes the median a lower bound."""
    columns = list(zip(*costs))
    return Cost(*(statistics.median(column) for column in columns[:4]), any(columns[4]))


def seconds(cost):
    return f"{'> ' if cost.capped else ''}{cost.seconds:.2f}"


def ratio(ours, theirs):
    """OURS as a part of THEIRS; where those were cut off it is no more than that."""
    return f"{'< ' if theirs.capped else ''}{ours / max(theirs.seconds, 1e-9):.3f}"


def print_table(title, results, runs):
    medians = {name: median(costs) for name, costs in results.items()}
    ours, baseline = medians[OURS], medians[BASELINE]
    print(f"{title}; medians of up to {runs} runs")
    print(f"  {'':22} {'wall s':>10} {'cpu s':>9} {'peak MB':>8} {'it / baseline':>14} {'ndislint cold / it':>19}")
    for name, cost in medians.items():
        # Clang leaves a file early that it has errors in: then it had less to do than we.
        remark = f"  ({cost.failed:.0f} files with errors)" if name.startswith("clang") and cost.failed else ""
        print(f"  {name:22} {seconds(cost):>10} {cost.cpu:9.2f} {cost.peak / 1024:8.0f} "
              f"{cost.seconds / max(baseline.seconds, 1e-9):14.3f} {ratio(ours.seconds, cost):>19}{remark}")
    return medians


def plot(svg, jobs, sizes):
    """SIZES: lines of a driver, medians by name. Writes SVG; returns why not, or None."""
    if not shutil.which("gnuplot"):
        return "no plot: gnuplot is missing (apt install gnuplot-nox)"
    names = [name for name in sizes[0][1] if all(name in medians for _, medians in sizes)]
    data = "".join(f"${name.translate(str.maketrans(' -', '__'))} << EOD\n"
                   + "".join(f"{lines} {medians[name].seconds:.4f}\n" for lines, medians in sizes) + "EOD\n"
                   for name in names)
    plots = ", ".join(f"${name.translate(str.maketrans(' -', '__'))} using 1:2 with linespoints title \"{name}\""
                      for name in names)
    script = data + GNUPLOT.format(svg=svg, jobs=jobs, plots=plots)
    done = subprocess.run(["gnuplot"], input=script, text=True, capture_output=True)
    return None if done.returncode == 0 else f"no plot: gnuplot failed: {done.stderr.strip()}"
