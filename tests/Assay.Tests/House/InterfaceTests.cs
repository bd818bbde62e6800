using Assay.Core.Gates;
using Assay.Serving.Server;
using Assay.Toolkit;

namespace Assay.Tests.House;

public sealed class InterfaceTests
{
    [Fact]
    public void An_interface_has_two_implementations_or_is_not_there()
    {
        Type[] types =
        [
            .. new[] { typeof(Gate), typeof(InputError), typeof(Invocation), typeof(ModelServer) }.SelectMany(t =>
                t.Assembly.GetTypes()
            ),
        ];
        var interfaces = types.Where(t => t.IsInterface).ToArray();

        interfaces.ShouldNotBeEmpty();
        interfaces
            .Where(i => types.Count(t => t is { IsInterface: false, IsAbstract: false } && i.IsAssignableFrom(t)) < 2)
            .Select(i => i.FullName)
            .ShouldBeEmpty();
    }
}
