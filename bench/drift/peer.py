"""The tests of a drift check in SciPy and pandas, on two CSV files: prints seconds as JSON."""

import json
import sys
import time

import numpy as np
import pandas as pd
from scipy import stats
from scipy.spatial.distance import jensenshannon

BINS = 10


def index_of(then, now):
    """The population stability index, an empty cell counted as half a row."""
    p = np.maximum(then, 0.5) / then.sum()
    q = np.maximum(now, 0.5) / now.sum()
    return float(((q - p) * np.log(q / p)).sum()), float(jensenshannon(then, now, 2))


def of_numbers(then, now):
    missing = stats.chi2_contingency(
        [[then.isna().sum(), then.notna().sum()], [now.isna().sum(), now.notna().sum()]]
    ) if then.isna().any() or now.isna().any() else None
    a, b = then.dropna().to_numpy(), now.dropna().to_numpy()
    test = stats.ks_2samp(a, b, method="asymp")
    distance = stats.wasserstein_distance(a, b) / a.std(ddof=1)
    edges = np.unique(np.quantile(a, np.linspace(0, 1, BINS + 1)))
    edges[0], edges[-1] = -np.inf, np.inf
    return test.pvalue, index_of(np.histogram(a, edges)[0], np.histogram(b, edges)[0]), distance, missing


def of_texts(then, now):
    counts = pd.concat([then.value_counts(), now.value_counts()], axis=1).fillna(0).to_numpy().T
    test = stats.chi2_contingency(counts)
    cramer = np.sqrt(test[0] / counts.sum())
    return test[1], index_of(counts[0], counts[1]), cramer, None


def main(reference, current):
    start = time.perf_counter()
    then, now = pd.read_csv(reference), pd.read_csv(current)
    read = time.perf_counter()
    found = {
        name: (of_numbers if then[name].dtype.kind in "fi" else of_texts)(then[name], now[name]) for name in then
    }
    p = np.sort([f[0] for f in found.values()])
    significant = int((p <= 0.05 * np.arange(1, len(p) + 1) / len(p)).sum())
    large = sum(f[1][0] >= 0.2 for f in found.values())
    tested = time.perf_counter()
    print(json.dumps({"read": read - start, "test": tested - read, "significant": significant, "drifted": large}))


if __name__ == "__main__":
    main(*sys.argv[1:])
