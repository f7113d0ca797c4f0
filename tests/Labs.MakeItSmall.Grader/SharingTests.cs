using Labs.MakeItSmall.Grader.Probes;

namespace Labs.MakeItSmall.Grader;

[Task(8, "Shared weights and a Huffman code")]
[Points(12)]
[Hint("Notebook 12, section 6: weights share a few values found by k-means; frequent values get short codes.")]
public class SharingTests : SmallFixture
{
    protected override string[] Ready => ["Frugal.Compression.", "Frugal.Training.", "TorchSharp."];

    [Test, Points(2)]
    public void Shared_values_are_as_near_to_the_weights_as_those_of_PyTorch()
    {
        var golden = Golden.Of("sharing");
        var (weights, limit) = (golden.Floats("w"), golden.GetProperty("error").GetDouble());
        var mine = Shared(weights, golden.Integer("count"));
        var error = Error(weights, mine);
        Say.That(error <= 1.02 * limit, "the squared error of SharedWeights.Share, 8 values for 600 weights from a bell curve", $"at most {Say.Text(1.02 * limit)}, 2% above PyTorch's", Say.Text(error), "the start (evenly spaced from the smallest weight to the largest), both steps of a round, and when you stop");
    }

    [Test, Points(2)]
    public void Each_weight_has_the_nearest_value_and_each_value_is_the_mean_of_its_weights()
    {
        var weights = Bell(500, spread: 0.1);
        var mine = Shared(weights, 16);
        var width = mine.Values.Max() - mine.Values.Min();
        for (var i = 0; i < weights.Length; i++)
        {
            var (own, best) = (Math.Abs(weights[i] - mine.Values[mine.Codes[i]]), mine.Values.Min(value => Math.Abs(weights[i] - value)));
            Say.That(own <= best + 1e-5 * width, $"SharedWeights.Share, the value of weight {Say.Text(weights[i])}", "the nearest value", $"{Say.Text(mine.Values[mine.Codes[i]])}, {Say.Text(own)} away, where another one is {Say.Text(best)} away", "the last step: give each weight its nearest value once more after the values have moved");
        }

        for (var k = 0; k < mine.Values.Length; k++)
        {
            var mean = weights.Where((_, i) => mine.Codes[i] == k).DefaultIfEmpty(mine.Values[k]).Average();
            Say.That(Math.Abs(mean - mine.Values[k]) <= 0.01 * width, $"SharedWeights.Share, value {k}", $"{Say.Text(mean)}, the mean of its weights", Say.Text(mine.Values[k]), "when you stop: not before no value moves any more");
        }
    }

    [Test, Points(1)]
    public void No_value_is_stored_that_no_weight_has()
    {
        float[] weights = [.. Enumerable.Range(0, 40).Select(i => (i < 20 ? -1 : 1) * (1 + 0.001f * (i % 20)))];   // two groups, far from each other
        var mine = Shared(weights, 8);
        var unused = Enumerable.Range(0, mine.Values.Length).Count(k => !mine.Codes.Contains((byte)k));
        Say.That(unused == 0, "SharedWeights.Share, 8 values for weights in two groups around -1 and 1", "no value without a weight", $"{unused} of {mine.Values.Length}", "values that no weight is nearest to: drop them, or put them where they help");
        Say.That(mine.Values.Zip(mine.Values.Skip(1)).All(pair => pair.First <= pair.Second), "SharedWeights.Share, the order of the values", "rising order", Say.Few(mine.Values), "the order of what you return");
    }

    [Test, Points(2)]
    public void Huffmans_code_needs_the_fewest_bits()
    {
        foreach (var golden in Golden.Of("huffman").EnumerateArray())
        {
            long[] counts = [.. golden.Integers("counts").Select(count => (long)count)];
            var bits = Bits(counts, Coded(counts));
            Say.That(bits == golden.Integer("bits"), $"the bits of HuffmanCode.Codes for the counts {string.Join(", ", counts)}", $"{golden.Integer("bits")} in all", $"{bits}", "which two nodes are joined: always the two with the smallest weights, the joined ones included");
        }
    }

    [Test, Points(1)]
    public void No_code_is_the_beginning_of_another_one()
    {
        long[] counts = [.. Enumerable.Range(0, 40).Select(_ => (long)Unseen.Next(0, 200))];
        counts[0] = 1000;
        _ = Coded(counts);
        long[] equal = [.. Enumerable.Repeat(3L, 11)];
        _ = Coded(equal);
        var alone = Ask(SharingProbes.Codes, new long[] { 0, 7, 0 });
        Say.That(alone is ["", { Length: 1 }, ""], "HuffmanCode.Codes for the counts 0, 7, 0", "\"\", one digit, \"\"", Say.Few([.. (alone ?? []).Select(code => $"\"{code}\"")]), "a single symbol: it needs a digit, or nobody could count how often it comes");
    }

    [Test, Points(1)]
    public void The_first_digit_is_the_highest_bit_of_the_first_byte()
    {
        string[] codes = ["0", "10", "11"];
        Say.Same(Ask(SharingProbes.Encode, new EncodeRequest([1, 0, 2, 2, 0, 1], codes)), (byte[])[0b10011110, 0b10000000], "HuffmanCode.Encode of the digits 10 0 11 11 0 10", i => $"byte {i}", "the place of a digit: byte p / 8, bit 7 - p % 8; the last byte is filled up with zeros");
        Say.Length(Ask(SharingProbes.Encode, new EncodeRequest([], codes)).Length, 0, "HuffmanCode.Encode of no symbols");
        Say.Length(Ask(SharingProbes.Encode, new EncodeRequest([1, 1, 1, 1], codes)).Length, 1, "HuffmanCode.Encode of eight digits");
    }

    [Test, Points(1)]
    public void Decoding_gives_the_symbols_back()
    {
        string[] codes = ["110", "", "0", "10", "111", ""];
        byte[] known = [0, 2, 3, 4];
        byte[] symbols = [.. Enumerable.Range(0, 500).Select(_ => known[Unseen.Next(4)])];
        Say.Same(Ask(SharingProbes.Decode, new DecodeRequest(Coding.Encode(symbols, codes), symbols.Length, codes)), symbols, "HuffmanCode.Decode of 500 symbols with the codes 110, (none), 0, 10, 111, (none)", i => $"symbol {i}", "where a code ends: at the first digits that are a code");
    }

    [Test, Hidden, Points(2), AccuracyFloor(0.92)]
    public void The_largest_layer_of_a_trained_network_takes_less_than_five_bits_a_weight_and_answers_as_before()
    {
        using var network = new RealNetwork();
        var node = network.Convolutions.MaxBy(one => network.NumbersOf(one).Weight.Length)!;
        var numbers = network.NumbersOf(node);
        var mine = Shared(numbers.Weight, 32);
        var counts = new long[mine.Values.Length];
        Array.ForEach(mine.Codes, code => counts[code]++);
        var codes = Coded(counts);
        var packed = Ask(SharingProbes.Encode, new EncodeRequest(mine.Codes, codes));
        var back = Coding.Decode(packed, mine.Codes.Length, codes);
        Say.That(back.AsSpan().SequenceEqual(mine.Codes), "the bytes of HuffmanCode.Encode, decoded by the grader", "the codes of the weights", "others", "Encode");
        var bytes = packed.Length + (sizeof(float) + 1) * mine.Values.Length;
        Record("stored", new Figure(bytes, "bytes"), new Budget(numbers.Weight.Length * 5 / 8, "bytes", AtMost: true));
        Record("stored_smaller", new Figure((double)sizeof(float) * numbers.Weight.Length / bytes, "x"));
        Say.That(bytes < numbers.Weight.Length * 5 / 8, "the bytes of the largest layer: codes, values and lengths", $"fewer than {numbers.Weight.Length * 5 / 8}, which 5 bits a weight would take", $"{bytes}", "the codes' lengths");
        Judge.Answers(network.With("shared", [(node, numbers with { Weight = Array.ConvertAll(back, code => mine.Values[code]) })]), network.Float32, agreement: 0.95);
    }

    private ShareAnswer Shared(float[] weights, int count)
    {
        var answer = Ask(SharingProbes.Share, new ShareRequest(Packed.Of(weights), count));
        Say.Length(answer.Codes.Length, weights.Length, "SharedWeights.Share, the codes");
        Say.That(answer.Values.Length >= 1 && answer.Values.Length <= count, "SharedWeights.Share, the values", $"1 to {count}", $"{answer.Values.Length}", "the codebook");
        Say.That(answer.Codes.All(code => code < answer.Values.Length), "SharedWeights.Share, the codes", $"numbers below {answer.Values.Length}", $"{answer.Codes.Max()}", "the codes: they are the indices of the values that you return");
        return answer;
    }

    /// <summary>The student's codes, checked: digits only, one for each symbol that occurs, no one the beginning of another.</summary>
    private string[] Coded(long[] counts)
    {
        var codes = Ask(SharingProbes.Codes, counts);
        var call = $"HuffmanCode.Codes for the counts {Say.Few(counts)}";
        Say.Length(codes.Length, counts.Length, call);
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            var good = codes[symbol] is { } code && code.All(digit => digit is '0' or '1') && code.Length > 0 == counts[symbol] > 0;
            Say.That(good, $"{call}, symbol {symbol}, which occurs {counts[symbol]} times", counts[symbol] > 0 ? "digits 0 and 1" : "an empty code", $"'{codes[symbol]}'", "symbols with the count 0");
        }

        var used = codes.Where(code => code.Length > 0).Order(StringComparer.Ordinal).ToArray();
        var clash = used.Zip(used.Skip(1)).FirstOrDefault(pair => pair.Second.StartsWith(pair.First, StringComparison.Ordinal));
        Say.That(clash.First is null, call, "codes of which none begins another one", $"{clash.First} and {clash.Second}", "on which side a digit is put: nearer to the tree's top means nearer to the code's beginning");
        return codes;
    }

    private static long Bits(long[] counts, string[] codes) => counts.Zip(codes, (count, code) => count * code.Length).Sum();

    private static double Error(float[] weights, ShareAnswer mine) => weights.Select((w, i) => Math.Pow(w - (double)mine.Values[mine.Codes[i]], 2)).Sum();
}
