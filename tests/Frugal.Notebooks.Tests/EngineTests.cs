using Frugal.Notebooks.Engine;
using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Tests;

/// <summary>Cells that run one after another.</summary>
[Parallelizable, TakesTurns]
public class EngineTests
{
    private CSharpEngine engine = null!;
    private Heard heard = null!;
    private int count;

    [SetUp]
    public void Start() => (engine, heard, count) = (new CSharpEngine(), new Heard(), 0);

    [TearDown]
    public void End() => engine.Dispose();

    [Test]
    public async Task Cells_see_variables_functions_records_and_namespaces_of_earlier_ones()
    {
        await Value("using System.Globalization; var x = 40; record Pair(int A, string B); int Twice(int n) => 2 * n;");

        Assert.That(await Value("var pair = new Pair(Twice(x), CultureInfo.InvariantCulture.Name); x + 2"), Is.EqualTo("42"));
        Assert.That(await Value("pair.A"), Is.EqualTo("80"));
    }

    [TestCase("await Task.Delay(1); 7")]
    [TestCase("await Task.Yield(); await Task.Run(() => 7)")]
    [TestCase("async Task<int> Later() { await Task.Delay(1); return 7; } Later().Result")]
    [TestCase("await Task.Delay(1).ConfigureAwait(false); 7")]
    public async Task Cells_await(string code) => Assert.That(await Value(code), Is.EqualTo("7"));

    [Test]
    public async Task A_variable_that_a_cell_declares_anew_hides_the_old_one()
    {
        await Value("var x = 1;");
        await Value("var x = \"text\";");

        Assert.That(await Value("x"), Is.EqualTo("text"));
    }

    [Test]
    public async Task A_failed_cell_leaves_the_variables_that_it_had_set()
    {
        await Value("var x = 1;");
        await Run("x = 2; var y = 3; throw new Exception(\"stop\");");

        Assert.That(await Value("x + y"), Is.EqualTo("5"));
    }

    [Test]
    public async Task A_compilation_error_says_cell_line_and_column()
    {
        var result = await Run("var x = 1;\n  var y = zz + x;");

        Assert.That(result.Error!.Spans, Has.Count.EqualTo(1));
        Assert.That(result.Error.Spans[0] with { Message = "" }, Is.EqualTo(new CellSpan("cell 1", 2, 11, 2, 13, "")));
        Assert.That(result.Error.Trace, Is.EqualTo(new[]
        {
            "cell 1, line 2, column 11: CS0103: The name 'zz' does not exist in the current context",
            "      var y = zz + x;",
            "              ~~",
        }));
    }

    [Test]
    public async Task An_exception_says_the_cells_that_it_passed()
    {
        await Run("int Ratio(int a, int b)\n{\n    if (b == 0) throw new ArgumentException(\"b\");\n    return a / b;\n}");
        var result = await Run("\nRatio(1, 0)");

        Assert.That(result.Error!.Name, Is.EqualTo("System.ArgumentException"));
        Assert.That(result.Error.Trace[1], Is.EqualTo("   at Ratio, cell 1, line 3"));
        Assert.That(result.Error.Trace[^1], Is.EqualTo("   at cell 2, line 2"));
        Assert.That(result.Error.Spans[0].Cell, Is.EqualTo("cell 1"));
    }

    [Test]
    public async Task Output_of_tasks_and_threads_belongs_to_their_cell()
    {
        await Value("Console.Write(\"a\"); await Task.Run(() => Console.Write(\"b\")); var t = new Thread(() => Console.Error.Write(\"c\")); t.Start(); t.Join();");

        Assert.That((heard.Output, heard.Error), Is.EqualTo(("ab", "c")));
    }

    [Test]
    public async Task Input_is_asked_of_the_reader() =>
        Assert.That(await Value("Console.ReadLine() + input(\"name\") + (char)Console.Read()"), Is.EqualTo("typedtypedt"));

    [Test]
    public async Task A_shown_value_can_be_shown_anew()
    {
        await Value("var handle = display(1); handle.Update(2);");

        Assert.That(heard.Shown.Select(shown => (shown.Update, shown.Content[Mime.Text])), Is.EqualTo(new[] { (false, "1"), (true, "2") }));
        Assert.That(heard.Shown[0].Id, Is.EqualTo(heard.Shown[1].Id));
    }

    [Test]
    public async Task The_course_is_its_own_build_under_any_path_or_version()
    {
        Assert.That(await Value("#r \"../somewhere/else/Frugal.dll\"\nusing Frugal.Imaging; new RgbImage(2, 3)"), Is.EqualTo("picture, 2 x 3"));
        Assert.That(await Value("#r \"nuget: SkiaSharp, 1.0.0\"\nusing SkiaSharp; new SKBitmap(2, 3).Width"), Is.EqualTo("2"));
        Assert.That(await Value("typeof(RgbImage).Assembly.Location"), Is.EqualTo(typeof(Frugal.Imaging.RgbImage).Assembly.Location));
    }

    [Test]
    public async Task A_reference_that_is_not_there_is_named()
    {
        var result = await Run("#r \"missing.dll\"\n1");

        Assert.That(result.Error!.Message, Does.StartWith("#r \"missing.dll\": no such file").And.Contain("Build the project"));
    }

    [Test]
    public async Task A_file_of_the_notebooks_folder_is_loaded()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "part.csx"), "int Part() => 11;");
        using var own = new CSharpEngine(new EngineOptions { Folder = folder.Path });

        var result = await own.RunAsync("#load \"part.csx\"\nPart()", "cell 1", heard);

        Assert.That(result.Value?[Mime.Text], Is.EqualTo("11"));
    }

    [Test]
    public async Task A_magic_command_is_told_as_such() =>
        Assert.That((await Run("#!fsharp\n1")).Error!.Message, Does.Contain("magic command of another kernel"));

    [TestCase("", null)]
    [TestCase("// nothing", null)]
    [TestCase("var z = 1;", null)]
    [TestCase("using System.Numerics;", null)]
    [TestCase("null", null)]
    public async Task A_cell_without_a_trailing_expression_has_no_value(string code, string? value) =>
        Assert.That(await Value(code), Is.EqualTo(value));

    [Test]
    public async Task Namespaces_of_a_cell_without_code_live_on()
    {
        await Value("using System.Numerics;");

        Assert.That(await Value("// a remark\nusing System.Text.Json;"), Is.Null);
        Assert.That(await Value("JsonSerializer.Serialize(Vector3.One.X)"), Is.EqualTo("1"));
    }

    [Test]
    public async Task Completion_knows_variables_members_types_and_keywords()
    {
        await Value("var number = 1; string text = \"\";");

        Assert.That(Names("num"), Is.EqualTo(new[] { "number" }));
        Assert.That(Names("text.Len"), Is.EqualTo(new[] { "Length" }));
        Assert.That(Names("Console.WriteL"), Is.EqualTo(new[] { "WriteLine" }));
        Assert.That(Names("text.Sele"), Does.Contain("Select"));
        Assert.That(Names("System.Collections.Gene"), Is.EqualTo(new[] { "Generic" }));
        Assert.That(Names("whil"), Is.EqualTo(new[] { "while" }));
        Assert.That(Names("\"num"), Is.Empty);
    }

    [Test]
    public async Task Inspection_shows_declaration_and_documentation()
    {
        await Value("#r \"Frugal.dll\"\nusing Frugal.Imaging; var picture = new RgbImage(1, 1);");

        Assert.That(engine.Inspect("picture.ToPng()", 10)?[Mime.Text], Does.Contain("ToPng").And.Contain("The image as a PNG file."));
        Assert.That(engine.Inspect("   ", 1), Is.Null);
    }

    private string[] Names(string code) => [.. engine.Complete(code, code.Length).Items.Select(item => item.Text)];

    private Task<CellResult> Run(string code) => engine.RunAsync(code, $"cell {++count}", heard);

    private async Task<string?> Value(string code)
    {
        var result = await Run(code);
        Assert.That(result.Error?.Trace, Is.Null);
        return result.Value?[Mime.Text];
    }
}
