using System.Globalization;
using System.Xml.Linq;

namespace Assay.Toolkit.Runners;

/// <summary>Checks as a JUnit file, which GitLab (and most CI systems) shows as tests.</summary>
internal static class JUnitFile
{
    /// <summary>What the files' names begin with.</summary>
    public const string Prefix = "assay-junit-";

    /// <summary>Writes <c>assay-junit-NAME.xml</c> into a folder.</summary>
    public static void Write(string directory, CheckReport report, Func<string, string> mask)
    {
        var name = string.Concat(report.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        RunnerFile.Write(Path.Combine(directory, $"{Prefix}{name}.xml"), Document(report, mask));
    }

    /// <summary>The document.</summary>
    public static string Document(CheckReport report, Func<string, string> mask)
    {
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", Text(report.Name)),
            new XAttribute("tests", report.Cases.Length),
            new XAttribute("failures", Count(CheckOutcome.Failed)),
            new XAttribute("errors", Count(CheckOutcome.Broken)),
            new XAttribute("skipped", Count(CheckOutcome.Skipped)),
            new XAttribute("time", report.Duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)),
            report.Cases.Select(Case)
        );
        return new XDocument(new XElement("testsuites", suite)).ToString() + "\n";

        int Count(CheckOutcome outcome) => report.Cases.Count(c => c.Outcome == outcome);

        XElement Case(CheckCase check) =>
            new(
                "testcase",
                new XAttribute("classname", Text(report.Name)),
                new XAttribute("name", Text(check.Name)),
                Result(check)
            );

        XElement? Result(CheckCase check) =>
            check.Outcome switch
            {
                CheckOutcome.Failed => Element("failure", check),
                CheckOutcome.Broken => Element("error", check),
                CheckOutcome.Skipped => Element("skipped", check),
                _ when check.Message is { } message => new XElement("system-out", Text(message)),
                _ => null,
            };

        XElement Element(string kind, CheckCase check) =>
            new(kind, new XAttribute("message", Text(check.Message ?? "")), Text(check.Details ?? ""));

        // XML has no way to write most control characters, not even escaped.
        string Text(string text) =>
            string.Join('\n', PlainText.Lines(mask(text)).Select(PlainText.WithoutControls).Select(Valid));

        string Valid(string line) =>
            string.Concat(line.EnumerateRunes().Select(r => r.Value is 0xFFFE or 0xFFFF ? "" : r.ToString()));
    }
}
