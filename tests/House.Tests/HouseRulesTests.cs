using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace House.Tests;

/// <summary>The rules that hold for every file of the project.</summary>
public partial class HouseRulesTests
{
    private const int LargestFile = 5_000_000;
    private const int LongestSource = 350;

    /// <summary>The layers from the library upwards; a project refers to lower layers alone.</summary>
    private static readonly string[][] Layers =
    [
        ["src/Frugal/"],
        ["src/Frugal.Training/"],
        ["src/Frugal.Charts/", "src/Frugal.Llama/", "src/Frugal.Serving/"],
        ["src/Frugal.Grading/", "src/Frugal.Notebooks/", "src/Frugal.Interactive/"],
        ["src/Frugal.Grading.Mutants/", "src/Frugal.Site/"],
        ["src/Frugal.Cli/", "labs/", "solutions/", "notebooks/"],
        ["bench/"],
        ["tests/Hostile/", "tests/Tiny/"],
        ["tests/"],
    ];

    private static readonly string[] NativeCallers = ["src/Frugal/Engines/", "src/Frugal.Training/Engines/", "src/Frugal/Measuring/", "src/Frugal/Containment/", "src/Frugal.Grading/Containment/", "src/Frugal.Interactive/"];

    [Test]
    public void No_file_names_the_host_of_a_package_registry() =>
        Assert.That(Offenders(file => RegistryHost().Matches(file.Text)), Is.Empty);

    [Test]
    public void No_file_names_a_folder_of_the_machine_that_it_was_written_on() =>
        Assert.That(Offenders(file => PrivatePath().Matches(file.Text)), Is.Empty);

    [Test]
    public void No_file_is_larger_than_five_megabytes() =>
        Assert.That(Tree.Files.Where(path => File.Exists(Tree.At(path)) && new FileInfo(Tree.At(path)).Length > LargestFile), Is.Empty);

    [Test]
    public void No_source_is_longer_than_350_lines() =>
        Assert.That(Tree.Files.Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && File.Exists(Tree.At(path)) && File.ReadLines(Tree.At(path)).Count() > LongestSource), Is.Empty);

    [Test]
    public void Projects_refer_to_lower_layers_alone()
    {
        var references = Tree.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).SelectMany(ReferencesOf).ToList();

        Assert.That(references, Is.Not.Empty);
        Assert.That(references.Where(reference => LayerOf(reference.To) >= LayerOf(reference.From) && LayerOf(reference.To) >= 0 && !SameLab(reference.From, reference.To)), Is.Empty);
    }

    /// <summary>So that their tests run in parallel.</summary>
    [Test]
    public void Commands_write_to_their_terminal_not_to_the_console() =>
        Assert.That(Offenders(file => ConsoleUse().Matches(file.Path.StartsWith("src/Frugal.Cli/", StringComparison.Ordinal) && !file.Path.EndsWith("/Terminal.cs", StringComparison.Ordinal) ? file.Text : "")), Is.Empty);

    /// <summary>Folders of a library use each other in one direction. A namespace that two libraries share counts for the lower one.</summary>
    [TestCase("Frugal")]
    [TestCase("Frugal.Training")]
    public void No_two_folders_of_a_library_need_each_other(string library)
    {
        var files = Tree.Texts().Where(file => file.Path.StartsWith($"src/{library}/", StringComparison.Ordinal) && file.Path.EndsWith(".cs", StringComparison.Ordinal) && file.Path.Count(c => c == '/') > 2).ToList();
        var folders = files.Select(FolderOf).ToHashSet();
        var uses = files.SelectMany(file => Using().Matches(file.Text).Select(match => (From: FolderOf(file), To: match.Groups[1].Value)))
            .Where(use => use.From != use.To && folders.Contains(use.To)).ToLookup(use => use.From, use => use.To);

        Assert.That(folders, Has.Count.GreaterThan(4));
        Assert.That(folders.Where(folder => Reached(folder).Contains(folder)), Is.Empty, string.Join("; ", uses.Select(use => $"{use.Key} -> {string.Join(", ", use.Distinct())}")));

        static string FolderOf((string Path, string Text) file) => file.Path.Split('/')[2];

        HashSet<string> Reached(string start)
        {
            var reached = new HashSet<string>();
            var open = new Queue<string>(uses[start]);
            while (open.TryDequeue(out var next))
            {
                if (reached.Add(next))
                {
                    foreach (var further in uses[next])
                    {
                        open.Enqueue(further);
                    }
                }
            }

            return reached;
        }
    }

    /// <summary>libtorch has 480 MB: whatever needs no training does not carry it.</summary>
    [TestCase("Frugal")]
    [TestCase("Frugal.Charts")]
    [TestCase("Frugal.Llama")]
    [TestCase("Frugal.Grading")]
    [TestCase("Frugal.Grading.Mutants")]
    [TestCase("Frugal.Serving")]
    public void Without_training_there_is_no_TorchSharp(string library)
    {
        var reached = new HashSet<string>();
        Visit(library);

        Assert.That(reached, Does.Contain("Frugal").And.Not.Contain("Frugal.Training").And.Not.Contain("TorchSharp"));

        void Visit(string name)
        {
            var file = Path.Combine(AppContext.BaseDirectory, name + ".dll");
            if (File.Exists(file) && reached.Add(name))
            {
                Array.ForEach(Assembly.LoadFrom(file).GetReferencedAssemblies(), reference => Visit(reference.Name!));
            }
        }
    }

    [Test]
    public void Only_the_engines_set_up_measuring_containment_and_the_tools_extension_call_native_code()
    {
        var imports = Tree.Texts()
            .Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal) && file.Path.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !NativeCallers.Any(caller => file.Path.StartsWith(caller, StringComparison.Ordinal)))
            .Where(file => NativeImport().IsMatch(file.Text));

        Assert.That(imports.Select(file => file.Path), Is.Empty);
    }

    [Test]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Tree.At("Course.sln")).Replace('\\', '/');

        // A starter's grader fails by design: it runs, with its probes, in the labs' gate and not with the tests.
        var projects = Tree.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal) && !(path.StartsWith("labs/", StringComparison.Ordinal) && (path.Contains("/Grader/", StringComparison.Ordinal) || path.Contains("/Probes/", StringComparison.Ordinal))));
        Assert.That(projects.Where(path => !solution.Contains(path, StringComparison.Ordinal)), Is.Empty);
    }

    private static IEnumerable<string> Offenders(Func<(string Path, string Text), MatchCollection> find) =>
        Tree.Texts().Select(file => (file.Path, Found: find(file))).Where(file => file.Found.Count > 0).Select(file => $"{file.Path}: {file.Found[0].Value}");

    private static IEnumerable<(string From, string To)> ReferencesOf(string project)
    {
        var folder = Path.GetDirectoryName(Tree.At(project))!;
        return XDocument.Load(Tree.At(project)).Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")!.Value)
            .Where(include => !include.Contains('$'))
            .Select(include => (project, Path.GetRelativePath(Tree.Root, Path.GetFullPath(Path.Combine(folder, include.Replace('\\', '/')))).Replace('\\', '/')));
    }

    /// <summary>A lab's grader refers to the lab's app.</summary>
    private static bool SameLab(string from, string to) =>
        (from.Split('/'), to.Split('/')) is (["labs" or "solutions", var lab, ..] grader, [var tree, var other, ..]) && (grader[0], lab) == (tree, other);

    private static int LayerOf(string project) => Array.FindIndex(Layers, layer => layer.Any(folder => project.StartsWith(folder, StringComparison.Ordinal)));

    [GeneratedRegex(@"^using (?:static )?Frugal\.([A-Za-z]+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    // The patterns are written so that this file does not match itself.
    [GeneratedRegex(@"registry[.]npmjs[.]org|registry[.]yarnpkg[.]com|(?:api|www)[.]nuget[.]org|pypi[.]org|files[.]pythonhosted|deb[.]debian[.]org", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"(?<![\w.])Console\.\w+")]
    private static partial Regex ConsoleUse();

    [GeneratedRegex(@"(?<![\w.])/(?:work|home|Users|root)/\w|[A-Z]:[\\]Users[\\]")]
    private static partial Regex PrivatePath();

    [GeneratedRegex(@"\[(?:DllImport|LibraryImport)\(|NativeLibrary[.]Load")]
    private static partial Regex NativeImport();
}
