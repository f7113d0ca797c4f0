using Frugal.Site.Checks;
using Frugal.Site.Checks.Spelling;

namespace Frugal.Site.Tests.Checks;

/// <summary>Spelling, with the machine's hunspell.</summary>
[Category("Machine")]
public class SpellingCheckTests
{
    [SetUp]
    public void Needs_hunspell()
    {
        try
        {
            new Hunspell().Unknown("en_GB", ["word"], default);
            new Hunspell().Unknown("fr", ["mot"], default);
        }
        catch (FrugalException missing)
        {
            MissingTool.Report(missing.Message);
        }
    }

    [Test]
    public void Misspelt_words_are_named_by_file_and_line()
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.French, "labs/index.md", "# Accueil\n\nA word.\n", "");
        site.Write("docs/en/index.md", "# Home\n\nThe colour of a\nquantsation, and its color.\n");
        site.Write("docs/fr/index.md", "# Accueil\n\nL'exactitude est là, mais pas l'exactitud ni la model.\n");
        site.Write("README.fr.md", "Une phrase corecte.\n");
        site.Write("solutions/a/README.md", "A sentense.\n");
        site.Write("notebooks/01.ipynb", Notebook("The scale.\\n", "A typpo.\\n"));
        site.Write("notebooks/fr/01.ipynb", Notebook("Une fôte « of » français.\\n"));

        Assert.That(site.Find(new SpellingCheck()).Select(fault => fault.Split(" is not in")[0]), Is.EquivalentTo(new[]
        {
            "docs/en/index.md:4: 'quantsation'", "docs/en/index.md:4: 'color'", "docs/fr/index.md:3: 'exactitud'", "docs/fr/index.md:3: 'model'", "README.fr.md:1: 'corecte'",
            "solutions/a/README.md:1: 'sentense'", "notebooks/01.ipynb:8: 'typpo'", "notebooks/fr/01.ipynb:7: 'fôte'", "docs/fr/labs/index.md:3: 'word'",
        }));
    }

    [Test]
    public void Terms_in_the_list_and_quoted_words_of_the_other_language_are_sound()
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.French, "labs/index.md", "# TP\n", "");
        site.Write("docs/words.en.txt", "logits\n");
        site.Write("docs/words.fr.txt", "depthwise\n");
        site.Write("docs/en/index.md", "Logits and *l'étalonnage des poids*; `codde`, https://example.org/typpo, float32s.\n");
        site.Write("docs/fr/index.md", "Une convolution *depthwise*, « the weights », peut-être, c'est-à-dire aujourd’hui, sous-réseau.\n");

        Assert.That(site.Find(new SpellingCheck()), Is.Empty);
    }

    [Test]
    public void A_missing_dictionary_is_named() =>
        Assert.That(() => new Hunspell().Unknown("xx_XX", ["word"], default), Throws.TypeOf<FrugalException>().With.Message.Contains("dictionary xx_XX").And.Message.Contains("apt-get install"));

    [Test, Category("Slow")]
    public void The_courses_own_texts_have_no_misspelt_words() =>
        Assert.That(new SpellingCheck().Find(new CheckedSite(Tree.Root), default).Select(fault => fault.ToString()), Is.Empty);

    private static string Notebook(params string[] lines) =>
        "{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\", \"id\": \"a\", \"metadata\": {},\n"
        + "   \"source\": [\n    \"# Note\\n\",\n" + string.Join(",\n", lines.Select(line => $"    \"{line}\"")) + "\n   ]\n  }\n ],\n \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5\n}\n";
}
