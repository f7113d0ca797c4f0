using Frugal.Notebooks.Ipynb;

namespace Frugal.Notebooks.Tests;

/// <summary>Notebook files and their portable form.</summary>
public class NotebookFileTests
{
    private const string Foreign = """
        {
         "cells": [
          {"cell_type": "markdown", "metadata": {"my": 1}, "source": "one string"},
          {"cell_type": "code", "execution_count": 2, "metadata": {}, "outputs": [{"output_type": "stream", "name": "stdout", "text": ["x"]}], "source": ["a\n", "b"], "strange": [1, null]}
         ],
         "metadata": {"other": {"kept": true}},
         "nbformat": 4,
         "nbformat_minor": 2,
         "unknown": "kept"
        }
        """;

    [Test]
    public void Unknown_fields_survive_reading_and_writing()
    {
        var written = Notebook.Parse(Notebook.Parse(Foreign, "a").ToString(), "b");

        Assert.That((string?)written.Json["unknown"], Is.EqualTo("kept"));
        Assert.That((bool)written.Metadata["other"]!["kept"]!, Is.True);
        Assert.That(written.Cells[1].Json["strange"]!.ToJsonString(), Is.EqualTo("[1,null]"));
        Assert.That(written.Cells.Select(cell => cell.Source), Is.EqualTo(new[] { "one string", "a\nb" }));
    }

    [Test]
    public void Text_is_kept_as_it_is_typed() =>
        Assert.That(Notebook.Create(Cell.Create(CellKind.Code, "var é = '<';\n\n", "a")).ToString(), Does.Contain("\"var é = '<';\\n\",\n    \"\\n\""));

    [Test]
    public void A_repaired_notebook_is_portable_and_keeps_the_rest()
    {
        var notebook = Notebook.Parse(Foreign, "a");
        Assert.That(PortableForm.Check(notebook).Select(finding => finding.ToString()), Does.Contain("cell 2: has outputs").And.Contain("cell 1: has no id").And.Contain("nbformat 4.2, not 4.5"));

        PortableForm.Repair(notebook);

        Assert.That(PortableForm.Check(notebook), Is.Empty);
        Assert.That((int)notebook.Cells[0].Json["metadata"]!["my"]!, Is.EqualTo(1));
        Assert.That((string?)notebook.Metadata["kernelspec"]!["name"], Is.EqualTo(".net-csharp"));
    }

    [Test]
    public void Repairing_twice_changes_nothing()
    {
        var notebook = Notebook.Parse(Foreign, "a");
        PortableForm.Repair(notebook);
        var once = notebook.ToString();

        PortableForm.Repair(notebook);

        Assert.That(notebook.ToString(), Is.EqualTo(once));
    }

    [TestCase("#!csharp\n1")]
    [TestCase("1;\n%%time")]
    public void Magic_commands_are_found_and_left_to_their_author(string source)
    {
        var finding = PortableForm.Check(Notebook.Create(Cell.Create(CellKind.Code, source, "a"))).Single();

        Assert.That((finding.Cell, finding.Repairable), Is.EqualTo(((int?)1, false)));
    }

    [TestCase("{\n \"cells\": [\n  oops", "line 3")]
    [TestCase("[]", "no JSON object")]
    [TestCase("{}", "nbformat")]
    [TestCase("{\"nbformat\": 3, \"worksheets\": []}", "nbformat 3; only nbformat 4 is read. Convert it")]
    [TestCase("{\"nbformat\": 4}", "'cells'")]
    [TestCase("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\"}]}", "cell 1")]
    public void What_is_no_notebook_is_told_with_file_and_reason(string text, string why) =>
        Assert.That(() => Notebook.Parse(text, "book.ipynb"), Throws.TypeOf<FrugalException>().With.Message.StartWith("book.ipynb").And.Message.Contain(why));
}
