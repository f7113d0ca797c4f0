using MakeItSmall;

namespace Labs.MakeItSmall.Grader.Probes;

/// <summary>The logits of a batch, and how the loss is mixed.</summary>
public sealed record LossRequest(float[] Student, float[] Teacher, int[] Labels, double Temperature, double Weight);

/// <summary>Features of pictures, a teacher's logits for them and their classes; a last layer to train.</summary>
public sealed record LessonRequest(Packed Features, Packed Teacher, int[] Labels, Packed Weight, float[] Bias, int Epochs, double Rate, double Temperature, double TeacherWeight);

/// <summary>Task 7, in the student's process.</summary>
public static class DistillationProbes
{
    public static double Loss(LossRequest request) => Distillation.Loss(request.Student, request.Teacher, request.Labels, request.Temperature, request.Weight);

    public static float[] Gradient(LossRequest request) => Distillation.Gradient(request.Student, request.Teacher, request.Labels, request.Temperature, request.Weight);

    /// <summary>Gradient descent on the student's loss.</summary>
    /// <returns>The trained weights and biases.</returns>
    public static Packed Train(LessonRequest request)
    {
        var (features, teacher, weight, bias) = (request.Features.Numbers(), request.Teacher.Numbers(), request.Weight.Numbers(), request.Bias.ToArray());
        LastLayer.Train(features, weight, bias, request.Labels.Length, request.Epochs, request.Rate,
            w => w, (_, g) => g, logits => Distillation.Gradient(logits, teacher, request.Labels, request.Temperature, request.TeacherWeight));
        return Packed.Of([.. weight, .. bias]);
    }
}
