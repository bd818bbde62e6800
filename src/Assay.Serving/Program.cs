using System.Security.Cryptography;
using Assay.Serving;

return await new Invocation(
    Environment.GetEnvironmentVariable,
    Console.Error,
    Console.Out,
    TimeProvider.System,
    RandomNumberGenerator.GetBytes
).RunAsync(args);
