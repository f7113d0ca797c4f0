namespace Course.Notebooks.Tests;

/// <summary>Answers that the checks of the exercises must reject, and what the check must say of each: plausible mistakes, not nonsense.</summary>
internal static class WrongAnswers
{
    /// <summary>By exercise: the code of the answer cell, and a part of what the check prints.</summary>
    public static IReadOnlyDictionary<string, (string Code, string Finding)[]> All { get; } = new Dictionary<string, (string, string)[]>
    {
        ["00-1"] =
        [
            ("Func<double, double, int, bool>? differ = (p, q, n) => p - q > 2 * Math.Sqrt((p * (1 - p) + q * (1 - q)) / n);", "p = 0.9, q = 0.92, n = 10000"),
            ("Func<double, double, int, bool>? differ = (p, q, n) => Math.Abs(p - q) > Math.Sqrt((p * (1 - p) + q * (1 - q)) / n);", "n = 500"),
            ("Func<double, double, int, bool>? differ = (p, q, n) => Math.Abs(p - q) > 2 * Math.Sqrt(p * (1 - p) / n);", "n = 500"),
        ],
        ["00-2"] = [("Func<long, double, double>? billions = (macs, milliseconds) => macs / milliseconds;", "in 1000 ms")],
        ["00-3"] =
        [
            ("MedianInterval? perPicture = new(0.125, 0.12, 0.13, 0.95);", "a median of"),
            ("MedianInterval? perPicture = new(8, 7.9, 8.1, 0.95);", "a median of"),
            ("MedianInterval? perPicture = new(1, 0.9, 0.95, 0.95);", "in ascending order"),
        ],
        ["01-1"] =
        [
            ("Func<int, int, int, int, double>? realBits = (bits, group, scaleBits, zeroBits) => bits;", "Q4_0"),
            ("Func<int, int, int, int, double>? realBits = (bits, group, scaleBits, zeroBits) => bits + (scaleBits + zeroBits) / group;", "expected: 4.5"),
        ],
        ["01-2"] =
        [
            ("Func<float[], int, float[]>? symmetric = (values, bits) => { var scale = values.Max(Math.Abs) / (1 << (bits - 1)); return Array.ConvertAll(values, value => scale * MathF.Round(value / scale)); };", "8 bits"),
            ("Func<float[], int, float[]>? symmetric = (values, bits) => { var scale = values.Max(Math.Abs) / ((1 << (bits - 1)) - 1); return Array.ConvertAll(values, value => scale * MathF.Round(value / scale)); };", "three zeros"),
        ],
        ["01-3"] = [("float? threshold = weights.Max(Math.Abs);", "an SQNR of at least"), ("float? threshold = weights.Max(Math.Abs) / 50;", "an SQNR of at least")],
        ["02-1"] =
        [
            ("Func<float, float, (double Scale, int Zero)>? grid = (least, most) => ((most - least) / 256, (int)Math.Round(-least / ((most - least) / 256)));", "-1 to 4.1"),
            ("Func<float, float, (double Scale, int Zero)>? grid = (least, most) => ((most - least) / 255, (int)Math.Round(-least / ((most - least) / 255)));", "0.5 to 3"),
        ],
        ["02-2"] =
        [
            ("Func<IReadOnlyList<LayerSensitivity>, string>? cheapest = layers => layers.MinBy(row => row.Error4 - row.Error8)!.Node;", "large: 10000 weights, 0 to 0.002"),
            ("Func<IReadOnlyList<LayerSensitivity>, string>? cheapest = layers => layers.MinBy(row => row.Error4 / row.Weights)!.Node;", "expected: "),
        ],
        ["02-3"] =
        [
            ("(OnnxModel Start, QuantizationOptions Options)? mine = (float32, choice.Options);", "PerChannel"),
            ("(OnnxModel Start, QuantizationOptions Options)? mine = (float32, new QuantizationOptions { PerChannel = false });", "the file"),
            ("(OnnxModel Start, QuantizationOptions Options)? mine = (float32, oneScale);", "the pictures of section 1"),
        ],
        ["03-1"] = [("double[]? slopes = [0, 0, 0, 0];", "x = 0.4"), ("double[]? slopes = [1, 1, 1, 1];", "x = -0.3"), ("double[]? slopes = [0, 1];", "how many slopes")],
        ["03-2"] =
        [
            ("Func<Tensor, double, Tensor>? fake = (x, scale) => x.div(scale).clamp(-7, 7).round().mul(scale);", "slopes at"),
            ("Func<Tensor, double, Tensor>? fake = (x, scale) => Straight(x.div(scale)).mul(scale);", "values at"),
            ("Func<Tensor, double, Tensor>? fake = (x, scale) => Straight(x.clamp(-7, 7).div(scale)).mul(scale);", "values at"),
        ],
        ["03-3"] =
        [
            ("(QuantizationAwareOptions Network, double LearningRate)? recipe = (new QuantizationAwareOptions { Quantization = bits }, 1e-3);", "LearnScales"),
            ("(QuantizationAwareOptions Network, double LearningRate)? recipe = (new QuantizationAwareOptions { LearnScales = true }, 1e-3);", "bits, as for plain rounding"),
        ],
        ["04-1"] = [("Func<double, double>? remaining = removed => 1 - removed;", "25 % of the channels"), ("Func<double, double>? remaining = removed => removed * removed;", "25 % of the channels")],
        ["04-2"] = [("Architecture? better = Remove(network, 0.25);", "more than"), ("Architecture? better = library.Open(\"garments-resnet\");", "the channels of all groups")],
        ["04-3"] =
        [
            ("Func<float[], float[]>? twoOfFour = weights => [.. weights.Select(weight => Math.Abs(weight) < 2.5 ? 0 : weight)];", "9, 8, 7, 6"),
            ("Func<float[], float[]>? twoOfFour = weights => [.. weights.Chunk(4).SelectMany(block => block.OrderByDescending(Math.Abs).Take(2).Concat([0f, 0f]))];", "1, -4, 3, 2"),
        ],
        ["05-1"] =
        [
            ("Func<float[], double, double[]>? soften = (logits, temperature) => { var powers = logits.Select(z => Math.Exp(z / temperature)).ToArray(); return [.. powers.Select(power => power / powers.Sum())]; };", "1000, 990, 0"),
            ("Func<float[], double, double[]>? soften = (logits, temperature) => { var powers = logits.Select(z => Math.Exp(z - logits.Max())).ToArray(); return [.. powers.Select(power => power / powers.Sum())]; };", "T = 3"),
        ],
        ["05-2"] = [("double? halfway = 1;", "an entropy of at least"), ("double? halfway = 12;", "an entropy of at most")],
        ["05-3"] =
        [
            ("Func<Tensor, Tensor, Tensor, Tensor>? unlabelled = Mix(1, 2);", "a student that repeats the teacher"),
            ("Func<Tensor, Tensor, Tensor, Tensor>? unlabelled = (student, told, labels) => { var (logP, logQ) = (nn.functional.log_softmax(told / 2, 1), nn.functional.log_softmax(student / 2, 1)); return (logP.exp() * (logP - logQ)).sum(1).mean(); };", "the size of the gradient"),
        ],
        ["06-1"] =
        [
            ("Func<long, long, long, long, long, long>? block = (input, output, expansion, side, stride) => Macs(input, expansion * input, 1, side) + Macs(expansion * input, expansion * input, 3, side, groups: expansion * input) + Macs(expansion * input, output, 1, side);", "stride 2"),
            ("Func<long, long, long, long, long, long>? block = (input, output, expansion, side, stride) => Macs(input, expansion * input, 1, side) + Macs(expansion * input, expansion * input, 3, side / stride) + Macs(expansion * input, output, 1, side / stride);", "16 to 24 channels"),
        ],
        ["06-2"] = [("Func<long, long, long, long>? breakEven = (input, output, k) => input * output * k * k / (input * k * k + output);", "1x1, 64 to 64 channels"), ("Func<long, long, long, long>? breakEven = (input, output, k) => 1;", "3x3")],
        ["06-3"] = [("double? width = 1;", "at most 150 million"), ("double? width = 0.25;", "the next one"), ("double? width = 0.51;", "a multiple of 0.05")],
        ["07-1"] = [("Func<double, double, int>? draws = (top, confidence) => (int)Math.Ceiling(confidence / top);", "the best 10%"), ("Func<double, double, int>? draws = (top, confidence) => (int)(Math.Log(1 - confidence) / Math.Log(1 - top));", "the best 10%")],
        ["07-2"] = [("long? fewestMacs = problem.Cost(space.Smallest).Macs - 1;", "a result"), ("long? fewestMacs = largest.Macs;", "a refusal")],
        ["07-3"] = [("Candidate? busiest = space.Largest;", "its latency"), ("Candidate? busiest = space.Smallest;", "its MACs")],
        ["08-1"] = [("Func<double, double, double>? amdahl = (share, factor) => 1 - share + share * factor;", "a share of 0.5"), ("Func<double, double, double>? amdahl = (share, factor) => factor;", "a share of 0.5")],
        ["08-2"] =
        [
            ("Func<Dictionary<string, int>, bool>? healthy = operators => operators.GetValueOrDefault(\"QLinearConv\") > 0;", "float tail"),
            ("Func<Dictionary<string, int>, bool>? healthy = operators => operators.GetValueOrDefault(\"Conv\") + operators.GetValueOrDefault(\"FusedConv\") == 0;", "no convolution at all"),
            ("Func<Dictionary<string, int>, bool>? healthy = operators => operators[\"Conv\"] == 0;", "expected: "),
        ],
        ["08-3"] = [("QuantizationOptions? oneKept = new();", "convolutions in float32"), ("QuantizationOptions? oneKept = new() { Exclude = convolutions.Take(2).ToHashSet() };", "convolutions in float32")],
        ["09-1"] =
        [
            ("Func<LlamaShape, double, double, long, long>? longest = (shape, weightBits, cacheBits, bytes) => (long)((bytes - shape.Parameters * weightBits / 8) / (shape.Blocks * shape.KeyValueHeads * shape.HeadWidth * cacheBits / 8));", "1b, weights in 4.5 bits"),
            ("Func<LlamaShape, double, double, long, long>? longest = (shape, weightBits, cacheBits, bytes) => (long)((bytes - shape.Parameters * weightBits / 8) / (2 * shape.Blocks * shape.Heads * shape.HeadWidth * cacheBits / 8));", "1b, weights in 4.5 bits"),
            ("Func<LlamaShape, double, double, long, long>? longest = (shape, weightBits, cacheBits, bytes) => (long)((bytes - shape.Parameters * weightBits / 8) / (2 * shape.Blocks * shape.KeyValueHeads * shape.HeadWidth * cacheBits / 8));", "7b, weights in 16 bits"),
        ],
        ["09-2"] =
        [
            ("Func<float[], byte[]>? q4 = weights => Q8(weights)[..18];", "block 0"),
            ("""
             Func<float[], byte[]>? q4 = weights =>
             {
                 var scale = weights.Max(Math.Abs) / 7;
                 var bytes = new byte[18];
                 BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)scale);
                 for (var i = 0; i < 16; i++)
                 {
                     bytes[2 + i] = (byte)((int)(weights[i] / scale + 8.5f) | (int)(weights[i + 16] / scale + 8.5f) << 4);
                 }

                 return bytes;
             };
             """, "block 0"),
        ],
        ["09-3"] =
        [
            ("Func<List<string>, Dictionary<(string, string), int>, List<string>>? merge = (parts, ranks) => parts;", "'dress'"),
            ("""
             Func<List<string>, Dictionary<(string, string), int>, List<string>>? merge = (parts, ranks) =>
             {
                 for (var i = 0; i + 1 < parts.Count;)
                 {
                     if (ranks.ContainsKey((parts[i], parts[i + 1])))
                     {
                         parts[i] += parts[i + 1];
                         parts.RemoveAt(i + 1);
                         i = 0;
                     }
                     else
                     {
                         i++;
                     }
                 }

                 return parts;
             };
             """, "expected"),
        ],
        ["10-1"] =
        [
            ("Func<int[], int, int[][]>? batches = (lengths, limit) => [.. Enumerable.Range(0, lengths.Length).OrderBy(place => lengths[place]).Chunk(32)];", "at most 20 computed tokens"),
            ("""
             Func<int[], int, int[][]>? batches = (lengths, limit) =>
             {
                 var (made, open) = (new List<int[]>(), new List<int>());
                 for (var place = 0; place < lengths.Length; place++)
                 {
                     if (open.Count > 0 && (open.Count + 1) * open.Append(place).Max(other => lengths[other]) > limit)
                     {
                         made.Add([.. open]);
                         open.Clear();
                     }

                     open.Add(place);
                 }

                 made.Add([.. open]);
                 return [.. made];
             };
             """, "at most 5 % padding"),
            ("Func<int[], int, int[][]>? batches = (lengths, limit) => [.. Enumerable.Range(0, lengths.Length).Select(place => new[] { place })];", "more than half full"),
        ],
        ["10-2"] =
        [
            ("NearDuplicateOptions? search = new();", "at most 0.05"),
            ("NearDuplicateOptions? search = new() { Bands = 8, Rows = 8 };", "at least 0.99"),
            ("NearDuplicateOptions? search = new() { Bands = 20, Rows = 5 };", "at most 64 hashes"),
        ],
        ["10-3"] =
        [
            ("Func<int, int, double>? sharing = (features, rows) => Math.Max(0, 1 - (double)rows / features);", "2 features, 4 rows"),
            ("Func<int, int, double>? sharing = (features, rows) => Math.Min(1, (double)features / rows);", "1 features, 16 rows"),
        ],
        ["10-4"] =
        [
            ("Func<string, string, string, string>? keyOf = (version, language, text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));", "two keys"),
            ("Func<string, string, string, string>? keyOf = (version, language, text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(version + language + text)));", "1fr"),
            ("Func<string, string, string, string>? keyOf = (version, language, text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($\"{version}|{language}|{text}\")));", "fr|a"),
            ("Func<string, string, string, string>? keyOf = (version, language, text) => $\"{version.Length}:{version}{language.Length}:{language}{text}\";", "at most 80 characters"),
            ("Func<string, string, string, string>? keyOf = (version, language, text) => $\"{HashCode.Combine(version, language, text)}\";", "the same key in every process"),
        ],
        ["10-5"] =
        [
            ("Func<Candidate[], int, int, Candidate[]>? choose = (candidates, places, seed) => { var order = candidates.ToArray(); new Random(seed).Shuffle(order); return order[..places]; };", "5 claims, 3 3 3"),
            ("Func<Candidate[], int, int, Candidate[]>? choose = (candidates, places, seed) => { var order = candidates.ToArray(); new Random(seed).Shuffle(order); return [.. order.OrderByDescending(one => one.Claim).Take(places)]; };", "5 claims, 3 3 3"),
            ("Func<Candidate[], int, int, Candidate[]>? choose = (candidates, places, seed) => [.. candidates.Where(one => one.Claim).Concat(candidates.Where(one => !one.Claim).GroupBy(one => one.Mood).SelectMany(group => group.Index()).OrderBy(pair => pair.Index).Select(pair => pair.Item)).Take(places)];", "another sample"),
        ],
        ["11-1"] =
        [
            ("Func<(string Name, int Size, int LastUsed, bool Busy)[], int, int, string[]?>? makeRoom = (models, need, budget) => [.. models.OrderBy(model => model.LastUsed).Select(model => model.Name)];", "needed 100 of 1000 MB"),
            ("""
             Func<(string Name, int Size, int LastUsed, bool Busy)[], int, int, string[]?>? makeRoom = (models, need, budget) =>
             {
                 var sum = models.Sum(model => model.Size) + need;
                 return [.. models.OrderBy(model => model.LastUsed).TakeWhile(model => (sum -= model.Size) + model.Size > budget).Select(model => model.Name)];
             };
             """, "needed 700 of 1000 MB"),
        ],
        ["11-2"] =
        [
            ("Func<int, string, int>? countLoads = (places, requests) => requests.Distinct().Count();", "1 place(s), ABCABC"),
            ("""
             Func<int, string, int>? countLoads = (places, requests) =>
             {
                 var (inOrder, loads) = (new List<char>(), 0);
                 foreach (var letter in requests.Where(letter => !inOrder.Contains(letter)))
                 {
                     loads++;
                     inOrder.Add(letter);
                     inOrder.RemoveRange(0, Math.Max(0, inOrder.Count - places));
                 }

                 return loads;
             };
             """, "2 place(s), ABACABAC"),
        ],
        ["11-3"] =
        [
            ("Func<Resident, int, double>? rule = (model, now) => model.LastUsed;", "three other days"),
            ("Func<Resident, int, double>? rule = (model, now) => model.Uses * model.Model.LoadSeconds / model.Model.Gigabytes;", "three other days"),
            ("Func<Resident, int, double>? rule = (model, now) => -model.NextUse;", "three other days"),
        ],
        ["12-1"] =
        [
            ("Func<IReadOnlyList<int>, double>? entropy = counts => Math.Log2(counts.Count);", "counts 2, 1, 1"),
            ("Func<IReadOnlyList<int>, double>? entropy = counts => counts.Select(count => (double)count / counts.Sum()).Sum(p => p * Math.Log2(1 / p));", "counts 5, 0, 3"),
        ],
        ["12-2"] = [("int? fewest = 1;", "1 bits"), ("int? fewest = 8;", "7 bits"), ("int? fewest = 9;", "FrugalException")],
        ["12-3"] = [("string? mine = int8.Stage.Path;", "the file")],
        ["13-1"] =
        [
            ("Func<float[], float[], int, double>? crossEntropy = (view0, view1, label) => Math.Log(view0.Sum(z => Math.Exp(z - view0.Max()))) - view0[label] + view0.Max();", "views [3, 1, 0] and [-1, 1, 0], label 2"),
            ("Func<float[], float[], int, double>? crossEntropy = (view0, view1, label) => { var z = view0.Zip(view1, (a, b) => (a + b) / 2.0).ToArray(); return Math.Log(z.Sum(Math.Exp)) - z[label]; };", "views [1000, 0] and [1000, 2000], label 0"),
            ("Func<float[], float[], int, double>? crossEntropy = (view0, view1, label) => { var z = view0.Zip(view1, (a, b) => (a + b) / 2.0).ToArray(); return z[label] - z.Max() - Math.Log(z.Sum(one => Math.Exp(one - z.Max()))); };", "views [0, 0] and [0, 0], label 1"),
        ],
        ["13-2"] =
        [
            ("Func<long, long, long, long, (double Weights, double Bits)>? factors = (bytes, weights, bytesAfter, weightsAfter) => ((double)weights / weightsAfter, (double)bytes / bytesAfter);", "4000 bytes, 1000 weights"),
            ("Func<long, long, long, long, (double Weights, double Bits)>? factors = (bytes, weights, bytesAfter, weightsAfter) => (weights / weightsAfter, bytes / weights / Math.Max(1, bytesAfter / weightsAfter));", "75000 bytes, 100000 weights"),
        ],
        ["13-3"] =
        [
            ("Func<IReadOnlyList<CostedModel>, double, CostedModel?>? cheapest = (models, least) => models.Where(model => model.Quality >= least).MinBy(model => model.Cost);", "at least 80 %"),
            ("Func<IReadOnlyList<CostedModel>, double, CostedModel?>? cheapest = (models, least) => models.Where(model => model.Quality > least).OrderBy(model => model.Cost).ThenByDescending(model => model.Quality).FirstOrDefault();", "at least 70 %"),
            ("Func<IReadOnlyList<CostedModel>, double, CostedModel?>? cheapest = (models, least) => models.MaxBy(model => model.Quality);", "at least 60 %"),
        ],
    };
}
