"""The misses that are known, each with its reason: known.txt has a line `KEY RULE REASON` for each."""

import pathlib

LIST = pathlib.Path(__file__).with_name("known.txt")


def read():
    known = {}
    for line in LIST.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            key, rule, reason = line.split(None, 2)
            known[key, rule] = reason
    return known


def is_undecided(trial):
    """Whether the checker has said by itself that it did not come to an end."""
    return "budget of steps is spent" in trial.verdict


def reason(trial, rule):
    """Why the two disagree about RULE in TRIAL, or None."""
    if rule in trial.undefined:
        return trial.undefined[rule]
    if rule in trial.native and is_undecided(trial):
        return "the budget of steps was spent"
    return read().get((trial.key(), rule))


def compare(trials, misses):
    """What the list lacks, and what of it is missed no more (of the mutants that were tried)."""
    known = read()
    missed = {(trial.key(), rule): trial for rule, trial in misses if not is_undecided(trial)}
    tried = {trial.key() for trial in trials}
    new = [(trial, rule) for (key, rule), trial in missed.items() if (key, rule) not in known]
    gone = [(key, rule) for key, rule in known if key in tried and (key, rule) not in missed]
    return new, gone
