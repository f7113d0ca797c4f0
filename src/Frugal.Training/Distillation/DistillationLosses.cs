using static TorchSharp.torch;

namespace Frugal.Distillation;

/// <summary>Distillation losses. Each is a scalar (a tensor without dimensions) from which gradients flow back to the student.</summary>
public static class DistillationLosses
{
    /// <summary>
    /// The cross-entropy with the teacher's softened probabilities, times the square of the temperature so that the scale of the gradients does
    /// not depend on it (Hinton et al. 2015, "Distilling the knowledge in a neural network", section 2): -T^2 sum p_t log p_s, the mean over the batch.
    /// </summary>
    /// <param name="student">Logits (N, classes).</param>
    /// <param name="teacher">Logits (N, classes).</param>
    /// <param name="temperature">T, above 0.</param>
    public static Tensor SoftTargets(Tensor student, Tensor teacher, double temperature)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(teacher);
        var targets = nn.functional.softmax(teacher.div(temperature), 1);
        return targets.mul(nn.functional.log_softmax(student.div(temperature), 1)).sum(1).mean().neg().mul(temperature * temperature);
    }

    /// <summary>
    /// Half the squared distance between the teacher's features and the student's; a regressor maps the student's features to the teacher's
    /// number of channels (Romero et al. 2015, "FitNets", equation 3). The mean over all elements is taken, so that larger maps do not count more.
    /// </summary>
    /// <param name="student">Features (N, C, H, W) after the regressor.</param>
    /// <param name="teacher">Features (N, C, H, W).</param>
    public static Tensor Hint(Tensor student, Tensor teacher)
    {
        ArgumentNullException.ThrowIfNull(student);
        return nn.functional.mse_loss(student, teacher).mul(0.5);
    }

    /// <summary>
    /// The squared distance between the attention maps of both networks: the sum over channels of the squared features, normalised
    /// to length 1 (Zagoruyko and Komodakis 2017, "Paying more attention to attention", equation 2; the distance is squared and
    /// averaged over the batch, as in the authors' program). Channels may differ, heights and widths may not.
    /// </summary>
    /// <param name="student">Features (N, C, H, W).</param>
    /// <param name="teacher">Features (N, C', H, W).</param>
    public static Tensor Attention(Tensor student, Tensor teacher)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(teacher);
        var apart = Map(student).sub(Map(teacher));
        return apart.mul(apart).sum(1).mean();

        static Tensor Map(Tensor features) => nn.functional.normalize(features.mul(features).sum(1).flatten(1));
    }

    /// <summary>
    /// The Huber loss between the pairwise distances of the pictures in both networks, each in units of its mean
    /// (Park et al. 2019, "Relational knowledge distillation", equations 5 to 7).
    /// </summary>
    /// <param name="student">Embeddings (N, D).</param>
    /// <param name="teacher">Embeddings (N, D').</param>
    public static Tensor RelationalDistance(Tensor student, Tensor teacher)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(teacher);
        return nn.functional.smooth_l1_loss(Distances(student), Distances(teacher));
    }

    /// <summary>
    /// The Huber loss between the cosines of the angles formed by any three pictures in both networks (Park et al. 2019, equations 8 to 10).
    /// </summary>
    /// <param name="student">Embeddings (N, D).</param>
    /// <param name="teacher">Embeddings (N, D').</param>
    public static Tensor RelationalAngle(Tensor student, Tensor teacher)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(teacher);
        return nn.functional.smooth_l1_loss(Angles(student), Angles(teacher));
    }

    /// <summary>(N, D) to (N, N): distances divided by the mean over pairs of different pictures.</summary>
    private static Tensor Distances(Tensor embeddings)
    {
        var n = embeddings.shape[0];
        var others = ones(n, n).sub(eye(n));   // the square root has no gradient at 0, so the diagonal is masked out
        var squares = embeddings.mul(embeddings).sum(1);
        var apart = squares.unsqueeze(1).add(squares.unsqueeze(0)).sub(embeddings.mm(embeddings.t()).mul(2)).clamp_min(1e-12).sqrt().mul(others);
        var mean = apart.sum().div(Math.Max(1, n * (n - 1)));
        return apart.div(mean.clamp_min(1e-12));
    }

    /// <summary>(N, D) to (N, N, N): for each picture the cosines between the directions to any two others.</summary>
    private static Tensor Angles(Tensor embeddings)
    {
        var directions = nn.functional.normalize(embeddings.unsqueeze(0).sub(embeddings.unsqueeze(1)), dim: 2);
        return directions.bmm(directions.transpose(1, 2));
    }
}
