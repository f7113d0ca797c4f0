using System.Text.RegularExpressions;

namespace Frugal.Grading.Submissions;

/// <summary>A compilation of the course's build, recorded to be repeated with a student's sources.</summary>
/// <param name="file">The record: the compiler, the project's folder, and its arguments, one line each.</param>
/// <param name="assembly">The name of the assembly that it makes.</param>
internal sealed partial class CompilerCall(string file, string assembly)
{
    /// <summary>What is not made again: the course's outputs, documentation, and sources inside the symbols.</summary>
    private static readonly HashSet<string> Dropped = ["noconfig", "out", "refout", "pdb", "doc", "embed", "sourcelink", "errorlog", "generatedfilesout", "warn", "w"];

    private static readonly HashSet<string> Libraries = ["reference", "r", "link", "l", "analyzer", "a"];

    /// <summary>Whether the compiler gets an assembly of analysers and generators. It loads each of them, which takes a fifth of its time: none that only analyses, and
    /// none for what no submission holds, such as pages of Razor, is loaded.</summary>
    private static bool Generates(string analyzer) => Path.GetFileNameWithoutExtension(analyzer) is var name
        && !name.EndsWith("Analyzers", StringComparison.Ordinal) && !name.EndsWith("CodeFixes", StringComparison.Ordinal) && !name.Contains("Razor", StringComparison.Ordinal)
        && name is not ("Microsoft.Interop.ComInterfaceGenerator" or "Microsoft.Interop.JavaScript.JSImportGenerator");

    /// <summary>The name of the assembly that it makes.</summary>
    public string Assembly { get; } = assembly;

    /// <summary>Whether the course's build has recorded it, for a compiler that is still installed.</summary>
    public bool Recorded => File.Exists(file) && File.Exists(File.ReadLines(file).FirstOrDefault());

    /// <summary>The call with other sources; it writes the assembly and its symbols to the folder where the compiler runs.</summary>
    /// <param name="sources">The student's sources.</param>
    /// <param name="replaced">Whether they take the place of a source of the project, given its path with the project's folder: <c>APP/File.cs</c>.</param>
    /// <param name="referred">Assemblies in the folder where the compiler runs, which take the place of references of the same name.</param>
    public CompilerRun With(IReadOnlyList<string> sources, Predicate<string> replaced, params IReadOnlyList<string> referred)
    {
        var lines = File.ReadAllLines(file);
        var (compiler, project) = (Path.GetFullPath(lines[0]), Path.GetFullPath(lines[1]) + Path.DirectorySeparatorChar);
        var (arguments, reads) = (new List<string>(), new List<string> { Path.GetDirectoryName(compiler)! });
        foreach (var line in lines.Skip(2))
        {
            if (Option().Match(line) is not { Success: true } option)
            {
                var source = Path.GetFullPath(line, project);
                if (!source.StartsWith(project, StringComparison.Ordinal) || !replaced(Path.GetRelativePath(Path.Combine(project, ".."), source).Replace('\\', '/')))
                {
                    arguments.Add($"\"{source}\"");
                    reads.Add(source);
                }

                continue;
            }

            var (name, value) = (option.Groups["name"].Value.ToLowerInvariant(), option.Groups["value"].Value.Trim('"'));
            if (Dropped.Contains(name) || (name is "analyzer" or "a" && !Generates(value)))
            {
                continue;
            }

            var path = value.Length == 0 ? "" : Path.GetFullPath(value, project);
            if (referred.Contains(Path.GetFileName(path)) && Libraries.Contains(name))
            {
                arguments.Add($"/{name}:\"{Path.GetFileName(path)}\"");
            }
            else if (File.Exists(path))
            {
                arguments.Add($"/{name}:\"{path}\"");
                reads.Add(Libraries.Contains(name) ? Path.GetDirectoryName(path)! : path);   // a library's dependencies lie beside it
            }
            else if (value.Split(',', 2) is [var resource, var rest] && File.Exists(Path.GetFullPath(resource.Trim('"'), project)))
            {
                var embedded = Path.GetFullPath(resource.Trim('"'), project);
                arguments.Add($"/{name}:\"{embedded}\",{rest}");
                reads.Add(embedded);
            }
            else
            {
                arguments.Add(line);
            }
        }

        arguments.AddRange(["/warn:0", $"/pdb:\"{Assembly}.pdb\"", $"/out:\"{Assembly}.dll\"", .. sources.Select(source => $"\"{source}\"")]);
        return new(Assembly, compiler, arguments, [.. reads, .. sources]);
    }

    /// <summary>An option, <c>/name:value</c>; a full path on Unix begins with a slash too, and has another one before any colon.</summary>
    [GeneratedRegex(@"^/(?<name>[A-Za-z0-9]+)(?:[:](?<value>.*)|[+-].*)?$")]
    private static partial Regex Option();
}

/// <summary>What to start.</summary>
/// <param name="Assembly">The name of the assembly that it makes.</param>
/// <param name="Compiler">The compiler's assembly.</param>
/// <param name="Arguments">The lines of a response file.</param>
/// <param name="Reads">The files and folders that it reads.</param>
internal sealed record CompilerRun(string Assembly, string Compiler, IReadOnlyList<string> Arguments, IReadOnlyList<string> Reads);
