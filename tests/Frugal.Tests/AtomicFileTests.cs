namespace Frugal.Tests;

[Parallelizable]
public class AtomicFileTests
{
    [Test]
    public void A_regular_file_is_replaced()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.onnx", "old");

        AtomicFile.WriteAllBytes(path, "new"u8.ToArray());

        Assert.That((File.ReadAllText(path), Directory.GetFiles(folder.Path)), Is.EqualTo(("new", new[] { path })));
    }

    [TestCase("pipe", "a pipe", ExcludePlatform = "Win")]
    [TestCase("link", "a symbolic link", ExcludePlatform = "Win")]
    [TestCase("folder", "a folder")]
    public void What_is_not_a_regular_file_stays_and_is_named_in_one_line(string name, string kind)
    {
        using var folder = new TemporaryFolder();
        Make(folder, name);

        var refusal = Assert.Throws<FrugalException>(() => AtomicFile.WriteAllBytes(folder[name], [1]))!;

        Assert.That(refusal.Message, Does.Contain(folder[name]).And.Contain($"is {kind}").And.Not.Contain("\n"));
        Assert.That(File.GetAttributes(folder[name]) & (FileAttributes.Directory | FileAttributes.ReparsePoint), Is.EqualTo(name switch
        {
            "folder" => FileAttributes.Directory,
            "link" => FileAttributes.ReparsePoint,
            _ => default,
        }));
        Assert.That(Directory.GetFileSystemEntries(folder.Path, "*.part"), Is.Empty);
    }

    private static void Make(TemporaryFolder folder, string name)
    {
        switch (name)
        {
            case "pipe":
                NamedPipe.Make(folder[name]);
                break;
            case "link":
                File.CreateSymbolicLink(folder[name], folder.Write("target", "kept"));
                break;
            default:
                Directory.CreateDirectory(folder[name]);
                break;
        }
    }
}
