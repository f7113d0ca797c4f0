using System.Runtime.CompilerServices;
using System.Text;
using Frugal.Serving.Processes;

namespace Frugal.Serving.Tests.Processes;

/// <summary>What this assembly does as a program: the model's process of the tests.</summary>
internal static class ChildProgram
{
    private static readonly TimeSpan Leftover = TimeSpan.FromMinutes(2);      // no process stays if a test is wrong
    private static int cancelled;

    /// <summary>The command that starts it.</summary>
    public static IReadOnlyList<string> Command(params string[] arguments) =>
        [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", typeof(ChildProgram).Assembly.Location, .. arguments];

    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["answers"]:
                await ModelProcessHost.RunAsync(AnswerAsync);
                return 0;
            case ["fails"]:
                await Console.Error.WriteLineAsync("model.bin:\n  cut off");
                return 3;
            case ["never ready"]:
                await Console.Error.WriteLineAsync("still loading");
                await Task.Delay(Leftover);
                return 0;
            case ["deaf"]:
                using (var output = Console.OpenStandardOutput())
                {
                    output.Write(new ProcessFrame(FrameKind.Ready, 0, default).ToBytes());
                    await Task.Delay(Leftover);
                }

                return 0;
            case ["parent"]:
                using (var child = ModelProcess.Start(new(Command("answers"))))
                {
                    Console.WriteLine(child.Id);
                    await Console.In.ReadLineAsync();
                }

                return 0;
            default:
                return 99;
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> AnswerAsync(ReadOnlyMemory<byte> request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var text = Encoding.UTF8.GetString(request.Span);
        switch (text)
        {
            case "endless":
                while (!cancellation.IsCancellationRequested)
                {
                    yield return new byte[1000];
                }

                cancelled++;
                break;
            case "endless and stubborn":
                while (true)
                {
                    yield return ReadOnlyMemory<byte>.Empty;
                }

            case "wait":
                yield return "waiting"u8.ToArray();
                try
                {
                    await Task.Delay(Leftover, cancellation);
                }
                finally
                {
                    cancelled++;
                }

                break;
            case "cancelled":
                yield return Encoding.UTF8.GetBytes($"{cancelled}");
                break;
            case "fail":
                throw new FrugalException("The prompt\nis too long.");
            case "print":
                Console.WriteLine("a message");
                yield return "printed"u8.ToArray();
                break;
            case "print past the console":
                using (var output = Console.OpenStandardOutput())
                {
                    output.Write("a message of native code\n"u8);
                }

                await Task.Delay(Leftover, cancellation);
                break;
            case "huge":
                using (var output = Console.OpenStandardOutput())
                {
                    output.Write([(byte)FrameKind.Part, 1, 0, 0, 0, 255, 255, 255, 127]);
                }

                await Task.Delay(Leftover, cancellation);
                break;
            case "chatter and exit":
                for (var line = 0; line < 20_000; line++)
                {
                    await Console.Error.WriteLineAsync($"line {line} of many");
                }

                Environment.Exit(7);
                break;
            default:
                foreach (var word in text.Split(' '))
                {
                    yield return Encoding.UTF8.GetBytes(word);
                }

                break;
        }
    }
}
