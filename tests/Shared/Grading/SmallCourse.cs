using Frugal.Grading.Authoring;

namespace Frugal.Tests.Shared;

/// <summary>A course with one lab, <c>two-sums</c>, of two tasks, in a folder of its own; its starter is in step.</summary>
internal sealed class SmallCourse : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallCourse()
    {
        Write("Course.sln", "");
        Write("solutions/two-sums/README.md", "# Two sums\n");
        Write("solutions/two-sums/two-sums.slnx", "<Solution />\n");
        Write("solutions/two-sums/TwoSums/TwoSums.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />\n");
        Write("solutions/two-sums/TwoSums/Sums.cs", Source);
        Write("solutions/two-sums/TwoSums/wwwroot/index.html", "<!doctype html>\n");
        Write("tests/Labs.TwoSums.Grader/SumTests.cs", "[Task(1, \"one sum\"), Points(5)]\nclass OneSum;\n\n[Points(5), Task(2, \"two sums\")]\nclass TwoSums;\n");
        LabSync.Apply(Lab);
    }

    public const string Source = """
        namespace TwoSums;

        public static class Sums
        {
            public static int One(int a, int b)
            {
        #if SOLUTION
                return a + b;
        #else
                throw new NotImplementedException("Task 1 - add. Hint: one sign.");
        #endif
            }

            public static int Two(int a, int b)
            {
        #if SOLUTION
                return One(a, b) + One(a, b);
        #else
                throw new NotImplementedException(
                    "Task 2 - add twice. " +
                    "Hint: use the first task.");
        #endif
            }
        }

        """;

    public Course Course => new(_folder.Path);

    public LabTree Lab => new(Course, LabName.Parse("two-sums"));

    public void Write(string path, string text) => _folder.Write(path, text);

    public void Change(string path, string from, string to) => Write(path, Read(path).Replace(from, to, StringComparison.Ordinal));

    public string Read(string path) => File.ReadAllText(_folder[path]);

    public bool Has(string path) => File.Exists(_folder[path]);

    public void Remove(string path) => File.Delete(_folder[path]);

    public IReadOnlyList<string> Review() => [.. LabReview.Of(Lab).Select(finding => $"{finding.Check}: {finding.ToString().Split('\n')[0]}")];

    public void Dispose() => _folder.Dispose();
}
