using Assay.Core.Names;

namespace Assay.Core.Runs;

/// <summary>The run that a person means.</summary>
public static class RunChoice
{
    /// <summary>The word for the newest training or logged run.</summary>
    public const string Latest = "latest";

    /// <summary>As few digits of an id as are taken for one.</summary>
    public const int LeastDigits = 4;

    private const int Shown = 5;

    /// <summary>Finds the run that <paramref name="name"/> names: <see cref="Latest"/>, an id or its first digits.</summary>
    /// <param name="runs">All runs, newest first.</param>
    /// <param name="model">The model it must be of, or null for any.</param>
    /// <param name="name">What was typed.</param>
    /// <returns>The run, or the sentence that says why there is none and what to do.</returns>
    public static (RunSummary? Run, string Problem) Find(IReadOnlyList<RunSummary> runs, string? model, string name)
    {
        if (runs.Count == 0)
        {
            return (null, $"there are no runs yet: record one with 'assay train --model {model ?? "MODEL"}'");
        }

        var ofModel = runs.Where(r => model is null || r.Model == model).ToArray();
        if (ofModel.Length == 0)
        {
            return (null, NoneOf(runs, model!));
        }

        if (name == Latest)
        {
            return ofModel.FirstOrDefault(r => r.Kind != RunKind.Evaluation) is { } latest
                ? (latest, "")
                : (null, $"there is no training of {model ?? "any model"} yet, only evaluations");
        }

        if (name.Length < LeastDigits || name.Length > 32 || !name.All(char.IsAsciiHexDigitLower))
        {
            return (
                null,
                $"{Quoted.Value(name)} is not a run: expected '{Latest}' or the first digits of an id, at least {LeastDigits}, such as "
                    + $"'{Abbreviation(runs)(ofModel[0].Id)}'"
            );
        }

        var found = ofModel.Where(r => r.Id.ToString().StartsWith(name, StringComparison.Ordinal)).ToArray();
        return found switch
        {
            [var run] => (run, ""),
            [] => (null, Unknown(runs, ofModel, model, name)),
            _ => (null, Ambiguous(runs, found, name)),
        };
    }

    /// <summary>Cuts ids of <paramref name="runs"/> to the same length, at least 8, at which all of them differ.</summary>
    public static Func<RunId, string> Abbreviation(IEnumerable<RunSummary> runs)
    {
        var ids = runs.Select(r => r.Id.ToString()).Distinct().Order(StringComparer.Ordinal).ToArray();
        var length = 8;
        for (var i = 1; i < ids.Length; i++)
        {
            var same = ids[i].Zip(ids[i - 1]).TakeWhile(pair => pair.First == pair.Second).Count();
            length = Math.Max(length, same + 1);
        }

        return id => id.ToString()[..length];
    }

    private static string NoneOf(IReadOnlyList<RunSummary> runs, string model)
    {
        var models = runs.Select(r => r.Model).Distinct().Order(StringComparer.Ordinal).ToArray();
        return NearestName.Of(model, models) is { } nearest
            ? $"there are no runs of '{model}'; did you mean '{nearest}'?"
            : $"there are no runs of '{model}' yet, only of {string.Join(", ", models.Take(Shown))}: "
                + $"record one with 'assay train --model {model}'";
    }

    private static string Unknown(IReadOnlyList<RunSummary> runs, RunSummary[] ofModel, string? model, string name)
    {
        var other = runs.FirstOrDefault(r => r.Id.ToString().StartsWith(name, StringComparison.Ordinal));
        if (other is not null)
        {
            return $"run {name} is of model '{other.Model}', not of '{model}'";
        }

        var of = model is null ? "" : $" of {model}";
        return $"no run{of} begins with '{name}'; the newest is {Abbreviation(runs)(ofModel[0].Id)}, and "
            + $"'assay runs list{(model is null ? "" : " --model " + model)}' shows them all";
    }

    private static string Ambiguous(IReadOnlyList<RunSummary> runs, RunSummary[] found, string name)
    {
        var abbreviate = Abbreviation(runs);
        var some = string.Join(", ", found.Take(Shown).Select(r => abbreviate(r.Id)));
        return $"{found.Length} runs begin with '{name}': {some}{(found.Length > Shown ? ", …" : "")}; give more digits";
    }
}
