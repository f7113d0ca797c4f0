using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Tests.Containment;

public class ScratchTests
{
    private static readonly ByteSize Most = new(1000);

    [Test]
    public void Files_are_read_as_they_were_written_and_gone_with_the_folder()
    {
        using var scratch = new Scratch();

        var path = scratch.Write("input.bin", [1, 2, 3]);

        Assert.That(scratch.Read("input.bin", Most), Is.EqualTo((byte[])[1, 2, 3]));
        scratch.Dispose();
        Assert.That((File.Exists(path), Directory.Exists(scratch.Folder)), Is.EqualTo((false, false)));
    }

    [Test]
    public void A_folder_arrives_whole_under_a_new_name()
    {
        using var scratch = new Scratch();
        var files = new Dictionary<string, byte[]> { ["models/a.onnx"] = [1], ["models/"] = [], ["empty/"] = [] };

        var path = scratch.WriteFolder("shop", files);

        Assert.That(Directory.GetFileSystemEntries(path, "*", SearchOption.AllDirectories).Select(entry => Path.GetRelativePath(path, entry)), Is.EquivalentTo(new[] { "models", "empty", Path.Combine("models", "a.onnx") }));
        Assert.That(() => scratch.WriteFolder("shop", files), Throws.InstanceOf<IOException>(), "the name is taken");
        Assert.That(() => scratch.WriteFolder("shop/inner", files), Throws.TypeOf<FrugalException>());
        Assert.That(() => scratch.WriteFolder("../shop", files), Throws.TypeOf<FrugalException>());
        Assert.That(Directory.GetFiles(path, "*", SearchOption.AllDirectories), Has.Length.EqualTo(1));
    }

    [Test]
    [Platform("Linux")]
    public void A_link_under_the_name_of_a_new_folder_is_not_followed()
    {
        using var scratch = new Scratch();
        using var outside = new TemporaryFolder();
        File.CreateSymbolicLink(scratch["shop"], outside.Path);

        Assert.That(() => scratch.WriteFolder("shop", new Dictionary<string, byte[]> { ["file"] = [1] }), Throws.InstanceOf<IOException>());

        Assert.That(Directory.GetFileSystemEntries(outside.Path), Is.Empty);
    }

    [TestCase("../out")]
    [TestCase("/etc/passwd")]
    [TestCase("")]
    public void A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        using var scratch = new Scratch();

        Assert.That(() => scratch[name], Throws.TypeOf<FrugalException>());
    }

    [Test]
    [Platform("Linux")]
    public void Links_are_neither_read_nor_written_through()
    {
        using var scratch = new Scratch();
        using var outside = new TemporaryFolder();
        var secret = outside.Write("secret", "secret");
        File.CreateSymbolicLink(scratch["answer"], secret);
        Directory.CreateSymbolicLink(scratch["folder"], outside.Path);

        Assert.Multiple(() =>
        {
            Assert.That(Cause(scratch, "answer"), Is.EqualTo(Frugal.Grading.Grades.Cause.Cheating));
            Assert.That(Cause(scratch, "folder/secret"), Is.EqualTo(Frugal.Grading.Grades.Cause.Cheating));
        });

        scratch.Write("answer", "changed"u8);
        Assert.That(File.ReadAllText(secret), Is.EqualTo("secret"));
        scratch.Dispose();
        Assert.That(File.Exists(secret), Is.True);
    }

    [Test]
    public void A_missing_an_empty_and_a_large_file_are_told_apart()
    {
        using var scratch = new Scratch();
        scratch.Write("empty", []);
        scratch.Write("large", new byte[1001]);

        Assert.Multiple(() =>
        {
            Assert.That(Cause(scratch, "missing"), Is.EqualTo(Frugal.Grading.Grades.Cause.WrongAnswer));
            Assert.That(Cause(scratch, "empty"), Is.EqualTo(Frugal.Grading.Grades.Cause.WrongAnswer));
            Assert.That(Cause(scratch, "large"), Is.EqualTo(Frugal.Grading.Grades.Cause.TooLarge));
        });
    }

    private static Cause Cause(Scratch scratch, string name) => Assert.Throws<StudentFailure>(() => scratch.Read(name, Most))!.Cause;
}
