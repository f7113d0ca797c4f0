using System.Diagnostics;
using Frugal.Grading.Authoring;

namespace Frugal.Grading.Submissions;

/// <summary>
/// The course's own build of a lab, from trusted sources alone: the starter's app, the probes and the grader, in <c>artifacts/course-NAME</c>. Every
/// submission is graded by this grader; its own sources are compiled with the arguments that this build recorded, and run in a copy of this program.
/// </summary>
internal sealed class CourseBuild
{
    private readonly string app;

    private CourseBuild(LabTree tree)
    {
        app = tree.Name.App;
        Folder = Path.Combine(tree.Course.Root, "artifacts", $"course-{tree.Name.Text}");
        App = new CompilerCall(Path.Combine(Arguments, $"{app}.txt"), app);
        Probes = new CompilerCall(Path.Combine(Arguments, $"{app}.Probes.txt"), $"{app}.Probes");
    }

    /// <summary>The folder. It lies as deep as <c>labs/NAME</c>, so that the projects' relative paths hold.</summary>
    public string Folder { get; }

    /// <summary>The compilation of the app.</summary>
    public CompilerCall App { get; }

    /// <summary>The compilation of the probes, which refers to the app.</summary>
    public CompilerCall Probes { get; }

    /// <summary>The program of the student's process, as built of the starter.</summary>
    public string Program => Output("Probes");

    /// <summary>The assembly of the grader.</summary>
    public string Grader => Path.Combine(Output("Grader"), $"{app}.Grader.dll");

    private bool IsComplete => App.Recorded && Probes.Recorded && File.Exists(Grader) && File.Exists(Path.Combine(Program, $"{app}.Probes.dll"));

    private string Arguments => Path.Combine(Folder, "artifacts", "arguments");

    /// <summary>Builds what has changed since the last time. One process builds at a time.</summary>
    /// <exception cref="FrugalException">The course itself does not compile, or another process builds for too long.</exception>
    public static CourseBuild Make(LabTree tree, SubmissionRules rules, TimeSpan limit, CancellationToken cancellation)
    {
        var build = new CourseBuild(tree);
        using var turn = Turn($"{build.Folder}.lock", limit, cancellation);
        build.WriteFiles(tree, rules);
        if (!build.IsComplete)
        {
            Remove(Path.Combine(build.Folder, "artifacts"));
        }

        var stamp = new BuildStamp($"{build.Folder}.stamp", tree);
        if (stamp.IsCurrent && build.IsComplete)
        {
            return build;
        }

        stamp.Remove();
        var grader = new DotnetLabGrader { Limit = limit };
        var errors = grader.Build(build.Folder, cancellation);
        if (errors.Count > 0 && !errors.Any(error => error.Contains("error CS", StringComparison.Ordinal)))
        {
            errors = grader.Build(build.Folder, cancellation);   // not the code: MSBuild or the compiler's server failed, which a loaded machine makes them do
        }

        if (errors.Count == 0 && build.IsComplete)
        {
            stamp.Write();
            return build;
        }

        throw new FrugalException($"{tree.Show(build.Folder)}: the course's own part of {tree.Name} does not compile ({errors.FirstOrDefault("no compiler's arguments were recorded")}). Correct solutions/{tree.Name} or the grader; the submission is not to blame.");
    }

    private string Output(string part) => Path.Combine(Folder, "artifacts", "bin", $"{app}.{part}", "release");

    /// <summary>Makes the folder equal to the generated lab. Equal files are not touched, so that nothing is built twice.</summary>
    private void WriteFiles(LabTree tree, SubmissionRules rules)
    {
        var files = new Dictionary<string, byte[]>(LabSync.Generate(tree).Files)
        {
            ["Directory.Build.props"] = Encode(Properties(rules)),
            ["Directory.Build.targets"] = Encode(Targets(rules)),
        };
        foreach (var stray in LabFiles.In(Folder).Where(path => !files.ContainsKey(path)))
        {
            File.Delete(Path.Combine(Folder, stray));
        }

        foreach (var (path, content) in files)
        {
            var file = Path.Combine(Folder, path);
            if (!File.Exists(file) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(content))
            {
                AtomicFile.WriteAllBytes(file, content);
            }
        }
    }

    /// <summary>Its own outputs. A student's style is not graded, so no analyser runs; generators do.</summary>
    private string Properties(SubmissionRules rules) => $"""
        <Project>
          <Import Project="../../Directory.Build.props" />
          <PropertyGroup>
            <ArtifactsPath>$(MSBuildThisFileDirectory)artifacts</ArtifactsPath>
            <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
            <EnforceCodeStyleInBuild>false</EnforceCodeStyleInBuild>
            <RunAnalyzers>false</RunAnalyzers>
            <ProvideCommandLineArgs>true</ProvideCommandLineArgs>
          </PropertyGroup>
          <PropertyGroup Condition="'$(MSBuildProjectName)' == '{app}'">
            {string.Concat(rules.Properties.Select(property => $"<{property.Key}>{property.Value}</{property.Key}>"))}
          </PropertyGroup>
        </Project>
        """;

    /// <summary>The packages that the lab allows, and a record of each compilation.</summary>
    private string Targets(SubmissionRules rules) => $"""
        <Project>
          <Import Project="../../Directory.Build.targets" />
          <ItemGroup Condition="'$(MSBuildProjectName)' == '{app}'">
            {string.Concat(rules.Packages.Select(package => $"<PackageReference Remove=\"{package}\" /><PackageReference Include=\"{package}\" />"))}
          </ItemGroup>
          <Target Name="RecordCompilation" AfterTargets="CoreCompile" Condition="'@(CscCommandLineArgs)' != ''">
            <WriteLinesToFile File="$(ArtifactsPath)/arguments/$(MSBuildProjectName).txt" Lines="$(RoslynTargetsPath)/bincore/csc.dll;$(MSBuildProjectDirectory);@(CscCommandLineArgs)" Overwrite="true" />
          </Target>
        </Project>
        """;

    private static byte[] Encode(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Waits until no other process builds here.</summary>
    private static FileStream Turn(string file, TimeSpan limit, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        for (var start = Stopwatch.GetTimestamp(); ; cancellation.WaitHandle.WaitOne(100))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(start) < limit)
            {
                // Another grading builds.
            }
            catch (IOException busy)
            {
                throw new FrugalException($"{file}: another grading has been building for {limit.TotalMinutes:0} minutes. End it, or grade again later.", busy);
            }
        }
    }
}
