using System.Text;

namespace Frugal.Training.Tests.Engines;

public class SymbolVersionsTests
{
    private const int Needs = 0x100, Names = 0x180, Sections = 0x200, SectionSize = 64;

    [TestCase("GLIBCXX_3.4.21", 0x114)]
    [TestCase("GLIBCXX_3.4.32", 0x124)]
    [TestCase("GLIBC_2.34", 0x144)]
    public void Only_the_flag_of_the_named_version_changes(string version, int flag)
    {
        var library = Library();
        var before = library.ToArray();

        Assert.That(SymbolVersions.MarkWeak(library, version), Is.True);

        before[flag] |= 2;
        Assert.That(library, Is.EqualTo(before));
    }

    [TestCase("GLIBCXX_3.4.3")]
    [TestCase("GLIBCXX_3.4.33")]
    public void A_library_without_the_version_stays_as_it_is(string version)
    {
        var library = Library();

        Assert.That(SymbolVersions.MarkWeak(library, version), Is.False);
        Assert.That(library, Is.EqualTo(Library()));
    }

    [Test]
    public void The_library_that_the_tests_run_with_is_still_marked_after_another_round()
    {
        var library = Directory.GetFiles(AppContext.BaseDirectory, "libLibTorchSharp.so", SearchOption.AllDirectories).FirstOrDefault();
        Assume.That(library, Is.Not.Null, "Linux on x64 only");
        var bytes = File.ReadAllBytes(library!);
        var marked = bytes.ToArray();

        Assert.That(SymbolVersions.MarkWeak(marked, "GLIBCXX_3.4.32"), Is.True);
        Assert.That(marked.Zip(bytes).Count(pair => pair.First != pair.Second), Is.LessThanOrEqualTo(1), "0 where the copy is used, 1 where the system's libstdc++ is new enough");
    }

    /// <summary>The parts of an ELF library that name required versions: two of libstdc++, one of libc.</summary>
    private static byte[] Library()
    {
        string[] names = ["libstdc++.so.6", "GLIBCXX_3.4.21", "GLIBCXX_3.4.32", "libc.so.6", "GLIBC_2.34"];
        var offsets = names.Select((_, i) => 1 + names[..i].Sum(name => name.Length + 1)).ToArray();
        var file = new byte[Sections + 3 * SectionSize];
        Write64(0x28, Sections);                                     // e_shoff
        Write16(0x3A, SectionSize);                                  // e_shentsize
        Write16(0x3C, 3);                                            // e_shnum: none, verneed, its names
        Write32(Sections + SectionSize + 4, 0x6ffffffe);             // sh_type: SHT_GNU_verneed
        Write64(Sections + SectionSize + 24, Needs);                 // sh_offset
        Write32(Sections + SectionSize + 40, 2);                     // sh_link
        Write64(Sections + 2 * SectionSize + 24, Names);
        Encoding.ASCII.GetBytes('\0' + string.Join('\0', names) + '\0').CopyTo(file, Names);
        Need(Needs, file: offsets[0], entries: 2, next: 0x30);
        Entry(Needs + 0x10, name: offsets[1], next: 0x10);
        Entry(Needs + 0x20, name: offsets[2], next: 0);
        Need(Needs + 0x30, file: offsets[3], entries: 1, next: 0);
        Entry(Needs + 0x40, name: offsets[4], next: 0);
        return file;

        void Need(int at, int file, ushort entries, uint next)       // Elf64_Verneed
        {
            Write16(at, 1);
            Write16(at + 2, entries);
            Write32(at + 4, (uint)file);
            Write32(at + 8, 0x10);
            Write32(at + 12, next);
        }

        void Entry(int at, int name, uint next)                      // Elf64_Vernaux
        {
            Write32(at + 8, (uint)name);
            Write32(at + 12, next);
        }

        void Write16(int at, ushort value) => BitConverter.TryWriteBytes(file.AsSpan(at), value);
        void Write32(int at, uint value) => BitConverter.TryWriteBytes(file.AsSpan(at), value);
        void Write64(int at, ulong value) => BitConverter.TryWriteBytes(file.AsSpan(at), value);
    }
}
