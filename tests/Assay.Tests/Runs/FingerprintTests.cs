using System.Collections.Immutable;
using Assay.Core.Runs;

namespace Assay.Tests.Runs;

public sealed class FingerprintTests
{
    private static readonly Fingerprint Training = new()
    {
        Command = ["python train.py"],
        IsShellLine = true,
        Setup = "pip install -r requirements.txt",
        Environment = "linux x64",
        Inputs = [new("a.csv", Digest('a'), 1), new("b.csv", Digest('b'), 2)],
        Params = Sorted(("lr", "0.1")),
        Variables = Sorted(("PIP_INDEX_URL", "https://pypi.acme.example")),
        Outputs = ["out/model.pkl"],
    };

    public static TheoryData<Fingerprint> Others =>
        [
            Training with
            {
                Command = ["python train.py "],
            },
            Training with
            {
                IsShellLine = false,
            },
            Training with
            {
                Setup = null,
            },
            Training with
            {
                Folder = "services/churn",
            },
            Training with
            {
                Environment = "sha256:0",
            },
            Training with
            {
                Inputs = [new("a.csv", Digest('a'), 1)],
            },
            Training with
            {
                Inputs = [new("a.csv", Digest('b'), 1), new("b.csv", Digest('b'), 2)],
            },
            Training with
            {
                Code = "3f9c2a1",
            },
            Training with
            {
                Params = Sorted(("lr", "0.2")),
            },
            Training with
            {
                Variables = Sorted(("PIP_INDEX_URL", "")),
            },
            Training with
            {
                Outputs = ["out/model.pkl", "out/predictions.csv"],
            },
        ];

    [Theory, MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public void Whatever_determines_the_result_changes_the_fingerprint(Fingerprint other) =>
        other.Digest().ShouldNotBe(Training.Digest());

    [Fact]
    public void The_order_in_which_inputs_are_listed_does_not_matter() =>
        (Training with { Inputs = [.. Training.Inputs.Reverse()] }).Digest().ShouldBe(Training.Digest());

    [Fact]
    public void It_is_the_same_on_every_machine() =>
        Training
            .Digest()
            .ToString()
            .ShouldBe("sha256:92f014ef8c87ce853746a25df85ae381f2b07e7e0e81c9489409698af2fa8a0e");

    private static Sha256Digest Digest(char digit) => Sha256Digest.Parse(new string(digit, 64));

    private static ImmutableSortedDictionary<string, string> Sorted(params (string Key, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
}
