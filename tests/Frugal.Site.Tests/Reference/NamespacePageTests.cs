namespace Frugal.Site.Tests.Reference;

public class NamespacePageTests
{
    private const string Source = """
        using System;
        using System.Collections.Generic;
        namespace Sample;

        /// <summary>A grid of integers; see <see cref="Grids.Fit(float[], int)"/>.</summary>
        /// <param name="Scale">The step, above 0.</param>
        /// <param name="Name">Its name, for the report; null: none.</param>
        public readonly record struct Grid(float Scale, string? Name = null)
        {
            /// <summary>Of <paramref name="q"/>, the <c>real</c> number.</summary>
            public float Real(int q) => q * Scale;
        }

        /// <summary>How to round.</summary>
        public enum Mode
        {
            /// <summary>To even: 0.5 * 2 &lt; 3.</summary>
            Even,
        }

        /// <summary>Something with a result.</summary>
        /// <typeparam name="T">What it holds.</typeparam>
        public interface IHolder<out T> where T : class
        {
            /// <summary>The result, never null.</summary>
            T Result { get; }

            /// <summary>Frees it.</summary>
            /// <exception cref="InvalidOperationException">It was freed before.</exception>
            void Free();
        }

        /// <summary>Holds grids.</summary>
        /// <remarks>
        /// Two ways:
        /// <list type="bullet"><item>one</item><item>two</item></list>
        /// <para>As <see langword="null"/>, or <see cref="List{T}"/>.</para>
        /// </remarks>
        public sealed class Grids : IHolder<string>
        {
            /// <summary>The largest number of grids.</summary>
            public const int Most = 8;

            /// <inheritdoc/>
            public string Result => "";

            /// <inheritdoc/>
            public void Free() { }

            /// <summary>Fits a grid.</summary>
            /// <param name="values">The values, (N).</param>
            /// <param name="bits">The width.</param>
            /// <returns>The grid that loses least.</returns>
            /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
            public static IReadOnlyList<Grid> Fit(float[] values, int bits = 8) => [];

            /// <summary>Fits a grid to a range that is known.</summary>
            public static Grid Fit(float low, float high, Mode howToRoundTheNumbersOfTheGrid = Mode.Even, string? nameOfTheGrid = null) => default;

            private void Hidden() { }

            internal sealed class Secret;
        }
        """;

    private static readonly Lazy<string> EnglishPage = new(() => CompiledSample.Page(Source, SiteLanguage.English));

    private static string English() => EnglishPage.Value;

    [Test]
    public void Records_show_their_constructor_and_none_of_the_compilers_members()
    {
        var page = English();

        Assert.That(page, Does.Contain("```csharp\npublic readonly record struct Grid(float Scale, string? Name = null)\n```"));
        Assert.That(page, Does.Contain("- **`Scale`**{ #Grid--Scale }: `float { get; init; }`  \n  The step, above 0."));
        Assert.That(page, Does.Not.Contain("GetHashCode").And.Not.Contain("Deconstruct").And.Not.Contain("PrintMembers").And.Not.Contain("op_Equality").And.Not.Contain("IEquatable"));
    }

    [Test]
    public void A_method_has_its_signature_parameters_result_and_the_conditions_of_its_exceptions()
    {
        Assert.That(English(), Does.Contain("""
            ### Fit { #Grids--Fit }

            Fits a grid.

            ```csharp
            public static IReadOnlyList<Grid> Fit(float[] values, int bits = 8)
            ```

            **Parameters**

            - `values`: The values, (N).
            - `bits`: The width.

            **Returns**: [`IReadOnlyList<Grid>`](#Grid). The grid that loses least.

            **Exceptions**

            - `ArgumentException`: `values` is empty.

            Fits a grid to a range that is known.

            ```csharp
            public static Grid Fit(
                float low,
                float high,
                Mode howToRoundTheNumbersOfTheGrid = Mode.Even,
                string? nameOfTheGrid = null)
            ```
            """));
    }

    [Test]
    public void Comments_link_to_what_is_documented_here_and_keep_the_rest_as_code()
    {
        var page = English();

        Assert.That(page, Does.Contain("A grid of integers; see [`Grids.Fit`](#Grids--Fit)."));
        Assert.That(page, Does.Contain("As `null`, or `List<T>`."));
        Assert.That(page, Does.Contain(@"To even: 0.5 \* 2 &lt; 3."));
    }

    [Test]
    public void Remarks_keep_their_paragraphs_and_lists() =>
        Assert.That(English(), Does.Contain("**Remarks**: Two ways:\n\n- one\n- two\n\nAs `null`"));

    [Test]
    public void Generic_types_show_their_constraints_and_constants_their_value()
    {
        var page = English();

        Assert.That(page, Does.Contain("## IHolder&lt;T&gt; { #IHolder-T }"));
        Assert.That(page, Does.Contain("public interface IHolder<out T> where T : class"));
        Assert.That(page, Does.Contain("- **`Most`**{ #Grids--Most }: `const int = 8`"));
    }

    [Test]
    public void Inherited_comments_are_those_of_the_interface()
    {
        var page = English();

        Assert.That(page, Does.Contain("- **`Result`**{ #Grids--Result }: `string { get; }`  \n  The result, never null."));
        Assert.That(page.Split("- `InvalidOperationException`: It was freed before."), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_constructor_that_the_compiler_adds_is_left_out() =>
        Assert.That(English(), Does.Not.Contain("public Grids()"));

    [Test]
    public void What_is_private_or_internal_is_left_out() =>
        Assert.That(English(), Does.Not.Contain("Hidden").And.Not.Contain("Secret"));

    [Test]
    public void The_French_page_has_French_labels_and_says_that_the_descriptions_are_English()
    {
        var page = CompiledSample.Page(Source, SiteLanguage.French);

        Assert.That(page, Does.StartWith("# Sample\n\nLes descriptions de cette page sont en anglais"));
        Assert.That(page, Does.Contain("**Paramètres**").And.Contain("**Renvoie**").And.Contain("**Exceptions**").And.Contain("**Remarques**").And.Contain("**Membres**").And.Contain("**Valeurs**"));
        Assert.That(page, Does.Not.Contain("**Parameters**").And.Not.Contain("**Returns**").And.Not.Contain("**Remarks**"));
    }
}
