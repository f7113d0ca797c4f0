namespace Frugal.Distillation;

/// <summary>Checks that lessons fit the groups of logits.</summary>
internal static class TextLessonCheck
{
    public static void Fit(IReadOnlyList<TextLesson> lessons, IReadOnlyList<int> groups)
    {
        if (lessons.Sum(lesson => lesson.Texts.Count) == 0)
        {
            throw new FrugalException("Distillation: there are no texts. Give at least one text with a label or an answer of the teacher.");
        }

        foreach (var (place, lesson) in lessons.Index())
        {
            if (lesson.Labels is null && lesson.Answers is null)
            {
                throw new FrugalException($"Distillation: lesson {place} has neither labels nor answers of the teacher. Give one of them.");
            }

            if ((lesson.Labels?.Count ?? lesson.Texts.Count) != lesson.Texts.Count || (lesson.Answers?.Count ?? lesson.Texts.Count) != lesson.Texts.Count)
            {
                throw new FrugalException($"Distillation: lesson {place} has {lesson.Texts.Count} texts, {lesson.Labels?.Count.ToString() ?? "no"} labels and {lesson.Answers?.Count.ToString() ?? "no"} answers. Give one per text.");
            }

            if (lesson.Answers is { } answers && answers.Classes != groups.Sum())
            {
                throw new FrugalException($"Distillation: the answers of lesson {place} have {answers.Classes} logits; the groups have {groups.Sum()}. Ask a teacher of the same classes.");
            }

            if (lesson.Labels is { } labels && (lesson.Group < 0 || lesson.Group >= groups.Count || labels.Any(label => label < 0 || label >= groups[lesson.Group])))
            {
                throw new FrugalException($"Distillation: lesson {place} has a label or a group that does not exist. Groups are 0 to {groups.Count - 1}; labels count from 0 within their group.");
            }
        }
    }
}
