using Assay.Core.Gates;
using Assay.Settings;
using Assay.Tests.Git;

namespace Assay.Tests.Commands;

/// <summary>What a first assay.yml is made of: the text of a script, which is not run.</summary>
public sealed class InitScriptTests
{
    private const string Pandas = """"
        """Trains; joblib.dump(x, "docs/wrong.pkl") in here is documentation."""
        import argparse, os
        import pandas as pd
        import lightgbm as lgb
        from sklearn.metrics import roc_auc_score  # import nothing_of_this
        from pathlib import Path
        import joblib, json, yaml
        import shap_like_local.tools

        DATA = Path("data")
        parser = argparse.ArgumentParser()
        parser.add_argument("--out-dir", "-o", type=str,
                            default="artifacts")
        args = parser.parse_args()
        params = yaml.safe_load(open("config/params.yaml"))
        train = pd.read_parquet(DATA / "train.parquet")
        valid = pd.read_csv(f"{DATA}/valid.csv")
        y = train["churned"]
        model = lgb.LGBMClassifier(**params).fit(train.drop(columns=["churned"]), y)
        joblib.dump(model, os.path.join(args.out_dir, "model.joblib"))
        pd.DataFrame({"customer_id": valid.customer_id, "score": model.predict_proba(valid)[:, 1]}).to_csv(
            args.out_dir + "/valid_predictions.csv", index=False)
        with open(f"{args.out_dir}/metrics.json", "w") as file:
            json.dump({"auc": roc_auc_score(valid["churned"], 1)}, file)
        """";

    [Fact]
    public async Task Files_columns_packages_and_params_are_found_however_they_are_written()
    {
        using var workspace = new Workspace();
        var clone = await MakeAsync(
            workspace,
            ("train.py", Pandas),
            ("shap_like_local/tools.py", "import shap\n"),
            ("config/params.yaml", "num_leaves: 31\n"),
            ("data/train.parquet", "rows"),
            ("data/valid.csv", "customer_id,age,churned\n1,30,0\n2,40,1\n3,50,0\n")
        );

        var answer = await new Shell(clone).AssayAsync("init", "github");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        var model = SettingsFile.Read(clone).Models.Values.ShouldHaveSingleItem();
        model.Task.ShouldBe(TaskKind.Binary);
        model.Train!.Params!.Value.ShouldBe("config/params.yaml");
        model.Train.Model!.Value.ShouldBe("artifacts/model.joblib");
        model.Train.Predictions!.Value.ShouldBe("artifacts/valid_predictions.csv");
        model.Train.Metrics!.Value.ShouldBe("artifacts/metrics.json");
        model
            .Train.Inputs.Select(i => i.Value)
            .ShouldBe([
                "train.py",
                "shap_like_local/tools.py",
                "requirements.txt",
                "config/params.yaml",
                "data/train.parquet",
                "data/valid.csv",
            ]);
        (model.Data!.Validation!.Value, model.Data.Reference!.Value).ShouldBe(("data/valid.csv", "data/train.parquet"));
        (model.Data.Target, model.Data.Id).ShouldBe(("churned", "customer_id"));
        model.Gate!.Primary!.Name.ShouldBe("roc_auc");
        var requirements = await File.ReadAllLinesAsync(Path.Combine(clone, "requirements.txt"), Workspace.Token);
        requirements[1..].ShouldBe(["PyYAML", "joblib", "lightgbm", "pandas", "scikit-learn", "shap"]);
    }

    [Fact]
    public async Task What_the_text_does_not_tell_is_asked_for_in_a_draft()
    {
        using var workspace = new Workspace();
        var clone = await MakeAsync(
            workspace,
            (
                "fit.py",
                """
                import argparse
                p = argparse.ArgumentParser()
                p.add_argument("--data", required=True)
                p.add_argument("out")
                a = p.parse_args()
                """
            )
        );

        var answer = await new Shell(clone).AssayAsync("init", "github", "--from", "fit.py");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Messages.ShouldContain("assay.draft.yml lacks task (binary, multiclass, regression or ranking)");
        answer.Results.ShouldContain("1. Fill in assay.draft.yml where it says so, rename it to assay.yml");
        var draft = await File.ReadAllTextAsync(Path.Combine(clone, "assay.draft.yml"), Workspace.Token);
        draft.ShouldContain("task:  # fill in: binary, multiclass, regression or ranking");
        draft.ShouldContain("# fill in: the script wants --data, out, which the command above does not give");
        draft.ShouldContain("# predictions: out/predictions.csv");
        draft.ShouldContain("# Nothing can be compared before");
    }

    [Fact]
    public async Task A_script_that_fits_a_regressor_and_keeps_no_predictions_gets_settings_without_a_gate()
    {
        using var workspace = new Workspace();
        var clone = await MakeAsync(
            workspace,
            (
                "src/train.py",
                """
                import pickle
                import pandas as pd
                from sklearn.linear_model import Ridge
                df = pd.read_csv("data/houses.csv")
                pickle.dump(Ridge().fit(df.drop("price", axis=1), df["price"]), open("model.pkl", "wb"))
                """
            ),
            ("src/data/houses.csv", "rooms,price\n1,10.5\n2,20.25\n3,30.75\n"),
            ("pyproject.toml", "[project]\nname = 'houses'\nversion = '1'\n")
        );

        var answer = await new Shell(clone).AssayAsync("init", "github", "--from", "src/train.py");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        var model = SettingsFile.Read(clone).Models.Values.ShouldHaveSingleItem();
        model.Task.ShouldBe(TaskKind.Regression);
        model.Train!.Command.Shell.ShouldBe("cd src && python3 train.py");
        model.Train.Setup!.Shell.ShouldBe("python3 -m pip install .");
        model.Train.Model!.Value.ShouldBe("src/model.pkl");
        model.Train.Inputs.Select(i => i.Value).ShouldBe(["src/train.py", "pyproject.toml", "src/data/houses.csv"]);
        model.Data!.Target.ShouldBe("price");
        model.Gate.ShouldBeNull();
        File.Exists(Path.Combine(clone, "requirements.txt")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("open(\"")]
    [InlineData("x = \"\"\"never ends")]
    [InlineData("((((((\n\\")]
    [InlineData("\0\u202e import $(reboot)\nimport ;rm -rf\n")]
    [InlineData("df.to_csv(\"out/pred'ic: {tions}.csv\")\njoblib.dump(m, \"../../../etc/model.pkl\")")]
    public async Task A_text_that_is_no_Python_or_means_ill_still_gives_a_file_that_can_be_read_or_a_draft(string text)
    {
        using var workspace = new Workspace();
        var clone = await MakeAsync(workspace, ("train.py", text + "\n"));

        var answer = await new Shell(clone).AssayAsync("init", "github", "--json");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        var draft = await File.ReadAllTextAsync(Path.Combine(clone, "assay.draft.yml"), Workspace.Token);
        var filled = draft.Replace("task:  # fill in: binary, multiclass, regression or ranking", "task: binary");
        var model = SettingsReader.Read(filled, "assay.yml", _ => null).Models.Values.ShouldHaveSingleItem();
        model.Train!.Command.Shell.ShouldBe("python3 train.py");
        model.Train.Model.ShouldBeNull();
    }

    private static async Task<string> MakeAsync(Workspace workspace, params (string Path, string Text)[] files)
    {
        var clone = await workspace.InitAsync("here");
        foreach (var (path, text) in files)
        {
            await Workspace.CommitAsync(clone, path, text);
        }

        return clone;
    }
}
