using Frugal.Gguf;

namespace Frugal.Tests.Gguf;

/// <summary>Files that lie: each is refused in one line that names the file and the mistake.</summary>
[Parallelizable]
public class GgufHostileTests
{
    private const ulong Huge = ulong.MaxValue;

    private static IEnumerable<TestCaseData> Lies()
    {
        yield return Case("empty bytes", [], "GGUF");
        yield return Case("another format", "PK\u0003\u0004 and more"u8.ToArray(), "letters GGUF");
        yield return Case("version 1", new RawGguf(0, 0, version: 1).ToArray(), "version 1");
        yield return Case("version 4", new RawGguf(0, 0, version: 4).ToArray(), "versions 2 and 3");
        yield return Case("big endian", new RawGguf(0, 0, version: 0x03000000).ToArray(), "big-endian");
        yield return Case("cut in the header", new RawGguf(0, 0).ToArray()[..20], "the number of metadata keys at byte 16 needs 8 bytes, and 4 are left");
        yield return Case("a huge number of tensors", new RawGguf(Huge, 0).ToArray(), "tensors");
        yield return Case("a huge number of keys", new RawGguf(0, 1UL << 40).ToArray(), "metadata keys");
        yield return Case("more tensors than the file can hold", new RawGguf(3, 0).Tensor("w", [1]).WithData(4), "tensors");
        yield return Case("a string longer than the file", new RawGguf(0, 1).Text([97], Huge).WithData(64), "a metadata key");
        yield return Case("a text longer than the file", new RawGguf(0, 1).Text("a.b").U32(8).U64(1 << 20).WithData(64), "'a.b'");
        yield return Case("a text of 2 GB", new RawGguf(0, 1).Text("a.b").U32(8).U64(1UL << 31).WithData(64), "'a.b'");
        yield return Case("an array longer than the file", new RawGguf(0, 1).Text("a.b").U32(9).U32(6).U64(1UL << 62).WithData(64), "elements of key 'a.b'");
        yield return Case("an array of texts longer than the file", new RawGguf(0, 1).Text("a.b").U32(9).U32(8).U64(100).WithData(64), "elements of key 'a.b'");
        yield return Case("an array of arrays", new RawGguf(0, 1).Text("a.b").U32(9).U32(9).U64(1).U32(9).U64(0).WithData(64), "array of arrays");
        yield return Case("an unknown type of value", new RawGguf(0, 1).Text("a.b").U32(13).WithData(64), "type 13");
        yield return Case("a truth value of 2", new RawGguf(0, 1).Text("a.b").U32(7).U8(2).WithData(64), "0 or 1");
        yield return Case("a text that is not UTF-8", new RawGguf(0, 1).Text("a.b").U32(8).Text([0xC3, 0x28]).WithData(64), "UTF-8");
        yield return Case("a key that is not UTF-8", new RawGguf(0, 1).Text([0xFF]).U32(4).U32(1).WithData(64), "UTF-8");
        yield return Case("an empty key", new RawGguf(0, 1).Key("", 1).WithData(64), "at least one character");
        yield return Case("a key that moves the cursor", new RawGguf(0, 1).Key("a\u001b[2J", 1).WithData(64), "'a?[2J'");
        yield return Case("a key twice", new RawGguf(0, 2).Key("a", 1).Key("a", 2).WithData(64), "two keys named 'a'");
        yield return Case("alignment 0", new RawGguf(0, 1).Key(GgufKeys.Alignment, 0).WithData(64), "power of two");
        yield return Case("alignment 48", new RawGguf(0, 1).Key(GgufKeys.Alignment, 48).WithData(64), "power of two");
        yield return Case("alignment as text", new RawGguf(0, 1).Text(GgufKeys.Alignment).U32(8).Text("32").WithData(64), GgufKeys.Alignment);
        yield return Case("a tensor twice", new RawGguf(2, 0).Tensor("w", [8]).Tensor("w", [8], offset: 32).WithData(64), "two tensors named 'w'");
        yield return Case("a name of 65 bytes", new RawGguf(1, 0).Tensor(new string('w', 65), [8]).WithData(64), "65 bytes");
        yield return Case("five dimensions", new RawGguf(1, 0).Tensor("w", [1, 1, 1, 1, 1]).WithData(64), "5 dimensions");
        yield return Case("a huge number of dimensions", new RawGguf(1, 0).Text("w").U32(uint.MaxValue).WithData(64), "dimensions");
        yield return Case("dimension 0", new RawGguf(1, 0).Tensor("w", [4, 0]).WithData(64), "[4, 0]");
        yield return Case("a negative dimension", new RawGguf(1, 0).Tensor("w", [Huge]).WithData(64), "[-1]");
        yield return Case("a product that overflows", new RawGguf(1, 0).Tensor("w", [1UL << 32, 1UL << 32]).WithData(64), "63 bits");
        yield return Case("a product that overflows to 1", new RawGguf(1, 0).Tensor("w", [0x7FFFFFFFFFFFFFFF, 0x7FFFFFFFFFFFFFFF]).WithData(64), "63 bits");
        yield return Case("bytes that overflow", new RawGguf(1, 0).Tensor("w", [1UL << 62]).WithData(64), "63 bits");
        yield return Case("a row of 100 in blocks of 256", new RawGguf(1, 0).Tensor("w", [100], 12).WithData(64), "multiple of 256");
        yield return Case("a type that was removed", new RawGguf(1, 0).Tensor("w", [32], 5).WithData(64), "Q4_3 is no longer in use");
        yield return Case("an unknown type", new RawGguf(1, 0).Tensor("w", [32], 77).WithData(64), "type 77");
        yield return Case("an offset beside the alignment", new RawGguf(1, 0).Tensor("w", [8], offset: 4).WithData(64), "multiple of the alignment");
        yield return Case("an offset that overflows", new RawGguf(1, 0).Tensor("w", [8], offset: 0x7FFFFFFFFFFFFFE0).WithData(64), "the file has");
        yield return Case("a negative offset", new RawGguf(1, 0).Tensor("w", [8], offset: unchecked((ulong)-32)).WithData(64), "multiple of the alignment");
        yield return Case("a tensor beyond the end", new RawGguf(1, 0).Tensor("w", [17]).WithData(64), "the file has");
        yield return Case("a tensor without its bytes", new RawGguf(1, 0).Tensor("w", [17]).ToArray(), "the file has");
        yield return Case("an alignment beyond the end", new RawGguf(1, 1).Key(GgufKeys.Alignment, 1u << 30).Tensor("w", [8]).WithData(64), "the file has");
        yield return Case("tensors that overlap", new RawGguf(2, 0).Tensor("a", [9]).Tensor("b", [8], offset: 32).WithData(128), "overlap those of tensor 'a'");
        yield return Case("tensors in one place", new RawGguf(2, 0).Tensor("a", [8], offset: 32).Tensor("b", [8], offset: 32).WithData(128), "overlap");
    }

    [TestCaseSource(nameof(Lies))]
    public void A_file_that_lies_is_refused_in_one_line(byte[] bytes, string mistake)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Assert.Throws<FrugalException>(() => GgufFile.Parse(bytes, "hostile.gguf").Dispose())!;

        Assert.That(refusal.Message, Does.StartWith("hostile.gguf: ").And.Contain(mistake).And.EndWith(".").And.Not.Contain("\n"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20), "bytes allocated for a file of a few hundred");
    }

    [TestCase("missing", "there is no such file")]
    [TestCase("folder", "is a folder")]
    [TestCase("empty", "it is empty")]
    [TestCase("pipe", "is a pipe", ExcludePlatform = "Win")]
    [TestCase("device", "is a device", ExcludePlatform = "Win")]
    [TestCase("loop", "cannot be read", ExcludePlatform = "Win")]
    [TestCase("linked pipe", "is a pipe", ExcludePlatform = "Win")]
    [TestCase("dangling", "there is no such file", ExcludePlatform = "Win")]
    public void What_is_not_a_file_with_bytes_is_refused_without_waiting(string kind, string mistake)
    {
        using var folder = new TemporaryFolder();
        var path = Make(folder, kind);

        var refusal = Assert.Throws<FrugalException>(() => GgufFile.Open(path).Dispose())!;

        Assert.That(refusal.Message, Does.StartWith(path).And.Contain(mistake).And.Not.Contain("\n"));
    }

    [Test]
    public void Every_cut_of_a_file_is_refused()
    {
        var whole = SmallGguf.Bytes(SmallGguf.Writer(3));
        using var file = GgufFile.Parse(whole, "whole");
        var end = (int)file.Tensors.Max(tensor => tensor.Offset + tensor.Bytes);

        Assert.Multiple(() =>
        {
            for (var length = 0; length < end; length++)
            {
                Assert.Throws<FrugalException>(() => GgufFile.Parse(whole[..length], "cut").Dispose(), $"{length} bytes");
            }
        });
    }

    private static string Make(TemporaryFolder folder, string kind)
    {
        var path = folder["model.gguf"];
        switch (kind)
        {
            case "folder": Directory.CreateDirectory(path); break;
            case "empty": folder.Write("model.gguf", ""); break;
            case "pipe": NamedPipe.Make(path); break;
            case "device": return "/dev/zero";
            case "loop": File.CreateSymbolicLink(path, path); break;
            case "dangling": File.CreateSymbolicLink(path, folder["nothing"]); break;
            case "linked pipe":
                NamedPipe.Make(folder["pipe"]);
                File.CreateSymbolicLink(path, folder["pipe"]);
                break;
        }

        return path;
    }

    private static TestCaseData Case(string name, byte[] bytes, string mistake) => new TestCaseData(bytes, mistake).SetName($"Refused: {name}");
}
