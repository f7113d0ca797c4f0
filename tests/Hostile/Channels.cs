using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Hostile;

/// <summary>Submissions that use the channel to the grader in other ways than by one answer to one question.</summary>
public static class Channels
{
    /// <summary>The channel by its name in /proc: no handle, no reflection.</summary>
    public static int ThroughProc(string about)
    {
        using var channel = new FileStream($"/proc/self/fd/{Forgeries.Channel}", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        channel.Write(Framed(Forgeries.Reply("00000000000000000000000000000000")));
        return about.Length;
    }

    /// <summary>Answers without end, as large as an answer may be, while nobody asks.</summary>
    public static int EndlessAnswers(string about)
    {
        var large = Framed(Encoding.ASCII.GetBytes($"\"{new string('x', 15_000_000)}\""));
        new Thread(() =>
        {
            Thread.Sleep(500);                               // the true answer first
            using var channel = Open(Forgeries.Channel, FileAccess.Write);
            while (true)
            {
                channel.Write(large);
            }
        }) { IsBackground = true }.Start();
        return about.Length;
    }

    /// <summary>The next question, taken before the worker sees it.</summary>
    public static int ReadAhead(string about)
    {
        new Thread(() =>
        {
            using var questions = Open(Questions, FileAccess.Read);
            _ = questions.Read(new byte[1 << 20]);
        }) { IsBackground = true }.Start();
        Thread.Sleep(200);
        return about.Length;
    }

    /// <summary>All further questions, answered in the worker's place: by 42.</summary>
    public static int TakeOver(string about)
    {
        using var questions = Open(Questions, FileAccess.Read);
        Answer(Forgeries.Nonces());
        while (true)
        {
            var length = new byte[4];
            questions.ReadExactly(length);
            var question = new byte[BitConverter.ToInt32(length)];
            questions.ReadExactly(question);
            Answer([JsonDocument.Parse(question).RootElement.GetProperty("Nonce").GetString()!]);
        }

        static void Answer(IEnumerable<string> nonces)
        {
            foreach (var nonce in nonces.Take(1))
            {
                Forgeries.Send(Forgeries.Reply(nonce));
            }
        }
    }

    public static int DeepAnswer(string about) => Instead("{\"Nonce\":\"NONCE\",\"Answer\":" + new string('[', 100_000) + new string(']', 100_000) + "}");

    public static int AnswerOfAnotherType(string about) => Instead("{\"Nonce\":\"NONCE\",\"Answer\":{\"$type\":\"System.IO.FileInfo, System.Runtime\",\"path\":\"/etc/passwd\"}}");

    public static int NumberBeyondAll(string about) => Instead("{\"Nonce\":\"NONCE\",\"Answer\":1e999999999}");

    public static int TwoNonces(string about) => Instead("{\"Nonce\":\"NONCE\",\"Nonce\":\"0\",\"Answer\":42}");

    public static int AnswerAndMore(string about) => Instead("{\"Nonce\":\"NONCE\",\"Answer\":42} {\"Nonce\":\"NONCE\",\"Answer\":42}");

    /// <summary>An exception whose stack trace is one line of 15 MB, made for a search by a pattern to take for ever.</summary>
    public static int EndlessTrace(string about) => Instead("{\"Nonce\":\"NONCE\",\"Thrown\":{\"Type\":\"System.Exception\",\"Message\":\"m\",\"Trace\":\" at a(" + new StringBuilder().Insert(0, " in /:line", 1_500_000) + "x\"}}");

    public static int LinesOfTrace(string about) => Instead("{\"Nonce\":\"NONCE\",\"Thrown\":{\"Type\":\"" + new string('A', 1_000_000) + "\",\"Message\":\"m\",\"Trace\":\"" + new StringBuilder().Insert(0, " at a( in  in  in /\\n", 700_000) + "\"}}");

    /// <summary>An answer that the grader did not get from the probe, with the call's own nonce.</summary>
    private static int Instead(string reply)
    {
        foreach (var nonce in Forgeries.Nonces().Take(1))
        {
            Forgeries.Send(Encoding.ASCII.GetBytes(reply.Replace("NONCE", nonce, StringComparison.Ordinal)));
        }

        return Ends.Deadlock(reply);
    }

    private static int Questions => int.Parse(Environment.GetCommandLineArgs()[2], CultureInfo.InvariantCulture);

    private static FileStream Open(int descriptor, FileAccess access) => new(new SafeFileHandle(descriptor, ownsHandle: false), access, 0);

    private static byte[] Framed(byte[] content) => [.. BitConverter.GetBytes(content.Length), .. content];
}
