namespace Labs.TweetPipeline.Grader;

[Task(2, "The most alike of many")]
[Points(6)]
[Hint("Vector<float> multiplies several numbers at a time; keep one sum per lane and add them up at the end.")]
public class NearestTests : TaskFixture
{
    [Test, Hidden]
    public void Queries_never_seen_find_the_row_that_a_plain_loop_finds()
    {
        var (table, search) = (Numbers.Draw(Unseen, Numbers.TableRows), Numbers.Draw(Unseen, rows: 10));
        Student.Call(Probes.Load, table);

        Expect.For($"10 queries in {Numbers.TableRows} rows").Equal("the rows that are most alike:", Student.Call(Probes.Nearest, search), Reference.Nearest(table.Numbers().ToArray(), search));
    }

    [Test, WorkedBudget(Undone = 1, FasterThan = "a plain loop")]
    public void Many_queries_are_faster_than_midway_between_a_plain_loop_and_vectors()
    {
        var table = Numbers.Draw(Unseen, Numbers.TableRows);
        using var reference = StudentProcess.Start(Limits, Scratch);
        using var worked = StudentProcess.Start(Limits, Scratch);
        Student.Call(Probes.Load, table);
        reference.Call(Reference.Load, table);
        worked.Call(Worked.Load, table);

        Judge.SpeedUp(new TimedCalls<Rows, int[]>
        {
            Batch = queries => Numbers.Draw(Unseen, queries),
            Subject = search => Student.Call(Probes.Nearest, search),
            Reference = search => reference.Call(Reference.NearestByPlainLoop, search),
            Worked = search => worked.Call(Worked.NearestByVectors, search),
            SubjectTime = Student.ProcessorTime,
            ReferenceTime = reference.ProcessorTime,
            WorkedTime = worked.ProcessorTime,
            Check = (_, answer, expected) => Expect.For("Queries while they are timed", "Vectors.Nearest").Equal("the rows that are most alike:", answer, expected),
        });
    }
}
