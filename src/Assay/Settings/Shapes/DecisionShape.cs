using System.Text.Json.Nodes;
using Assay.Core.Gates;
using Assay.Settings.Yaml;

namespace Assay.Settings.Shapes;

/// <summary>What an outcome leads to: one word for both uses, or one for each.</summary>
internal sealed class DecisionShape : ValueShape
{
    private static readonly string[] Words = ["pass", "neutral", "fail", "refuse"];

    public override string Label => "`pass` \\| `neutral` \\| `fail` \\| `refuse`, or `{ pr: …, promote: … }`";

    public override object? Read(YamlNode node, ReadingPlace place)
    {
        if (node is YamlMapping)
        {
            var section = (DecisionSettings?)SectionShape.Of(typeof(DecisionSettings)).Read(node, place);
            return section is null ? null : new OutcomeDecision(Of(section.Pr), Of(section.Promote));
        }

        return Array.IndexOf(Words, (node as YamlScalar)?.Text) switch
        {
            0 => new OutcomeDecision(Decision.Accept, Decision.Accept),
            // A stage cannot half move: what is neutral in a pull request does not promote.
            1 => new OutcomeDecision(Decision.Neutral, Decision.Refuse),
            2 or 3 => new OutcomeDecision(Decision.Refuse, Decision.Refuse),
            _ => place.Expected($"one of {string.Join(", ", Words)}", node),
        };
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new()
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = new JsonArray([.. Words.Select(word => JsonValue.Create(word))]) },
                SectionShape.Of(typeof(DecisionSettings)).Schema(definitions)
            ),
        };

    private static Decision Of(PullRequestDecision decision) =>
        decision switch
        {
            PullRequestDecision.Pass => Decision.Accept,
            PullRequestDecision.Neutral => Decision.Neutral,
            _ => Decision.Refuse,
        };

    private static Decision Of(PromotionDecision decision) =>
        decision == PromotionDecision.Pass ? Decision.Accept : Decision.Refuse;
}
