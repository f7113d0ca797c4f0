using FsCheck;
using FsCheck.Fluent;
using Frugal.Grading.Authoring;

namespace Frugal.Grading.Tests.Authoring;

public class StripperTests
{
    private const string Authored = """
        #if SOLUTION
        using System.Numerics;
        #endif
        using System.Text;

        namespace Shop;

        public static class Prices
        {
        #if SOLUTION
            private const int Step = 5;

        #endif
            public static int Round(int cents)
            {
        #if SOLUTION
                return (cents + Step / 2) / Step * Step;
        #else
                throw new NotImplementedException("Task 1 - round to five cents. Hint: add two first.");
        #endif
            }

        #if DEBUG
            public static void Trace() { }
        #else
            public static void NoTrace() { }
        #endif

        #if SOLUTION
            private static int Half(int cents)
            {
        #if DEBUG
                return cents >> 1;
        #else
                return cents / 2;
        #endif
            }
        #endif
        }

        """;

    private const string Starter = """
        using System.Text;

        namespace Shop;

        public static class Prices
        {
            public static int Round(int cents)
            {
                throw new NotImplementedException("Task 1 - round to five cents. Hint: add two first.");
            }

        #if DEBUG
            public static void Trace() { }
        #else
            public static void NoTrace() { }
        #endif
        }

        """;

    [TestCase("\n")]
    [TestCase("\r\n")]
    public void The_second_part_stays_without_directives_and_other_conditions_stay_whole(string lineEnd)
    {
        var stripped = Stripper.Strip(Authored.ReplaceLineEndings(lineEnd), "Prices.cs");

        Assert.That(stripped, Is.EqualTo(Starter.ReplaceLineEndings(lineEnd)));
    }

    [TestCase("a\n#if SOLUTION\nb\n", "Prices.cs:2: this #if has no #endif.")]
    [TestCase("a\n#if SOLUTION\n#else\n#else\n#endif\n", "Prices.cs:4: a second #else.")]
    [TestCase("#if SOLUTION\n#endif\n#endif\n", "Prices.cs:3: this #endif has no #if.")]
    [TestCase("#if SOLUTION\n#endif\n#else\n", "Prices.cs:3: this #else has no #if.")]
    [TestCase("#if SOLUTION\n#elif DEBUG\n#endif\n", "Prices.cs:2: '#if SOLUTION' takes no #elif, only #else.")]
    [TestCase("#if SOLUTION\n#if SOLUTION\n#endif\n#endif\n", "Prices.cs:2: '#if SOLUTION' stands inside another one.")]
    [TestCase("#if SOLUTION && DEBUG\n#endif\n", "Prices.cs:1: write '#if SOLUTION' alone, without other symbols.")]
    [TestCase("#if !SOLUTION\n#endif\n", "Prices.cs:1: write '#if SOLUTION' alone, without other symbols.")]
    [TestCase("a\n// the SOLUTION\n", "Prices.cs:2: the word SOLUTION would reach the students here; take it out.")]
    public void What_does_not_match_is_told_with_file_and_line(string source, string message) =>
        Assert.That(() => Stripper.Strip(source, "Prices.cs"), Throws.TypeOf<FrugalException>().With.Message.EqualTo(message));

    [Test]
    public void A_word_that_only_holds_the_letters_is_left_alone() =>
        Assert.That(Stripper.Strip("const int RESOLUTION = 96;\n#if SOLUTION\n#endif\n", "a.cs"), Is.EqualTo("const int RESOLUTION = 96;\n"));

    [Test]
    public void A_source_that_is_an_answer_throughout_becomes_nothing() =>
        Assert.That(Stripper.Strip("#if SOLUTION\nclass A { }\n#endif\n", "a.cs"), Is.Empty);

    [Test]
    public void Sources_without_the_directive_stay_as_they_are() =>
        Property.Holds(Lines("#if DEBUG", "#else", "#endif", "", "    x();", "{", "}", "\t", "#region a").Select(lines => string.Join('\n', lines)), source =>
            Assert.That(Stripper.Strip(source, "a.cs"), Is.EqualTo(source)));

    [Test]
    public void The_result_never_holds_the_word_and_is_a_fixed_point() =>
        Property.Holds(Lines("#if SOLUTION", "#if SOLUTION", "#else", "#endif", "#endif", "#if DEBUG", "", "    x();", "{", "}", "SOLUTION").Select(lines => string.Concat(lines.Select(line => line + "\n"))), source =>
        {
            var stripped = Attempt(source);

            Assert.That(stripped, Does.Not.Contain("SOLUTION"));
            Assert.That(Stripper.Strip(stripped, "a.cs"), Is.EqualTo(stripped));
        });

    [Test]
    public void Blocks_well_formed_keep_every_line_of_their_second_part_and_none_of_their_first() =>
        Property.Holds(Gen.Choose(0, 4).ListOf(), sizes =>
        {
            var source = string.Concat(sizes.Select(size => $"#if SOLUTION\n{Repeat("answer();", size)}#else\n{Repeat("task();", size)}#endif\n"));

            Assert.That(Stripper.Strip(source, "a.cs"), Is.EqualTo(string.Concat(sizes.Select(size => Repeat("task();", size)))));
        });

    private static Gen<List<string>> Lines(params string[] lines) => Gen.Elements(lines).ListOf().Select(list => list.ToList());

    private static string Repeat(string line, int times) => string.Concat(Enumerable.Repeat(line + "\n", times));

    private static string Attempt(string source)
    {
        try
        {
            return Stripper.Strip(source, "a.cs");
        }
        catch (FrugalException)
        {
            return "";
        }
    }
}
