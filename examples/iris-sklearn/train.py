"""Trains a classifier of irises; leaves a pickle, the predictions on the held-out rows, and a few metrics."""

import json
import pickle
from pathlib import Path

from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from table import read, write_predictions

OUT = Path("out")


def main():
    params = json.loads(Path("params.json").read_text())
    _, features, species = read("data/train.csv")
    model = make_pipeline(
        StandardScaler(),
        LogisticRegression(C=params["C"], random_state=params["seed"], max_iter=1000),
    )
    model.fit(features, species)

    flowers, held_features, held_species = read("data/holdout.csv")
    probabilities = model.predict_proba(held_features)

    OUT.mkdir(exist_ok=True)
    (OUT / "model.pkl").write_bytes(pickle.dumps(model))
    write_predictions(OUT / "predictions.csv", flowers, model.classes_, probabilities)
    metrics = {
        "training_accuracy": accuracy_score(species, model.predict(features)),
        "training_log_loss": log_loss(species, model.predict_proba(features)),
        "training_rows": len(species),
    }
    (OUT / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n")
    print(f"trained on {len(species)} flowers, predicted {len(held_species)}")


if __name__ == "__main__":
    main()
