"""Tests what is made of trials: python3 judging.py"""

import known
import matrix as matrices
import page
from trial import Trial, key_of

LEAK, ACTIVE = "ndis-port-leak-halt", "ndis-port-free-active"


def trial_of(number, native=(), static=(), replayed=0):
    trial = Trial({"id": f"zero-value-{number}", "operator": "zero-value", "file": "port.c", "line": number})
    trial.diff = f"--- port.c\n+++ port.c\n@@ -1 +1 @@\n-  a({number});\n+  a(0);\n"
    trial.native = {rule: "c0 c1" for rule in native}
    trial.static = {rule: ["c0 c1"] for rule in static}
    trial.replayed = {rule: replayed for rule in static}
    return trial


def test_matrix():
    trials = [trial_of(1, [LEAK], [LEAK], 1), trial_of(2, [LEAK]), trial_of(3, [], [ACTIVE]),
              trial_of(4, [], [ACTIVE], 1), trial_of(5)]
    matrix = matrices.make_matrix(trials, [LEAK, ACTIVE])
    leak, active = matrix.rows[LEAK], matrix.rows[ACTIVE]
    assert (leak.true_positives, leak.false_negatives, leak.false_positives, leak.true_negatives) == (1, 1, 0, 3)
    assert (active.true_positives, active.beyond, active.false_positives, active.true_negatives) == (1, 1, 1, 3)
    assert leak.recall() == 50 and matrix.total().recall() == 200 / 3
    assert round(matrix.replayed_share()) == 67
    assert [(kind, trial.id) for kind, rule, trial in matrix.disagreements] == [
        ("missed", "zero-value-2"), ("wrong", "zero-value-3")]
    assert "missed" in page.make_page(matrix, "") and "a(0)" in page.make_page(matrix, "")
    return trials


def test_trouble_counts_nowhere():
    trial = trial_of(1, [LEAK])
    trial.trouble = "it does not link"
    assert matrices.make_matrix([trial], [LEAK]).total().false_negatives == 0


def test_undefined_counts_nowhere():
    trial = trial_of(1, [LEAK])
    trial.undefined = {LEAK: "ERROR: AddressSanitizer: heap-use-after-free"}
    matrix = matrices.make_matrix([trial], [LEAK])
    assert matrix.total().recall() == 100 and matrix.disagreements[0][0] == matrices.UNDEFINED
    trial.native, trial.static, trial.replayed = {}, {LEAK: ["c0"]}, {LEAK: 0}
    assert matrices.make_matrix([trial], [LEAK]).replayed_share() == 100


def test_known_misses(trials):
    known.read = lambda: {(trials[1].key(), LEAK): "why", (trials[0].key(), LEAK): "why", ("0", LEAK): "not tried"}
    assert known.compare(trials, [(LEAK, trials[1])]) == ([], [(trials[0].key(), LEAK)])
    known.read = dict
    assert known.compare(trials, [(LEAK, trials[1])]) == ([(trials[1], LEAK)], [])
    trials[1].verdict = "incomplete: the budget of steps is spent"
    assert known.compare(trials, [(LEAK, trials[1])]) == ([], []) and "budget" in known.reason(trials[1], LEAK)


def test_keys():
    diff = "--- a.c\n+++ a.c\n@@ -1,2 +1,2 @@\n x;\n-y;\n+z;\n"
    assert key_of("a.c", diff) == key_of("a.c", diff.replace("-1,2 +1,2", "-9,2 +9,2"))
    assert key_of("a.c", diff) != key_of("a.c", diff.replace("x;", "w;"))


test_known_misses(test_matrix())
test_trouble_counts_nowhere()
test_undefined_counts_nowhere()
test_keys()
print("all hold")
