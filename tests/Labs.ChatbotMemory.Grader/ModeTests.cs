using System.Globalization;
using System.Text;
using Labs.ChatbotMemory.Grader.Probes;

namespace Labs.ChatbotMemory.Grader;

[Task(7, "The mode for this machine: memory, control groups, use")]
[Points(6)]
[Hint("In a container the machine's memory is not what the program may take: the control groups' limits hold, the smallest of them.")]
public class ModeTests : TaskFixture
{
    private const long GB = 1_000_000_000;

    [Test, Points(1.5), Hint("One memory.max per folder, from the root down to the group of the line 0::/...")]
    public void The_smallest_limit_on_the_way_to_the_group_holds()
    {
        var (outer, inner, other) = (Unseen.NextInt64(GB, 3 * GB), Unseen.NextInt64(4 * GB, 5 * GB), Unseen.Next(1_000_000));
        var root = Groups(new()
        {
            ["a/memory.max"] = $"{inner}\n", ["a/b/memory.max"] = $"{outer}\n", ["a/b/c/memory.max"] = "max\n", ["other/memory.max"] = $"{other}\n", ["a/d/memory.max"] = $"{other}\n", ["top/x/memory.max"] = $"{outer}\n",
        });
        Limited(root, [
            (8 * GB, "0::/a\n", inner), (8 * GB, "0::/a/b\n", outer), (8 * GB, "0::/a/b/c\n", outer), (8 * GB, "0::/a/b/c", outer), (8 * GB, "0::/top/x\n", outer), (8 * GB, "0::/top\n", 8 * GB),
            (GB / 2, "0::/a/b/c\n", GB / 2), (8 * GB, "0::/\n", 8 * GB), (8 * GB, "12:memory:/other\n1:name=systemd:/other\n0::/a/b\n", outer), (8 * GB, "0::/a/b\n3:cpu:/other\n", outer),
        ]);
        var whole = Unseen.NextInt64(GB);
        Limited(Groups(new() { ["memory.max"] = $"{whole}", ["a/memory.max"] = $"{inner}" }), [(8 * GB, "0::/\n", whole), (8 * GB, "0::/a\n", whole), (8 * GB, "0::/none/at/all\n", whole)]);
    }

    [Test, Hidden, Points(2), Hint("A missing file, max, and any text that is not a number are no limit; a group outside the root is none either.")]
    public void What_is_no_limit_does_not_count()
    {
        var limit = Unseen.NextInt64(GB);
        var root = Groups(new()
        {
            ["max/memory.max"] = "max\n", ["text/memory.max"] = "lots\n", ["empty/memory.max"] = "", ["minus/memory.max"] = "-5\n", ["point/memory.max"] = "1.5\n", ["huge/memory.max"] = "99999999999999999999999\n", ["unit/memory.max"] = "5 MB\n",
            ["folder/memory.max/x"] = "", ["deep/a/b/memory.max"] = $"{limit}\n", ["zero/memory.max"] = "0\n",
        });
        Limited(root, [
            (8 * GB, null, 8 * GB), (8 * GB, "", 8 * GB), (8 * GB, "1:memory:/deep/a/b\n", 8 * GB), (8 * GB, "10::/deep/a/b\n", 8 * GB), (8 * GB, "0::deep/a/b\n", 8 * GB), (8 * GB, "0::/none\n", 8 * GB),
            (8 * GB, "0::/max\n", 8 * GB), (8 * GB, "0::/text\n", 8 * GB), (8 * GB, "0::/empty\n", 8 * GB), (8 * GB, "0::/minus\n", 8 * GB), (8 * GB, "0::/point\n", 8 * GB), (8 * GB, "0::/huge\n", 8 * GB), (8 * GB, "0::/unit\n", 8 * GB),
            (8 * GB, "0::/folder\n", 8 * GB), (8 * GB, "0::/deep/a/b\n", limit), (8 * GB, "0::/deep/a/b/none\n", limit), (8 * GB, "0::/zero\n", 0),
        ]);
        Limited(Path.Combine(root, "nowhere"), [(8 * GB, "0::/a\n", 8 * GB)]);
        var below = Groups(new() { ["outside/memory.max"] = $"{limit}\n", ["root/inside/memory.max"] = $"{limit}\n", ["root/x"] = "" });
        Limited(Path.Combine(below, "root"), [(8 * GB, "0::/../outside\n", 8 * GB), (8 * GB, "0::/inside/../../outside\n", 8 * GB), (8 * GB, "0::/inside\n", limit)]);
    }

    [Test, Points(1.5), Hint("switch ((memory, use)): the ends of the ranges are 8, 16 and 32 GB, of 1,000,000,000 bytes.")]
    public void The_mode_is_that_of_the_table()
    {
        string[][] table = [["Lazy", "Lazy", "Lazy"], ["Lazy", "Quantized", "Quantized"], ["Mapped", "Mapped", "Mapped"], ["Mapped", "Resident", "Resident"]];
        long[] starts = [4, 8 * GB, 16 * GB, 32 * GB, 1000 * GB];
        var cases = new List<(ModeRequest, string)>();
        for (var row = 0; row < table.Length; row++)
        {
            foreach (var memory in new[] { starts[row], starts[row] + 1, Unseen.NextInt64(starts[row], starts[row + 1]), starts[row + 1] - 1 })
            {
                cases.AddRange(Enumerable.Range(0, 3).Select(use => (new ModeRequest(memory, use, F16: 3, Q4: 2), table[row][use])));
            }
        }

        Modes(cases);
    }

    [Test, Points(1), Hint("Three quarters of the memory; the F16 file for the two modes in F16, the Q4_K_M file for the others.")]
    public void A_model_that_does_not_fit_gets_the_next_mode_or_a_refusal()
    {
        var few = 4 * Unseen.NextInt64(1 * GB / 4, 7 * GB / 4);
        var many = 4 * Unseen.NextInt64(33 * GB / 4, 90 * GB / 4);
        Modes(
        [
            (new(many, 2, many / 4 * 3, 1), "Resident"), (new(many, 2, many / 4 * 3 + 1, 1), "Quantized"), (new(many, 1, many, many / 4 * 3), "Quantized"), (new(many, 0, many / 4 * 3, 1), "Mapped"), (new(many, 0, many / 4 * 3 + 1, 1), "Quantized"),
            (new(20 * GB, 1, 15 * GB, 5 * GB), "Mapped"), (new(20 * GB, 1, 15 * GB + 1, 5 * GB), "Quantized"), (new(20 * GB, 0, 16 * GB, 15 * GB), "Quantized"), (new(12 * GB, 1, 100 * GB, 9 * GB), "Quantized"), (new(12 * GB, 0, 100 * GB, 9 * GB), "Lazy"),
            (new(few, 2, few * 9, few / 4 * 3), "Lazy"), (new(few, 0, few * 9, 1), "Lazy"),
        ]);
        foreach (var (memory, use) in new[] { (few, 0), (few, 2), (12 * GB, 1), (20 * GB, 0), (many, 2) })
        {
            var q4 = memory / 4 * 3 + 1;
            var got = Student.Call(ModeProbes.Modes, new[] { new ModeRequest(memory, use, 4 * memory, q4) })[0];
            Expect.For($"{memory:N0} bytes of memory, and a Q4_K_M file of {q4:N0} bytes", "ModeChoice.Choose")
                .That(got.StartsWith("FrugalException", StringComparison.Ordinal) && Numbers.Names(got, q4, memory), "a FrugalException with both numbers of bytes", got);
        }
    }

    private void Modes(List<(ModeRequest Request, string Mode)> cases)
    {
        var got = Student.Call(ModeProbes.Modes, cases.Select(one => one.Request).ToArray());
        foreach (var (mode, (request, right)) in got.Zip(cases))
        {
            Expect.For(string.Create(CultureInfo.InvariantCulture, $"{request.Memory:N0} bytes of memory, use {(new[] { "occasional", "regular", "intensive" })[request.Use]}, files of {request.F16:N0} bytes in F16 and {request.Q4:N0} in Q4_K_M"), "ModeChoice.Choose: the table, then what fits")
                .Equal("the mode", mode, right);
        }
    }

    private string Groups(Dictionary<string, string> files) => Scratch.WriteFolder($"cgroup{Unseen.NextInt64():x}", files.ToDictionary(file => file.Key, file => Encoding.ASCII.GetBytes(file.Value)));

    private void Limited(string root, (long Total, string? Own, long Limit)[] cases)
    {
        var got = Student.Call(ModeProbes.Limits, Array.ConvertAll(cases, one => new LimitRequest(one.Total, root, one.Own)));
        foreach (var (limit, (total, own, right)) in got.Zip(cases))
        {
            Expect.For($"A machine with {total} bytes and the groups {(own is null ? "none" : $"\"{own.ReplaceLineEndings(" | ")}\"")}", "MachineMemory.Limit: which folders lie on the way, and what their memory.max says").Equal("the bytes", limit, right);
        }
    }
}
