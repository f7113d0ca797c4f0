using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Hostile;

/// <summary>Submissions that take more than there is.</summary>
public static class Floods
{
    public static int ManagedMemory(string about)
    {
        var kept = new List<byte[]>();
        while (true)
        {
            kept.Add(new byte[4 << 20]);
            Array.Fill(kept[^1], (byte)about.Length);
        }
    }

    public static unsafe int NativeMemory(string about)
    {
        while (true)
        {
            const int Bytes = 8 << 20;
            new Span<byte>((void*)Marshal.AllocHGlobal(Bytes), Bytes).Fill((byte)about.Length);
        }
    }

    /// <summary>Memory that is not anonymous, and no file's.</summary>
    public static int SharedMemory(string about)
    {
        const long Bytes = 500 << 20;
        using var memory = MemoryMappedFile.CreateNew(null, Bytes);
        using var view = memory.CreateViewStream();
        var block = new byte[1 << 20];
        Array.Fill(block, (byte)about.Length);
        for (long written = 0; written < Bytes; written += block.Length)
        {
            view.Write(block);
        }

        return Ends.Deadlock(about);                         // held until somebody looks
    }

    /// <summary>A hundred megabytes that are neither anonymous nor a file's, kept: a budget of anonymous memory would not see them.</summary>
    public static int MemoryBesideTheBudget(string about)
    {
        kept = MemoryMappedFile.CreateNew(null, 100 << 20);
        var view = kept.CreateViewStream();
        view.Write(new byte[100 << 20]);
        Thread.Sleep(200);                                   // long enough to be looked at
        return about.Length;
    }

    private static MemoryMappedFile? kept;

    /// <summary>No process holds much, all together do.</summary>
    public static int MemoryOfChildren(string about)
    {
        for (var i = 0; i < 3; i++)
        {
            Shell("x=$(head -c 90000000 /dev/zero | tr '\\0' x); sleep 60");
        }

        return Ends.Deadlock(about);
    }

    public static int Threads(string about)
    {
        while (true)
        {
            new Thread(() => Ends.Deadlock(about), 64 << 10) { IsBackground = true }.Start();
        }
    }

    /// <summary>Again and again: where the system allows no more processes, a bomb may have burnt out before anybody looks.</summary>
    public static int ForkBomb(string about)
    {
        while (about.Length > 0)
        {
            try
            {
                Shell("f() { f | f & }; f").WaitForExit();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // No more processes.
            }

            Thread.Sleep(20);
        }

        return 0;
    }

    /// <summary>No file is beyond the limit, all together are.</summary>
    public static int ManyFiles(string about)
    {
        var block = new byte[1 << 20];
        for (var i = 0; ; i++)
        {
            File.WriteAllBytes($"{about}{i}", block);
        }
    }

    public static int ManyEmptyFiles(string about)
    {
        for (var i = 0; ; i++)
        {
            File.WriteAllBytes($"{about}{i}", []);
        }
    }

    /// <summary>Folders in folders, beyond the longest path.</summary>
    public static int DeepFolders(string about)
    {
        Shell("for i in $(seq 1 2000); do mkdir aaaaaaaaaa; cd aaaaaaaaaa; done");
        return Ends.Deadlock(about);
    }

    public static int NamesThatAreNotText(string about)
    {
        Shell("touch \"$(printf 'a\\377b')\"; mkdir \"$(printf 'c\\376')\"; touch \"$(printf 'c\\376')/d\"; mkdir locked; touch locked/e; chmod 0 locked");
        return Ends.Deadlock(about);
    }

    public static int Output(string about)
    {
        var line = new string('x', 1 << 16);
        for (var i = 0; i < 1 << 14; i++)                    // 1 GiB
        {
            Console.WriteLine(line);
        }

        return about.Length;
    }

    public static int Disk(string about)
    {
        using var file = File.Create(about);
        var zeros = new byte[1 << 20];
        for (var i = 0; i < 4096; i++)
        {
            file.Write(zeros);
        }

        return 0;
    }

    /// <summary>A process that leaves its parent, its session and its output behind.</summary>
    public static int Daemon(string about)
    {
        Shell($"setsid sleep {about} >/dev/null 2>&1 </dev/null &").WaitForExit();
        return about.Length;
    }

    private static Process Shell(string script) => Process.Start("/bin/sh", ["-c", script]);
}
