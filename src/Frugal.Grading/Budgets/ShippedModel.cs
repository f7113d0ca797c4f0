using Frugal.Containment;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>The grader's own copy of a student's model: size and speed are measured on the same bytes, whatever the student's process writes later.</summary>
public sealed class ShippedModel : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory($"frugal-grading-{Environment.ProcessId:x}-").FullName;

    private ShippedModel(string name) => Path = System.IO.Path.Combine(folder, name);

    /// <summary>The path of the copy; its data files are beside it.</summary>
    public string Path { get; }

    /// <summary>Copies the model at <paramref name="path"/> and the data files that it references.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="most">The size limit for copying; null for 1 GB.</param>
    /// <exception cref="Tasks.GradingException">The model is missing, too large, broken or a link, or references a file outside its folder.</exception>
    public static ShippedModel Take(string path, ByteSize? most = null)
    {
        var limit = most ?? ByteSize.Parse("1 GB");
        var source = System.IO.Path.GetFullPath(path);
        var copy = new ShippedModel(System.IO.Path.GetFileName(source));
        try
        {
            var taken = Copy(source, copy.Path, System.IO.Path.GetDirectoryName(source)!, limit);
            var facts = MeasuringProcess.Facts(copy.Path);
            foreach (var name in facts.DataFiles)
            {
                var from = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(source)!, name));
                var to = System.IO.Path.GetFullPath(System.IO.Path.Combine(copy.folder, name));
                if (!to.StartsWith(copy.folder + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal) || to == copy.Path)
                {
                    throw BudgetFailures.NotShipped(path, $"its data file '{name}' leaves the model's folder");
                }

                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
                taken += Copy(from, to, System.IO.Path.GetDirectoryName(source)!, new ByteSize(limit.Bytes - taken.Bytes));
            }

            if (facts.DataFiles.Count > 0)
            {
                _ = MeasuringProcess.Facts(copy.Path);       // the data files are right, too
            }

            return copy;
        }
        catch (FrugalException failure)
        {
            copy.Dispose();
            throw BudgetFailures.Refused(failure.Message.Replace(copy.Path, path, StringComparison.Ordinal));
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static ByteSize Copy(string from, string to, string folder, ByteSize limit)
    {
        if (!System.IO.Path.Exists(from) && new FileInfo(from).LinkTarget is null)
        {
            throw BudgetFailures.NotShipped(from, "there is no such file");
        }

        using var file = PlainFile.OpenBelow(folder, System.IO.Path.GetRelativePath(folder, from))
            ?? throw BudgetFailures.NotShipped(from, "it is a link, in a folder that is one, a pipe, a folder or a device");
        var content = PlainFile.Read(file, limit.Bytes) ?? throw BudgetFailures.NotShipped(from, $"{new ByteSize(file.Length)} are more than the {limit} that are looked at");
        File.WriteAllBytes(to, content);
        return new ByteSize(content.Length);
    }
}
