namespace Assay.Tests.House;

/// <summary>How a house rule fails: each finding on a line, and what to do about them.</summary>
internal static class Findings
{
    public static void ShouldBeNone<T>(this IEnumerable<T> findings, string whatToDo)
    {
        var found = findings.ToList();
        found.ShouldBeEmpty($"{whatToDo}\n{string.Join('\n', found)}");
    }
}
