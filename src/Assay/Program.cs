using System.Security.Cryptography;
using System.Text;
using Assay;
using Assay.Toolkit;
using Assay.Toolkit.Runners;
using Assay.Training.Processes;

if (args is ["--version", ..])
{
    using var version = Console.OpenStandardOutput();
    version.Write(Encoding.UTF8.GetBytes(Project.Version + "\n"));
    return (int)ExitCode.Done;
}

var environment = ProcessEnvironment.Read();
if (
    environment.ProcessId == 1
    && OperatingSystem.IsLinux()
    && FirstProcess.Run(args, environment.Variables) is { } code
)
{
    return code;
}

var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var messages = new StreamWriter(Console.OpenStandardError(), utf8);
using var results = new StreamWriter(Console.OpenStandardOutput(), utf8);
using var signals = new Signals();
var invocation = new Invocation(
    environment,
    new RunnerOutput(messages, results),
    TimeProvider.System,
    RandomNumberGenerator.GetBytes,
    signals
);
return (int)await invocation.RunAsync(args, CommandTable.All);
