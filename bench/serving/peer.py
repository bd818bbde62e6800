"""A plain Python model server: FastAPI, pydantic, scikit-learn, one async worker. Started by bench/serving."""

from fastapi import FastAPI
from pydantic import BaseModel
from sklearn.datasets import load_iris
from sklearn.tree import DecisionTreeClassifier

CLASSES = ["setosa", "versicolor", "virginica"]
features, labels = load_iris(return_X_y=True)
model = DecisionTreeClassifier(max_depth=4, random_state=0).fit(features, labels)
app = FastAPI()


class Row(BaseModel):
    sepal_length: float
    sepal_width: float
    petal_length: float
    petal_width: float


@app.post("/predict")
async def predict(row: Row):
    scores = model.predict_proba([[row.sepal_length, row.sepal_width, row.petal_length, row.petal_width]])[0]
    return {
        "model": "iris",
        "version": "v1.0.0",
        "predictions": [{"scores": dict(zip(CLASSES, scores.tolist())), "label": CLASSES[int(scores.argmax())]}],
    }
