namespace Assay.Tests.Settings;

public sealed class WrongValueTests
{
    [Fact]
    public void An_unknown_key_is_answered_with_the_known_ones_and_the_nearest() =>
        AssayYml
            .Problem(AssayYml.With("require:", "requires:"))
            .ShouldBe(
                "assay.yml:12:7: unknown key 'requires' in models.churn.gate (expected one of: against, first, primary, "
                    + "compare, require, on, …). Did you mean 'require'?"
            );

    [Fact]
    public void A_key_in_the_wrong_place_is_told_where_it_belongs() =>
        AssayYml
            .Problem(AssayYml.With("require:", "metirc: out/metrics.json\nrequire:"))
            .ShouldBe(
                "assay.yml:12:7: unknown key 'metirc' in models.churn.gate (expected one of: against, first, primary, "
                    + "compare, require, on, …). Did you mean 'metrics'? It is a key of models.NAME."
            );

    [Fact]
    public void A_condition_with_a_fault_is_told_the_column_inside_it() =>
        AssayYml
            .Problem(AssayYml.With("roc_auc >= 0.80", "roc_auc => 0.8"))
            .ShouldBe(
                "assay.yml:13:19: 'roc_auc => 0.8' is not a condition: expected METRIC OP VALUE with OP one of "
                    + "<, <=, >, >=, ==, for example 'roc_auc >= 0.8'"
            );

    [Theory]
    [InlineData("'roc_auc => 0.8'", 20)]
    [InlineData("&floor roc_auc => 0.8", 26)]
    [InlineData("\"roc_auc =\\x3e 0.8\"", 11)]
    public void The_column_is_right_under_quotes_and_anchors_and_the_values_where_escapes_hide_it(
        string entry,
        int column
    ) => AssayYml.Problem(AssayYml.With("roc_auc >= 0.80", entry)).ShouldStartWith($"assay.yml:13:{column}: ");

    [Fact]
    public void All_that_is_wrong_is_told_at_once_from_top_to_bottom() =>
        AssayYml
            .Problems(
                AssayYml
                    .With("task: binary", "task: binry")
                    .Replace("command:", "comand:")
                    .Replace("target: churned", "target: [churned]")
                    .Replace("roc_auc >= 0.80", "roc_auc > = 0.80")
            )
            .Select(problem => problem[..problem.IndexOf(' ')])
            .ShouldBe(["assay.yml:4:11:", "assay.yml:5:5:", "assay.yml:6:7:", "assay.yml:10:15:", "assay.yml:13:21:"]);

    [Theory]
    [InlineData(
        "task: binry",
        "'binry' in models.churn.task: expected one of binary, multiclass, regression, ranking. Did you mean 'binary'?"
    )]
    [InlineData(
        "task: [binary]",
        "a list in models.churn.task: expected one of binary, multiclass, regression, ranking"
    )]
    [InlineData("task:", "nothing in models.churn.task: expected one of binary, multiclass, regression, ranking")]
    public void A_word_that_is_not_offered_is_answered_with_the_offer(string line, string message) =>
        AssayYml.Problem(AssayYml.With("task: binary", line)).ShouldEndWith(message);

    [Theory]
    [InlineData(
        "timeout: 30",
        "'30' in models.churn.train.timeout: expected a duration above 0s and below 30d with units of ms, s, m, h or d, for example 30m"
    )]
    [InlineData(
        "timeout: half an hour",
        "'half an hour' in models.churn.train.timeout: expected a duration above 0s and below 30d with units"
    )]
    [InlineData(
        "timeout: 0s",
        "'0s' in models.churn.train.timeout: expected a duration above 0s and below 30d, for example 30m"
    )]
    [InlineData("timeout: 99999999999999999999d", "expected a duration above 0s and below 30d, for example 30m")]
    [InlineData(
        "retries: -1",
        "'-1' in models.churn.train.retries: expected a whole number from 0 to 10, for example 1"
    )]
    [InlineData(
        "retries: 1.5",
        "'1.5' in models.churn.train.retries: expected a whole number from 0 to 10, for example 1"
    )]
    [InlineData(
        "retries: '1'",
        "'1' in models.churn.train.retries: expected a whole number from 0 to 10, for example 1"
    )]
    [InlineData(
        "inputs: train.py",
        "'train.py' in models.churn.train.inputs: expected a list, for example [train.py, data/train.parquet]"
    )]
    [InlineData(
        "inputs: {a: b}",
        "a mapping in models.churn.train.inputs: expected a list, for example [train.py, data/train.parquet]"
    )]
    [InlineData(
        "image: 3.12",
        "'3.12' in models.churn.train.image: expected a text; put it in quotes, '3.12', if that is what it is, for example python:3.12-slim"
    )]
    [InlineData(
        "image: --privileged",
        "'--privileged' in models.churn.train.image: expected a container image's name, for example python:3.12-slim"
    )]
    [InlineData(
        "env: [TOKEN=abc]",
        "'TOKEN=abc' in models.churn.train.env: expected a variable's name, not its value, for example [PIP_INDEX_URL]"
    )]
    [InlineData(
        "setup: []",
        "a list in models.churn.train.setup: expected a shell line, or a list of arguments, for example pip install"
    )]
    [InlineData("setup: ' '", "' ' in models.churn.train.setup: expected a shell line, or a list of arguments")]
    [InlineData(
        "predict: python predict.py {data}",
        "'python predict.py {data}' in models.churn.train.predict lacks {predictions}; write it, for example python predict.py --in {data} --out {predictions}"
    )]
    public void A_wrong_value_is_quoted_and_answered_with_what_was_expected_and_an_example(
        string line,
        string message
    ) =>
        AssayYml
            .Problem(AssayYml.With("command: python train.py", $"command: python train.py\n{line}"))
            .ShouldContain(message);

    [Theory]
    [InlineData(
        "model: /etc/passwd",
        "'/etc/passwd' in models.churn.train.model: expected a path relative to this file, not an absolute one"
    )]
    [InlineData("model: C:/model.onnx", "expected a path relative to this file, not an absolute one")]
    [InlineData("model: ~/model.onnx", "expected a path relative to this file, not an absolute one")]
    [InlineData(
        "model: out/../../model.onnx",
        "'out/../../model.onnx' in models.churn.train.model: expected a path that stays in the repository"
    )]
    [InlineData("model: out\\model.onnx", "expected a path with forward slashes, for example out/model.onnx")]
    [InlineData(
        "model: .git/config",
        "expected a path that every system can write, without colons and control characters, outside of .git"
    )]
    [InlineData("model: ''", "'' in models.churn.train.model: expected a path")]
    public void A_path_that_leaves_the_repository_is_refused(string line, string message) =>
        AssayYml
            .Problem(AssayYml.With("command: python train.py", $"command: python train.py\n{line}"))
            .ShouldContain(message);

    [Theory]
    [InlineData(
        "compare: { margin: -0.01 }",
        "'-0.01' in models.churn.gate.compare.margin: expected a number of at least 0, for example 0.01"
    )]
    [InlineData(
        "compare: { confidence: 0.5 }",
        "'0.5' in models.churn.gate.compare.confidence: expected a number above 0.5 and below 1, for example 0.95"
    )]
    [InlineData(
        "compare: { confidence: 95 }",
        "'95' in models.churn.gate.compare.confidence: expected a number above 0.5 and below 1, for example 0.95"
    )]
    [InlineData(
        "compare: { margin: .nan }",
        "'.nan' in models.churn.gate.compare.margin: expected a number of at least 0, for example 0.01"
    )]
    [InlineData(
        "compare: { kind: better }",
        "'better' in models.churn.gate.compare.kind: expected one of non-inferior, superior, equivalent"
    )]
    [InlineData(
        "compare: { kind: equivalent }",
        "models.churn.gate.compare asks for equivalence within a margin of 0, which nothing can prove; set margin"
    )]
    [InlineData(
        "compare: non-inferior",
        "'non-inferior' in models.churn.gate.compare: expected a mapping with keys such as kind, margin, confidence, test"
    )]
    [InlineData(
        "against: --upload-pack=x",
        "'--upload-pack=x' in models.churn.gate.against: expected a stage, a version such as v1.3.0, a branch, or merge-base, for example prod"
    )]
    [InlineData(
        "slices: { by: [] }",
        "a list in models.churn.gate.slices.by: expected a list with at least one entry, for example [region, plan]"
    )]
    [InlineData(
        "slices: { margin: 0.02 }",
        "models.churn.gate.slices lacks 'by', for example 'by: [region, plan]': Columns of the validation data"
    )]
    [InlineData(
        "on: { no-data: maybe }",
        "'maybe' in models.churn.gate.on.no-data: expected one of pass, neutral, fail, refuse, for example fail"
    )]
    [InlineData(
        "on: { inconclusive: { promote: neutral } }",
        "'neutral' in models.churn.gate.on.inconclusive.promote: expected one of pass, fail, refuse"
    )]
    public void An_impossible_gate_is_refused(string line, string message) =>
        AssayYml.Problem(AssayYml.With("require:", $"{line}\nrequire:")).ShouldContain(message);

    [Theory]
    [InlineData("version: 2", "'2' in version: expected 1")]
    [InlineData(
        "versoin: 1",
        "unknown key 'versoin' (expected one of: version, include, ledger, privacy, models). Did you mean 'version'?"
    )]
    public void A_file_of_another_format_is_refused(string line, string message) =>
        AssayYml.Problems(AssayYml.With("version: 1", line))[0].ShouldEndWith(message);

    [Fact]
    public void What_is_missing_is_told_at_the_key_that_lacks_it() =>
        AssayYml
            .Problem(AssayYml.With("command: python train.py", ""))
            .ShouldBe(
                "assay.yml:5:5: models.churn.train lacks 'command', for example 'command: python train.py': "
                    + "Trains the model: a shell line, or a list of arguments."
            );

    [Theory]
    [InlineData("churn_:")]
    [InlineData("-churn:")]
    [InlineData("ch urn:")]
    [InlineData("eu//churn:")]
    [InlineData("\"ch\\nurn\":")]
    [InlineData("\"churn\\n\":")]
    public void A_models_name_is_one_that_a_tag_and_a_ref_can_hold(string key) =>
        AssayYml
            .Problem(AssayYml.With("churn:", key))
            .ShouldContain("in models: expected a name of letters and digits, with '-', '_' and '/' only inside");

    [Fact]
    public void A_name_may_have_parts() =>
        AssayYml.Model(AssayYml.With("churn:", "eu/churn-2:")).Name.ShouldBe("eu/churn-2");

    [Fact]
    public void A_hostile_value_shows_as_escapes_and_cut() =>
        AssayYml
            .Problem(AssayYml.With("task: binary", $"task: \"\\e[31m\\n::error::{new string('x', 500)}\""))
            .ShouldStartWith("assay.yml:4:11: '\\u001b[31m\\u000a::error::xxx");
}
