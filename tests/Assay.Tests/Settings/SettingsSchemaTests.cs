using System.Text.Json.Nodes;
using Assay.Settings;
using Assay.Settings.Yaml;
using Assay.Toolkit;
using NJsonSchema;

namespace Assay.Tests.Settings;

public sealed class SettingsSchemaTests
{
    private const string Repair =
        "what is committed differs from what the types say: 'assay describe --write' repairs it";
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(SettingsSchema.Write());

    [Fact]
    public void The_committed_schema_is_current() =>
        Committed(SettingsSchema.Path).ShouldBe(SettingsSchema.Write(), Repair);

    [Fact]
    public void The_committed_table_of_keys_is_current() =>
        Committed(SettingsTable.Path).ShouldContain(SettingsTable.Write().Trim(), Case.Sensitive, Repair);

    [Fact]
    public async Task The_complete_example_is_right_for_reader_and_schema()
    {
        var text = Committed("tests/Assay.Tests/Settings/complete.yml");
        AssayYml.Read(text).Models.ShouldNotBeEmpty();
        (await Findings(text)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_example_of_the_documentation_is_right_for_reader_and_schema()
    {
        var examples = Committed(SettingsTable.Path)
            .Split("```yaml\n")
            .Skip(1)
            .Select(block => block.Split("```")[0])
            .ToList();
        examples.Count.ShouldBeGreaterThanOrEqualTo(2);
        foreach (var example in examples)
        {
            AssayYml.Read(example).Models.ShouldNotBeEmpty();
            (await Findings(example)).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("task: binary", "task: binry")]
    [InlineData("task: binary", "tsak: binary")]
    [InlineData("churn:", "churn_:")]
    [InlineData("version: 1", "version: 2")]
    [InlineData("command: python train.py", "retries: 1")]
    [InlineData("command: python train.py", "command: []")]
    [InlineData("command: python train.py", "command: python train.py\nretries: 1.5")]
    [InlineData("command: python train.py", "command: python train.py\nretries: 11")]
    [InlineData("command: python train.py", "command: python train.py\ntimeout: 30")]
    [InlineData("command: python train.py", "command: python train.py\ntimeout: half an hour")]
    [InlineData("command: python train.py", "command: python train.py\ninputs: train.py")]
    [InlineData("command: python train.py", "command: python train.py\nmodel: /etc/passwd")]
    [InlineData("command: python train.py", "command: python train.py\nmodel: out\\model.onnx")]
    [InlineData("command: python train.py", "command: python train.py\nenv: [TOKEN=abc]")]
    [InlineData("command: python train.py", "command: python train.py\npredict: predict.py {data}")]
    [InlineData("target: churned", "target: [churned]")]
    [InlineData("target: churned", "target: 3")]
    [InlineData("roc_auc >= 0.80", "roc_auc => 0.80")]
    [InlineData("roc_auc >= 0.80", "roc_auc >= prod")]
    [InlineData("require:", "compare: { margin: -0.01 }\nrequire:")]
    [InlineData("require:", "compare: { confidence: 0.5 }\nrequire:")]
    [InlineData("require:", "on: { no-data: maybe }\nrequire:")]
    [InlineData("require:", "on: { inconclusive: { promote: neutral } }\nrequire:")]
    [InlineData("require:", "slices: { by: [] }\nrequire:")]
    [InlineData("require:", "slices: { margin: 0.02 }\nrequire:")]
    public async Task What_the_reader_refuses_an_editor_underlines_too(string line, string instead)
    {
        var text = AssayYml.With(line, instead);
        Should.Throw<InputError>(() => AssayYml.Read(text));
        (await Findings(text)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_key_is_described_in_a_sentence_and_every_required_one_has_an_example() =>
        Assay
            .Settings.Shapes.KeyIndex.Sections.SelectMany(section => section.Shape.Keys)
            .Where(key => !key.Description.EndsWith('.') || (key.Required && key.Example is null))
            .Select(key => key.Name)
            .ShouldBeEmpty();

    private static string Committed(string path) => File.ReadAllText(Checkout.PathOf(path));

    private static async Task<IEnumerable<string>> Findings(string yaml)
    {
        var problems = new List<Problem>();
        var json = ToJson(YamlDocument.Read(yaml, "assay.yml", problems)!);
        problems.ShouldBeEmpty();
        return (await Schema).Validate(json!.ToJsonString()).Select(error => error.ToString());
    }

    private static JsonNode? ToJson(YamlNode node) =>
        node switch
        {
            YamlMapping mapping => new JsonObject(
                mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, ToJson(entry.Value)))
            ),
            YamlSequence sequence => new JsonArray([.. sequence.Items.Select(ToJson)]),
            YamlScalar { Kind: ScalarKind.Null } => null,
            YamlScalar { Kind: ScalarKind.Text } scalar => JsonValue.Create(scalar.Text),
            YamlScalar scalar => JsonNode.Parse(scalar.Text),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };
}
