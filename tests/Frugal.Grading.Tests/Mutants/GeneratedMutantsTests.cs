using Frugal.Grading.Mutants;

namespace Frugal.Grading.Tests.Mutants;

/// <summary>The operators, on sources of a few lines.</summary>
public class GeneratedMutantsTests
{
    [TestCase("if (a > 0) { b = 1; }",
        "Condition: a > 0 -> !(a > 0)", "Condition: a > 0 -> true", "Condition: a > 0 -> false", "Boundary: a > 0 -> a >= 0", "Constant: a > 0 -> a > 1",
        "Statement: if (a > 0) { b = 1; } -> ", "Statement: b = 1; -> ", "Constant: b = 1 -> b = 2", "Constant: b = 1 -> b = 0")]
    [TestCase("a = c && d || e;", "Logic: a = c && d || e -> a = c && d && e", "Logic: a = c && d || e -> a = c && d", "Logic: a = c && d || e -> a = e", "Logic: a = c && d || e -> a = c || d || e",
        "Logic: a = c && d || e -> a = c || e", "Logic: a = c && d || e -> a = d || e", "Statement: a = c && d || e; -> ")]
    [TestCase("x -= y * 2f + 0.5;", "Arithmetic: x -= y * 2f + 0.5 -> x += y * 2f + 0.5", "Arithmetic: y * 2f + 0.5 -> y * 2f - 0.5", "Arithmetic: y * 2f + 0.5 -> y / 2f + 0.5",
        "Constant: y * 2f + 0.5 -> y * (2f * 2) + 0.5", "Constant: y * 2f + 0.5 -> y * 2f + (0.5 * 2)", "Statement: x -= y * 2f + 0.5; -> ")]
    [TestCase("lock (gate) { i++; }", "Lock: lock (gate) { i++; } -> { i++; }", "Statement: i++; -> ", "Arithmetic: i++ -> i--")]
    [TestCase("using var a = Open();", "Disposal: using var a = Open(); -> var a = Open();")]
    [TestCase("await Task.Delay(t);", "Await: await Task.Delay(t); -> _ = Task.Delay(t);", "Statement: await Task.Delay(t); -> ")]
    [TestCase("try { A(); } catch (IOException) { }", "Handler: try { A(); } catch (IOException) { } -> { A(); }", "Statement: A(); -> ")]
    [TestCase("return Math.Min(a, b);", "Default: Math.Min(a, b) -> default!", "Call: Math.Min(a, b) -> Math.Max(a, b)", "Call: Math.Min(a, b) -> Math", "Swap: Math.Min(a, b) -> Math.Min(b, a)")]
    [TestCase("return x with { Name = \"one\", Text = \"two words\" };", "Default: x with { Name = \"one\", Text = \"two words\" } -> default!",
        "Initializer: { Name = \"one\", Text = \"two words\" } -> { Text = \"two words\" }", "Initializer: { Name = \"one\", Text = \"two words\" } -> { Name = \"one\" }", "Constant: Name = \"one\" -> Name = \"xxx\"")]
    [TestCase("return a switch { 1 => b, _ => c };", "Default: a switch { 1 => b, _ => c } -> default!", "Swap: a switch { 1 => b, _ => c } -> a switch { 1 => c, _ => b }",
        "Constant: a switch { 1 => b, _ => c } -> a switch { 2 => b, _ => c }", "Constant: a switch { 1 => b, _ => c } -> a switch { 0 => b, _ => c }")]
    [TestCase("throw new FrugalException(\"1\" + 2);", "Statement: throw new FrugalException(\"1\" + 2); -> ")]
    public void A_statement_has_these_mutants(string statement, params string[] mutants) =>
        Assert.That(Of(statement).Select(mutant => $"{mutant.Kind}: {mutant.Before} -> {mutant.After}"), Is.EquivalentTo(mutants));

    [Test]
    public void Nothing_but_the_worked_code_is_changed()
    {
        const string Source = """
            class Sums
            {
                int before = 1 + 2;

                int One(int a)
                {
            #if SOLUTION
                    return a + 1;
            #else
                    throw new NotImplementedException("Task 3 - add 4 + 5. Hint: one sign.");
            #endif
                }

            #if DEBUG
                int debug = 6 + 7;
            #endif
            }
            """;

        var mutants = GeneratedMutants.Of("Sums/Sums.cs", Source);

        Assert.That(mutants.Select(mutant => (mutant.Line, mutant.File)), Is.All.EqualTo((8, "Sums/Sums.cs")));
        Assert.That(mutants.Select(mutant => mutant.Id), Does.Contain("Sums/Sums.cs: Sums.One: a + 1 -> a - 1").And.Unique);
        Assert.That(mutants.SelectMany(mutant => mutant.Tasks), Is.All.EqualTo(3));
        foreach (var mutant in mutants)
        {
            var (old, changed) = (Source.Split('\n'), mutant.Sources["Sums/Sums.cs"].ToString().Split('\n'));
            Assert.That(changed.Where((line, i) => line != old[i]).Count(), Is.EqualTo(1), mutant.Id);
        }
    }

    [Test]
    public void A_part_without_a_stub_belongs_to_all_tasks_of_its_file()
    {
        const string Source = """
            class Sums
            {
            #if SOLUTION
                int One() => 1;
            #else
                int One() => throw new NotImplementedException("Task 1 - one.");
            #endif
            #if SOLUTION
                int Two() => 2;
            #else
                int Two() => throw new NotImplementedException("Task 2 - two.");
            #endif
            #if SOLUTION
                int Helper() => 3;
            #endif
            }
            """;

        Assert.That(GeneratedMutants.Of("Sums.cs", Source).GroupBy(mutant => mutant.Line).Select(line => (line.Key, string.Join(',', line.First().Tasks))),
            Is.EqualTo(new[] { (4, "1"), (9, "2"), (14, "1,2") }));
    }

    [Test]
    public void Mutants_of_one_member_that_look_alike_have_names_of_their_own()
    {
        var mutants = Of("a = 1; a = 1;");

        Assert.That(mutants.Select(mutant => mutant.Id), Is.Unique);
        Assert.That(mutants.Count(mutant => mutant.Id.EndsWith(" #2", StringComparison.Ordinal)), Is.EqualTo(3));
    }

    [Test]
    public void A_choice_is_the_same_for_a_seed_and_spread_over_tasks_and_kinds()
    {
        var mutants = GeneratedMutants.Of("Sums.cs", """
            class Sums
            {
                int One(int a)
                {
            #if SOLUTION
                    if (a > 1 && a < 5) { a += 2 * a; }
                    return a + 1 - 2 + 3 - 4;
            #else
                    throw new NotImplementedException("Task 1 - one.");
            #endif
                }

                int Two(int a)
                {
            #if SOLUTION
                    return a > 1 ? 1 : 2;
            #else
                    throw new NotImplementedException("Task 2 - two.");
            #endif
                }
            }
            """);

        var (one, again, other) = (Order(seed: 1), Order(seed: 1), Order(seed: 2));

        Assert.That(one, Is.EqualTo(again).And.EquivalentTo(mutants.Select(mutant => mutant.Id)));
        Assert.That(one, Is.Not.EqualTo(other));
        var first = Selection.Spread(mutants, seed: 1).Take(6).ToList();
        Assert.That(first.Select(mutant => mutant.Tasks[0]), Is.EqualTo(new[] { 1, 2, 1, 2, 1, 2 }));
        Assert.That(first.Where(mutant => mutant.Tasks[0] == 1).Select(mutant => mutant.Kind), Is.Unique);

        string[] Order(int seed) => [.. Selection.Spread(mutants, seed).Select(mutant => mutant.Id)];
    }

    private static IReadOnlyList<Mutant> Of(string statement) => GeneratedMutants.Of("Sums.cs", $$"""
        class Sums
        {
            async Task One()
            {
        #if SOLUTION
                {{statement}}
        #else
                throw new NotImplementedException("Task 1 - one.");
        #endif
            }
        }
        """);
}
