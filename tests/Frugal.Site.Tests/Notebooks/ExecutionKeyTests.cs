using Frugal.Notebooks.Ipynb;
using Frugal.Site.Notebooks;
using static Frugal.Site.Tests.Notebooks.SmallNotebook;

namespace Frugal.Site.Tests.Notebooks;

public class ExecutionKeyTests
{
    private static readonly string Key = ExecutionKey.Of(Of(), Software, null);

    [Test]
    public void Prose_and_outputs_do_not_change_the_key()
    {
        var executed = Executed(Of(title: "# Other words", more: Cell.Create(CellKind.Markdown, "more", "m")), Printed("2")).Notebook;

        Assert.That(ExecutionKey.Of(executed, Software, null), Is.EqualTo(Key));
    }

    [Test]
    public void Code_versions_and_a_mirror_of_the_data_change_the_key()
    {
        string[] others =
        [
            ExecutionKey.Of(Of(code: "1 + 2"), Software, null),
            ExecutionKey.Of(Of(more: Cell.Create(CellKind.Code, "3", "b")), Software, null),
            ExecutionKey.Of(Of(), Software with { Frugal = "0.2.0" }, null),
            ExecutionKey.Of(Of(), Software with { OnnxRuntime = "1.32.0" }, null),
            ExecutionKey.Of(Of(), Software, "/mirror"),
        ];

        Assert.That(others.Append(Key), Is.Unique);
    }
}
