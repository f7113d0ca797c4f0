using Frugal.Site.Checks.Prose;

namespace Frugal.Site.Tests.Checks;

public class MarkdownProseTests
{
    [Test]
    public void Prose_is_what_a_reader_reads_with_its_lines()
    {
        var blocks = MarkdownProse.Of("""
            # A title

            One `code` and
            [a link](https://example.org) to *une idée*.

                indented code

            ```csharp
            fenced
            ```

            <div>HTML</div>

            <!-- a comment
            of two lines -->
            - an item &amp; more
            --8<-- "CHANGELOG.md"
            """);

        Assert.That(blocks.Select(block => (block.Line, block.Text)), Is.EqualTo(new[] { (1, "A title"), (3, "One ¤ and\na link to une idée."), (16, "an item & more") }));
        Assert.That(blocks[1].LineOf(blocks[1].Text.IndexOf("link", StringComparison.Ordinal)), Is.EqualTo(4));
        Assert.That(blocks[1].IsEmphasised(blocks[1].Text.IndexOf("une", StringComparison.Ordinal)), Is.True);
        Assert.That(blocks[1].IsEmphasised(0), Is.False);
    }

    [Test]
    public void The_cells_of_a_table_know_their_heading()
    {
        var blocks = MarkdownProse.Of("| network | `ms` |\n|---|--:|\n| small | 1.5 |\n");

        Assert.That(blocks.Select(block => (block.Line, block.Text, block.Heading)), Is.EqualTo(new[] { (1, "network", null), (1, "¤", null), (3, "small", "network"), (3, "1.5", (string?)"") }));
    }
}
