using System.Text;
using Assay.Toolkit.Inputs;

namespace Assay.Descriptions;

/// <summary>
/// A GitLab job template with <c>spec:inputs</c>. Every input travels as a variable, never inside the script's text, and an
/// empty one is not given, so that <c>assay.yml</c> or the default decides.
/// </summary>
internal static class GitLabTemplate
{
    public static GeneratedFile Of(Command command) =>
        GeneratedFile.Whole($"workflows-templates/gitlab/{command.Name}.yml", Write(command));

    private static string Write(Command command)
    {
        var text = new StringBuilder(ActionManifest.Header);
        text.Append($"# {command.Summary}.\n");
        text.Append("spec:\n  inputs:\n");
        Own(text, "job-name", "Name of the job; unlike any other of the pipeline", $"assay-{command.Name}");
        Own(text, "job-stage", "Stage of the pipeline that the job is in", "test");
        Own(text, "job-image", "Image of the job; the program is brought in where it is not in it", Project.Image);
        Own(text, "assay-version", "Release of the program that is brought in", Project.Release);
        foreach (var input in command.Inputs)
        {
            text.Append($"    {input.Name}:\n      description: {Yaml.Scalar(InputText.Sentence(input))}\n");
            text.Append(input.Required ? "" : "      default: ''\n");
            text.Append(Options(input));
        }

        text.Append("---\n$[[ inputs.job-name ]]:\n  stage: $[[ inputs.job-stage ]]\n");
        text.Append("  image: { name: '$[[ inputs.job-image ]]', entrypoint: [''] }\n  variables:\n");
        text.Append("    ASSAY_RELEASE: $[[ inputs.assay-version ]]\n");
        foreach (var input in command.Inputs)
        {
            text.Append($"    {input.Variable}: $[[ inputs.{input.Name} ]]\n");
        }

        text.Append(
            $"  before_script:\n    - |\n{Indented(BringIn)}  script:\n    - assay {command.Name}\n{Artifacts}"
        );
        return text.ToString();
    }

    private static void Own(StringBuilder text, string name, string description, string value) =>
        text.Append(
            $"    {name}:\n      description: {Yaml.Scalar(description)}\n      default: {Yaml.Scalar(value)}\n"
        );

    private static string Options(Input input)
    {
        string[] words = input.Kind switch
        {
            InputKind.Switch => ["true", "false"],
            InputKind.Choice => [.. input.Choices],
            _ => [],
        };
        string[] all = input.Required ? words : ["", .. words];
        return words.Length == 0 ? "" : $"      options: [{string.Join(", ", all.Select(w => $"'{w}'"))}]\n";
    }

    private static string Indented(string script) =>
        string.Concat(script.Split('\n').Select(line => line.Length == 0 ? "\n" : $"      {line}\n"));

    // A data scientist's image has Python, and often neither curl nor wget.
    private const string BringIn = $$"""
        if ! command -v assay > /dev/null; then
          folder=$(mktemp -d)
          for file in assay-linux-x64.tar.gz assay-linux-x64.tar.gz.sha256; do
            url="{{Project.Url}}/releases/download/v$ASSAY_RELEASE/$file"
            if command -v curl > /dev/null; then curl -fsSL --retry 5 -o "$folder/$file" "$url"
            elif command -v wget > /dev/null; then wget -q -O "$folder/$file" "$url"
            else python3 -c 'import sys, urllib.request as r; r.urlretrieve(sys.argv[1], sys.argv[2])' "$url" "$folder/$file"
            fi
          done
          (cd "$folder" && sha256sum -c assay-linux-x64.tar.gz.sha256 && tar -xzf assay-linux-x64.tar.gz)
          export PATH="$folder:$PATH"
        fi
        """;

    private const string Artifacts = """
          artifacts:
            when: always
            paths: [assay-summary.md, .assay/]
            reports:
              dotenv: assay.env
              junit: assay-junit-*.xml
              codequality: assay-code-quality.json

        """;
}
