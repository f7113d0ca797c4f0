using Frugal.Grading.Tasks;

namespace Frugal.Grading.Tests.Tasks;

public class GradingSeedTests
{
    [Test]
    public void A_seed_and_a_test_give_the_same_numbers_each_time_and_other_tests_other_ones()
    {
        var drawn = Draw(3, "Adds");

        Assert.That(Draw(3, "Adds"), Is.EqualTo(drawn));
        Assert.That(Draw(3, "Doubles"), Is.Not.EqualTo(drawn));
        Assert.That(Draw(4, "Adds"), Is.Not.EqualTo(drawn));
    }

    [Test]
    public void Numbers_of_every_kind_stay_in_their_range_and_fill_it()
    {
        var unseen = new GradingSeed($"{9:x32}").For("ranges");
        var bytes = new byte[10_000];
        unseen.NextBytes(bytes);
        var singles = Enumerable.Range(0, 2000).Select(_ => unseen.NextSingle()).ToList();
        var wholes = Enumerable.Range(0, 2000).Select(_ => unseen.Next(-3, 4)).ToList();

        Assert.That(bytes.Distinct().Count(), Is.EqualTo(256));
        Assert.That(bytes.Average(value => value), Is.EqualTo(127.5).Within(4));
        Assert.That(singles, Is.All.InRange(0f, 0.99999994f));
        Assert.That(singles.Average(), Is.EqualTo(0.5).Within(0.03));
        Assert.That(wholes.Distinct().Order(), Is.EqualTo(new[] { -3, -2, -1, 0, 1, 2, 3 }));
        Assert.That(Enumerable.Range(0, 200).Select(_ => unseen.NextInt64(1L << 60, (1L << 60) + 2)).Distinct().Count(), Is.EqualTo(2));
        Assert.That(() => unseen.Next(2, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(unseen.Next(5, 5), Is.EqualTo(5));
    }

    /// <summary>The published vectors of AES-128 in NIST SP 800-38A, F.5.1, have another first counter; those of FIPS 197, appendix B, fit a block alone.</summary>
    [Test]
    public void The_stream_is_AES_in_counter_mode()
    {
        byte[] key = Convert.FromHexString("000102030405060708090a0b0c0d0e0f");
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = key;
        var expected = aes.EncryptEcb([.. new byte[16], 1, .. new byte[15]], System.Security.Cryptography.PaddingMode.None);

        using var random = new KeyedRandom(key);
        var bytes = new byte[32];
        random.NextBytes(bytes);

        Assert.That(bytes, Is.EqualTo(expected));
    }

    private static int[] Draw(int number, string test)
    {
        var unseen = new GradingSeed($"{number:x32}").For(test);
        return [.. Enumerable.Range(0, 8).Select(_ => unseen.Next())];
    }
}
