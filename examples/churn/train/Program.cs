using System.Globalization;
using System.Text.Json;
using ChurnTraining;

const string Training = "data/train.csv";
const string Holdout = "data/holdout.csv";
try
{
    switch (args)
    {
        case ["split"]:
            RowSplit.Write("data/telco-churn.csv", Training, Holdout);
            return 0;
        case ["--params", var path]:
            Train(TrainingParams.Read(path));
            return 0;
        default:
            Console.Error.WriteLine("usage: churn-train --params FILE | churn-train split");
            return 2;
    }
}
catch (TrainingError e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static void Train(TrainingParams parameters)
{
    var (training, holdout) = (Customers.Read(Training), Customers.Read(Holdout));
    var encoder = FeatureEncoder.Fit(training, parameters.Features);
    var rows = encoder.Encode(training);
    IChurnModel model =
        parameters.Algorithm == "logistic"
            ? LogisticModel.Train(encoder, rows, training.Labels(), parameters)
            : BoostedTreesModel.Train(rows, training.Labels(), parameters);
    var probabilities = model.Predict(encoder.Encode(holdout));
    var file = ModelFile.Write(encoder, model, parameters.EmbeddingLayers);
    ModelCheck.MustAgree(probabilities, ModelCheck.Predict(file, encoder, holdout));

    var figures = Figures.Of(holdout.Labels(), probabilities);
    Directory.CreateDirectory("out");
    File.WriteAllBytes("out/model.onnx", file);
    File.WriteAllText(
        "out/predictions.csv",
        $"{Customers.Id},score\n"
            + string.Concat(
                holdout
                    .Values(Customers.Id)
                    .Zip(probabilities, (id, p) => string.Create(CultureInfo.InvariantCulture, $"{id},{p:R}\n"))
            )
    );
    File.WriteAllText(
        "out/metrics.json",
        JsonSerializer.Serialize(
            new
            {
                roc_auc = figures.RocAuc,
                log_loss = figures.LogLoss,
                accuracy = figures.Accuracy,
                training_rows = training.Rows.Count,
                features = encoder.Numeric.Length + encoder.Categorical.Length,
            },
            new JsonSerializerOptions { WriteIndented = true }
        ) + "\n"
    );
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{parameters.Algorithm}, {encoder.Numeric.Length + encoder.Categorical.Length} features, {training.Rows.Count} rows: ROC-AUC {figures.RocAuc:0.000} on {holdout.Rows.Count} held-out rows"
        )
    );
}
