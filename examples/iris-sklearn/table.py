"""The flowers as CSV: an id, four lengths in centimetres, and the species."""

import csv

FEATURES = ["sepal_length", "sepal_width", "petal_length", "petal_width"]


def read(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    return (
        [row["flower"] for row in rows],
        [[float(row[name]) for name in FEATURES] for row in rows],
        [row.get("species") for row in rows],
    )


def write_predictions(path, flowers, classes, probabilities):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["flower"] + [f"score_{name}" for name in classes])
        for flower, row in zip(flowers, probabilities):
            writer.writerow([flower] + [repr(float(score)) for score in row])
