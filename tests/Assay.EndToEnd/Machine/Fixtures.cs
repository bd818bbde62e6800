using System.Runtime.Versioning;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Sites;

[assembly: UnsupportedOSPlatform("windows")]
// One of each for all tests; each starts when a test first asks for it, and ends with the run.
[assembly: AssemblyFixture(typeof(DockerEngine))]
[assembly: AssemblyFixture(typeof(AssayImage))]
[assembly: AssemblyFixture(typeof(GitServer))]
[assembly: AssemblyFixture(typeof(DemoProject))]
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(ImageRegistry))]
[assembly: AssemblyFixture(typeof(SiteOfManyRuns))]
