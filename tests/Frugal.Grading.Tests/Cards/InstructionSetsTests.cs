using Frugal.Grading.Cards;
using Frugal.Measuring;

namespace Frugal.Grading.Tests.Cards;

public class InstructionSetsTests
{
    [TestCase("avx avx2 avx512f avx512_vnni amx_int8", "AVX-512 VNNI, AMX", "AVX-512 VNNI, AMX")]
    [TestCase("avx avx2 avx_vnni", "AVX2, AVX-VNNI", "AVX2, AVX-VNNI")]
    [TestCase("avx avx2 avx512f", "AVX-512 without VNNI", "AVX-512 sans VNNI")]
    [TestCase("sse4_2 avx avx2 fma", "AVX2 without VNNI", "AVX2 sans VNNI")]
    [TestCase("sse4_2 avx", "AVX", "AVX")]
    [TestCase("asimd asimddp i8mm", "NEON, i8mm", "NEON, i8mm")]
    [TestCase("asimd asimddp", "NEON with dot products", "NEON avec produits scalaires")]
    [TestCase("", "vector instructions unknown", "instructions vectorielles inconnues")]
    public void The_widest_instructions_are_named_in_both_languages(string flags, string english, string french)
    {
        var named = InstructionSets.Of(new MachineInfo("cpu", 1, flags.Split(' '), 1, "os"));

        Assert.That((named.English, named.French), Is.EqualTo((english, french)));
    }

    [Test]
    public void A_waived_budget_is_explained_in_both_languages()
    {
        var page = HtmlCard.Render(SampleGrades.Excused);

        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("Task 4: the worked answer itself reaches only 1.02× on this machine (SSE4.2), so no speed-up is asked."));
            Assert.That(page, Does.Contain("Tâche 4 : le corrigé lui-même n’atteint que 1,02× sur cette machine (SSE4.2), aucun gain de vitesse n’est donc demandé."));
            Assert.That(HtmlCard.Render(SampleGrades.Solved), Does.Not.Contain("no speed-up is asked"));
        });
    }
}
