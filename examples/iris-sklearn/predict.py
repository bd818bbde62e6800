"""Scores any rows with the trained model: python3 predict.py --in data/holdout.csv --out out/predictions.csv"""

import argparse
import pickle
from pathlib import Path

from table import read, write_predictions


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--in", dest="data", required=True)
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()

    model = pickle.loads(Path("out/model.pkl").read_bytes())
    flowers, features, _ = read(arguments.data)
    write_predictions(arguments.out, flowers, model.classes_, model.predict_proba(features))


if __name__ == "__main__":
    main()
