namespace MakeItSmall;

/// <summary>
/// Task 7: a loss that mixes a teacher's softened answers with the labels (notebook 05, sections 2 and 3).
/// </summary>
/// <remarks>
/// <code>
/// p[i] = exp(z[i] / T) / sum of all exp(z[j] / T)            the softmax of the logits z at temperature T
/// CE(labels)    = mean over the batch of  -log p_student[label]                                            at T = 1
/// CE(teacher)   = mean over the batch of  -sum over i of p_teacher[i] * log p_student[i]                   both at T
/// loss          = (1 - w) * CE(labels) + w * T² * CE(teacher)
/// </code>
/// Logits may be as large as 1,000: subtract the largest of a row before the exponential, or it overflows. Compute in double.
/// </remarks>
public static class Distillation
{
    /// <summary>The loss of a batch.</summary>
    /// <param name="student">The student's logits (batch, classes), row by row.</param>
    /// <param name="teacher">The teacher's logits, of the same shape.</param>
    /// <param name="labels">The right class of each row: the batch has as many rows.</param>
    /// <param name="temperature">T, above 0.</param>
    /// <param name="weight">w, the teacher's share: 0 to 1.</param>
    public static double Loss(float[] student, float[] teacher, int[] labels, double temperature, double weight)
    {
#if SOLUTION
        var classes = student.Length / labels.Length;
        var (hard, soft) = (0.0, 0.0);
        for (var row = 0; row < labels.Length; row++)
        {
            var own = student.AsSpan(row * classes, classes);
            hard -= LogSoftmax(own, 1)[labels[row]];
            var (told, answered) = (LogSoftmax(teacher.AsSpan(row * classes, classes), temperature), LogSoftmax(own, temperature));
            soft -= told.Zip(answered, (p, q) => Math.Exp(p) * q).Sum();
        }

        return ((1 - weight) * hard + weight * temperature * temperature * soft) / labels.Length;
#else
        throw new NotImplementedException("Task 7 - the loss. Hint: write a function for the logarithm of a row's softmax at a temperature; both parts use it.");
#endif
    }

    /// <summary>
    /// The gradient of the loss for each of the student's logits. The derivative of <c>-sum of p_i * log softmax(z / T)_i</c> for z[i] is
    /// <c>(softmax(z / T)[i] - p[i]) / T</c>; for a label, p is 1 at the label and 0 elsewhere, and T is 1. Mind w, T² and the mean over the batch.
    /// </summary>
    /// <returns>An array of the shape of the logits.</returns>
    /// <inheritdoc cref="Loss"/>
    public static float[] Gradient(float[] student, float[] teacher, int[] labels, double temperature, double weight)
    {
#if SOLUTION
        var classes = student.Length / labels.Length;
        var gradient = new float[student.Length];
        for (var row = 0; row < labels.Length; row++)
        {
            var own = student.AsSpan(row * classes, classes);
            var (plain, answered, told) = (LogSoftmax(own, 1), LogSoftmax(own, temperature), LogSoftmax(teacher.AsSpan(row * classes, classes), temperature));
            for (var i = 0; i < classes; i++)
            {
                var hard = Math.Exp(plain[i]) - (i == labels[row] ? 1 : 0);
                var soft = (Math.Exp(answered[i]) - Math.Exp(told[i])) * temperature;   // T² / T
                gradient[row * classes + i] = (float)(((1 - weight) * hard + weight * soft) / labels.Length);
            }
        }

        return gradient;
#else
        throw new NotImplementedException("Task 7 - the gradient. Hint: what the student says minus what it should say; one T of T² is left.");
#endif
    }
#if SOLUTION

    private static double[] LogSoftmax(ReadOnlySpan<float> logits, double temperature)
    {
        var scaled = new double[logits.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = logits[i] / temperature;
        }

        var largest = scaled.Max();
        var log = largest + Math.Log(scaled.Sum(z => Math.Exp(z - largest)));
        return Array.ConvertAll(scaled, z => z - log);
    }
#endif
}
