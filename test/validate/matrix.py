"""The confusion matrix of (mutant, rule), and the disagreements."""

from dataclasses import dataclass, field

CORE = ("ndis-port-free-default", "ndis-port-free-active", "ndis-port-leak-init", "ndis-port-leak-halt")

TRUE_POSITIVE, FALSE_NEGATIVE, FALSE_POSITIVE, TRUE_NEGATIVE = "found", "missed", "wrong", "clean"
UNDEFINED = "undefined"  # an error of the driver that the sanitizers see comes first; counts nowhere


@dataclass
class Row:
    rule: str
    true_positives: int = 0
    beyond: int = 0  # of these: what only the finding's own path shows, outside the native bounds
    false_positives: int = 0
    false_negatives: int = 0
    true_negatives: int = 0

    def recall(self, explained=0):
        """Percent; EXPLAINED misses do not count."""
        real = self.true_positives + self.false_negatives - explained
        return 100 * self.true_positives / real if real else 100.0


@dataclass
class Matrix:
    rows: dict = field(default_factory=dict)
    disagreements: list = field(default_factory=list)  # (kind, rule, trial)
    findings: int = 0
    replayed: int = 0

    def total(self, rules=None):
        total = Row("all rules")
        for rule, row in self.rows.items():
            if rules is None or rule in rules:
                for name in ("true_positives", "beyond", "false_positives", "false_negatives", "true_negatives"):
                    setattr(total, name, getattr(total, name) + getattr(row, name))
        return total

    def replayed_share(self):
        return 100 * self.replayed / self.findings if self.findings else 100.0


def outcome(trial, rule):
    if rule in trial.undefined:
        return UNDEFINED
    if rule in trial.native:
        return TRUE_POSITIVE if rule in trial.static else FALSE_NEGATIVE
    if rule not in trial.static:
        return TRUE_NEGATIVE
    return TRUE_POSITIVE if trial.replayed[rule] else FALSE_POSITIVE


def count(row, trial, kind):
    row.true_positives += kind == TRUE_POSITIVE
    row.beyond += kind == TRUE_POSITIVE and row.rule not in trial.native
    row.false_positives += kind == FALSE_POSITIVE
    row.false_negatives += kind == FALSE_NEGATIVE
    row.true_negatives += kind == TRUE_NEGATIVE


def make_matrix(trials, rules):
    matrix = Matrix({rule: Row(rule) for rule in rules})
    for trial in trials:
        if trial.trouble:
            continue
        for rule in rules:
            kind = outcome(trial, rule)
            count(matrix.rows[rule], trial, kind)
            if kind in (FALSE_NEGATIVE, FALSE_POSITIVE, UNDEFINED):
                matrix.disagreements.append((kind, rule, trial))
        matrix.findings += sum(len(runs) for rule, runs in trial.static.items() if rule not in trial.undefined)
        matrix.replayed += sum(number for rule, number in trial.replayed.items() if rule not in trial.undefined)
    return matrix


def table(matrix):
    lines = [f"{'':32} {'found':>6} {'missed':>7} {'wrong':>6} {'clean':>6} {'recall':>8}"]
    for row in [*matrix.rows.values(), matrix.total()]:
        lines.append(f"{row.rule:32} {row.true_positives:6} {row.false_negatives:7} {row.false_positives:6} "
                     f"{row.true_negatives:6} {row.recall():6.1f} %")
    return "\n".join(lines)
