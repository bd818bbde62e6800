using System.Text;
using Assay.Training;
using CsCheck;

namespace Assay.Tests.Training;

public sealed class CommandOutputTests
{
    [Fact]
    public void Lines_are_the_same_however_the_bytes_arrive() =>
        Gen.Select(
                Gen.OneOf([.. new[] { "a", "é", "\n", "\r\n", "\r", "" }.Select(Gen.Const)]).Array[0, 40],
                Gen.Int[1, 7]
            )
            .Sample(
                (pieces, size) =>
                {
                    var bytes = Encoding.UTF8.GetBytes(string.Concat(pieces));
                    Split(bytes, size).ShouldBe(Split(bytes, Math.Max(1, bytes.Length)));
                }
            );

    [Fact]
    public void A_progress_bar_is_seen_while_it_moves() =>
        Split("10%\r20%\r\ndone"u8.ToArray(), 3).Select(l => l.Text).ShouldBe(["10%", "20%", "done"]);

    [Fact]
    public void A_line_without_end_is_cut_and_says_by_how_much()
    {
        var line = Split(new byte[LineSplitter.MaxBytes + 1000], 4096).ShouldHaveSingleItem();

        line.BytesCut.ShouldBe(1000);
        line.Text.Length.ShouldBe(LineSplitter.MaxBytes);
    }

    [Fact]
    public void Bytes_that_are_no_text_do_no_harm() =>
        Split([0xFF, 0xFE, (byte)'a', (byte)'\n'], 1).ShouldHaveSingleItem().Text.ShouldBe("\uFFFD\uFFFDa");

    [Fact]
    public void The_tail_of_a_log_keeps_the_last_hundred_lines_without_terminal_codes()
    {
        var tail = new LogTail();
        for (var i = 0; i < 150; i++)
        {
            tail.Add($"\u001b[31mline {i}\u0007");
        }

        var lines = tail.Text.ShouldNotBeNull().Split('\n');
        lines.Length.ShouldBe(100);
        lines[0].ShouldBe("[31mline 50");
        lines[^1].ShouldBe("[31mline 149");
    }

    [Fact]
    public void The_tail_of_a_log_cuts_long_lines()
    {
        var tail = new LogTail();
        tail.Add(new string('x', 10_000));

        tail.Text.ShouldNotBeNull().Length.ShouldBeLessThan(600);
        tail.Text.ShouldEndWith("… (10000 characters)");
    }

    private static List<OutputLine> Split(byte[] bytes, int size)
    {
        var lines = new List<OutputLine>();
        var splitter = new LineSplitter(isError: false, lines.Add);
        foreach (var chunk in bytes.Chunk(size))
        {
            splitter.Add(chunk);
        }

        splitter.Finish();
        return lines;
    }
}
