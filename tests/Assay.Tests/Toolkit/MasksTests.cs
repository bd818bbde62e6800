using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Toolkit.Runners;
using CsCheck;

namespace Assay.Tests.Toolkit;

public sealed class MasksTests
{
    private const string Secret = "p@ss/w0rd+\"ü\"~?>";

    public static TheoryData<string, string> Encodings =>
        new()
        {
            { "as it is", Secret },
            { "a URL", Uri.EscapeDataString(Secret) },
            { "a URL in lower case", "p%40ss%2fw0rd%2b%22%c3%bc%22~%3f%3e" },
            { "a form", WebUtility.UrlEncode(Secret) },
            { "JSON", JsonSerializer.Serialize(Secret)[1..^1] },
            { "relaxed JSON", JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Secret) },
            { "Python's JSON", @"p@ss/w0rd+\""\u00fc\""~?>" },
            { "HTML", WebUtility.HtmlEncode(Secret) },
        };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_secret_is_masked_in(string encoding, string encoded)
    {
        var masks = new Masks();
        masks.Add(Secret).ShouldBeTrue();

        masks.Apply($"x={encoded}&y").ShouldBe("x=***&y", encoding);
    }

    [Fact]
    public void Nothing_of_a_secret_is_left_in_base64_at_any_offset_and_in_either_alphabet() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 5, 40], Gen.Int[0, 5], Gen.Int[0, 5])
            .Sample(
                (secret, before, after) =>
                {
                    var masks = new Masks();
                    masks.Add(secret);
                    var text = new string('<', before) + secret + new string('>', after);
                    var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
                    var url = base64.Replace('+', '-').Replace('/', '_');

                    masks.Apply(base64).ShouldContain("***");
                    masks.Apply(url).ShouldContain("***");
                    // At most the two digits at each end that a neighbour shares are not the secret's alone.
                    masks.Apply(base64).Length.ShouldBeLessThan((before + after) * 4 / 3 + 12);
                },
                iter: 1000
            );

    [Fact]
    public void Each_line_of_a_key_is_masked_on_its_own()
    {
        var masks = new Masks();
        masks.Add("-----BEGIN KEY-----\r\nMIIEvQIBADANBg\r\n}\r\n-----END KEY-----\r\n");

        masks.Apply("one MIIEvQIBADANBg two }").ShouldBe("one *** two }");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("1234")]
    [InlineData(" abcd ")]
    public void A_secret_of_under_five_characters_is_refused(string secret)
    {
        var masks = new Masks();

        masks.Add(secret).ShouldBeFalse();
        masks.Apply("1234 abcd").ShouldBe("1234 abcd");
    }

    [Fact]
    public void The_longer_of_two_secrets_goes_first_so_that_no_end_of_it_is_left()
    {
        var masks = new Masks();
        masks.Add("hunter2");
        masks.Add("hunter2-and-more");

        masks.Apply("hunter2-and-more hunter2").ShouldBe("*** ***");
    }

    [Fact]
    public void Many_threads_add_and_apply_without_losing_a_secret()
    {
        var masks = new Masks();

        Parallel.For(
            0,
            64,
            i =>
            {
                masks.Add($"secret-{i:000}");
                masks.Apply($"secret-{i:000}").ShouldBe("***");
            }
        );

        Enumerable.Range(0, 64).ShouldAllBe(i => masks.Apply($"secret-{i:000}") == "***");
    }
}
