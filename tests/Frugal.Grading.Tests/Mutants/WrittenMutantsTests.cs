using Frugal.Grading.Mutants;

namespace Frugal.Grading.Tests.Mutants;

/// <summary>The files that an author keeps beside a lab: written mutants, and explained survivors.</summary>
public class WrittenMutantsTests
{
    private const string Source = "class Sums\n{\n    int One(int a) =>\n        a + 1;\n\n    int Two(int a) =>\n        a + 2;\n}\n";

    [Test]
    public void A_written_mutant_changes_the_lines_that_it_names()
    {
        var mutants = Parse("""
            # Mutants

            Words about them.

            ## It adds two

            Task 1 in `Sums/Sums.cs`:

            ```diff
             int One(int a) =>
            -    a + 1;
            +    a + 2;
            ```

            ## It calls the other

            Task 1 in `Sums/Sums.cs` (earns nothing):

            ```diff
            -        a + 1;
            +        Two(a) - 1;
            @@
            -        a + 2;
            +        1 + a + 1;
            ```
            """);

        Assert.That(mutants.Select(mutant => (mutant.Id, mutant.File, mutant.Line, mutant.Tasks.Single(), mutant.Kind, mutant.EarnsNothing)), Is.EqualTo(new[]
        {
            ("It adds two", "Sums/Sums.cs", 3, 1, MutantKind.Written, false),
            ("It calls the other", "Sums/Sums.cs", 4, 1, MutantKind.Written, true),
        }));
        Assert.That(mutants[0].Sources["Sums/Sums.cs"].ToString(), Is.EqualTo(Source.Replace("    int One(int a) =>\n        a + 1", "int One(int a) =>\n    a + 2", StringComparison.Ordinal)));
        Assert.That(mutants[1].Sources["Sums/Sums.cs"].ToString(), Does.Contain("Two(a) - 1").And.Contain("1 + a + 1"));
    }

    [TestCase("Task 1 in `Sums/Sums.cs`:", "written.md:1: a heading '## What is wrong' must come first.")]
    [TestCase("## One\n```diff\n-a\n```", "written.md:2: a line 'Task N in `FILE`:' must come before the block.")]
    [TestCase("## One\nTask 1 in `Sums/Other.cs`:\n```diff\n-a\n```", "written.md:3: the lab has no file 'Sums/Other.cs'.")]
    [TestCase("## One\nTask 1 in `Sums/Sums.cs`:\n```diff\n-a + 3;\n+a\n```", "written.md:3: the lines to change are not in the source: 'a + 3;'.")]
    [TestCase("## One\nTask 1 in `Sums/Sums.cs`:\n```diff\n {\n-}\n```", "written.md:3: the lines to change are not in the source: '{'.")]
    [TestCase("## One\nTask 1 in `Sums/Sums.cs`:\n```diff\n-\n+a\n```", null)]
    [TestCase("## One\nTask 1 in `Sums/Sums.cs`:\n```diff\n+a\n```", "written.md:3: the lines to change are missing.")]
    [TestCase("## One\nTask 1 in `Sums/Sums.cs`:\n```diff\n-a", "written.md:3: the block has no end.")]
    [TestCase("## One\n\n## Two", "'One' changes nothing.")]
    public void A_written_mutant_that_does_not_fit_is_an_error_with_its_place(string text, string? message)
    {
        if (message is null)
        {
            Assert.That(() => Parse(text), Throws.TypeOf<FrugalException>().With.Message.Contains("are there more than once"));
        }
        else
        {
            Assert.That(() => Parse(text), Throws.TypeOf<FrugalException>().With.Message.Contains(message));
        }
    }

    [Test]
    public void An_explained_survivor_is_equivalent_or_accepted_with_a_reason()
    {
        var entries = ExplainedMutants.Parse("""
            // reviewed
            [
              { "mutant": "a -> b", "is": "equivalent", "reason": "Both give the same." },
              { "mutant": "a -> c", "is": "accepted", "reason": "A text for people." },
            ]
            """, "survivors.json");

        Assert.That(entries.Values.Select(entry => (entry.Mutant, entry.Is)), Is.EqualTo(new[] { ("a -> b", Explanation.Equivalent), ("a -> c", Explanation.Accepted) }));
    }

    [TestCase("[{ \"mutant\": \"a\", \"is\": \"equivalent\" }]", "reason")]
    [TestCase("[{ \"mutant\": \"a\", \"is\": \"equivalent\", \"reason\": \" \" }]", "'a' has no reason. Write one sentence.")]
    [TestCase("[{ \"mutant\": \"a\", \"is\": \"harmless\", \"reason\": \"b\" }]", "is")]
    [TestCase("[{ \"mutant\": \"a\", \"is\": \"accepted\", \"reason\": \"b\", \"line\": 1 }]", "line")]
    [TestCase("[{ \"mutant\": \"a\", \"is\": \"accepted\", \"reason\": \"b\" }, { \"mutant\": \"a\", \"is\": \"accepted\", \"reason\": \"b\" }]", "'a' is explained twice. Keep one entry.")]
    [TestCase("{", "Write a list of {")]
    public void A_faulty_list_of_survivors_is_an_error(string text, string message) =>
        Assert.That(() => ExplainedMutants.Parse(text, "survivors.json"), Throws.TypeOf<FrugalException>().With.Message.StartsWith("survivors.json: ").And.Message.Contains(message));

    private static IReadOnlyList<Mutant> Parse(string text) => WrittenMutants.Parse(text, "written.md", path => path == "Sums/Sums.cs" ? Source : null);
}
