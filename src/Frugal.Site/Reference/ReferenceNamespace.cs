namespace Frugal.Site.Reference;

/// <summary>What each namespace is for, in both languages, for the index page.</summary>
internal static class ReferenceNamespace
{
    private static readonly Dictionary<string, (string English, string French)> Purposes = new()
    {
        ["Frugal"] = ("the exception that all libraries throw, and safe writing of files", "l'exception que lèvent toutes les bibliothèques, et l'écriture sûre des fichiers"),
        ["Frugal.Architectures"] = ("networks and their building blocks, from ResNet to MobileNet", "réseaux et blocs qui les composent, de ResNet à MobileNet"),
        ["Frugal.Charts"] = ("the charts", "les graphiques"),
        ["Frugal.Charts.Formatting"] = ("how values are displayed in a notebook", "l'affichage des valeurs dans un notebook"),
        ["Frugal.Compression"] = ("pruning, distillation and quantisation combined in one pipeline", "élagage, distillation et quantification réunis en une chaîne"),
        ["Frugal.Data"] = ("data sets: catalogue, download, loading, augmentation", "jeux de données : catalogue, téléchargement, chargement, augmentation"),
        ["Frugal.Data.Dialogues"] = ("dialogues for a chat model, generated from a seed", "dialogues pour un modèle de conversation, générés à partir d'une graine"),
        ["Frugal.Data.SupportTweets"] = ("tweets to an operator with five figures each, generated from a seed", "tweets à un opérateur avec cinq indicateurs chacun, générés à partir d'une graine"),
        ["Frugal.Distillation"] = ("training a student network to imitate a teacher", "entraînement d'un réseau élève qui imite un maître"),
        ["Frugal.Grading.Authoring"] = ("generating and checking a lab's starter", "génération et vérification du point de départ d'un TP"),
        ["Frugal.Grading.Budgets"] = ("limits on size, time, memory and accuracy", "limites de taille, de temps, de mémoire et d'exactitude"),
        ["Frugal.Grading.Cards"] = ("the card of a grading", "la fiche de notation"),
        ["Frugal.Grading.Cards.Converters"] = ("the grade in the formats of other services", "la note aux formats d'autres services"),
        ["Frugal.Grading.Containment"] = ("running a student's code in a sandbox", "exécution du code de l'étudiant dans un bac à sable"),
        ["Frugal.Grading.Grades"] = ("points, verdicts and the grade", "points, verdicts et note"),
        ["Frugal.Grading.Submissions"] = ("grading a whole submission", "correction d'un travail rendu"),
        ["Frugal.Grading.Tasks"] = ("the tests of a lab, task by task", "les tests d'un TP, tâche par tâche"),
        ["Frugal.Gguf"] = ("language models in GGUF files: reading, writing, exporting, dequantising", "modèles de langue en fichiers GGUF : lecture, écriture, export, déquantification"),
        ["Frugal.Imaging"] = ("reading and scaling photos", "lecture et mise à l'échelle de photos"),
        ["Frugal.Learning"] = ("the student's progress, and checks of exercises", "progression de l'étudiant et vérification des exercices"),
        ["Frugal.Llama"] = ("language models with llama.cpp: quantising and comparing them", "modèles de langue avec llama.cpp : quantification et comparaison"),
        ["Frugal.Measuring"] = ("size, latency, memory, accuracy, and how to compare them", "taille, latence, mémoire, exactitude, et comment les comparer"),
        ["Frugal.Models"] = ("the course's own models, and how each was trained", "les modèles du cours et la manière dont chacun a été entraîné"),
        ["Frugal.Notebooks.Engine"] = ("compiling and running cells", "compilation et exécution des cellules"),
        ["Frugal.Notebooks.Export"] = ("a notebook as one C# file", "un notebook en un seul fichier C#"),
        ["Frugal.Notebooks.Hosting"] = ("the process that runs the cells", "le processus qui exécute les cellules"),
        ["Frugal.Notebooks.Ipynb"] = ("the notebook file", "le fichier du notebook"),
        ["Frugal.Notebooks.Kernel"] = ("the Jupyter kernel", "le noyau Jupyter"),
        ["Frugal.Notebooks.Runner"] = ("running whole notebooks", "exécution de notebooks entiers"),
        ["Frugal.Onnx"] = ("ONNX graphs: reading, building, rewriting, exporting", "graphes ONNX : lecture, construction, réécriture, export"),
        ["Frugal.Pruning"] = ("removing weights and channels", "suppression de poids et de canaux"),
        ["Frugal.Quantization"] = ("int8, 4-bit and fp16 models: formats, observers, recipes, reports", "modèles int8, 4 bits et fp16 : formats, observateurs, recettes, rapports"),
        ["Frugal.Reporting"] = ("charts and values on web pages", "graphiques et valeurs dans les pages web"),
        ["Frugal.Search"] = ("searching for small architectures", "recherche de petites architectures"),
        ["Frugal.Serving.Batching"] = ("grouping requests into batches", "regroupement des requêtes en lots"),
        ["Frugal.Serving.Limits"] = ("limits on memory and load", "limites de mémoire et de charge"),
        ["Frugal.Serving.Models"] = ("loading models within a memory budget", "chargement des modèles dans un budget de mémoire"),
        ["Frugal.Serving.Problems"] = ("error responses", "réponses d'erreur"),
        ["Frugal.Serving.Processes"] = ("models in processes of their own", "modèles dans leur propre processus"),
        ["Frugal.Texts"] = ("labelled texts, word pieces, byte pairs, scores of classes, cleaning, duplicates, rules, n-grams", "textes étiquetés, morceaux de mots, paires d'octets, scores par classe, nettoyage, doublons, règles, n-grammes"),
        ["Frugal.Training"] = ("the training loop", "la boucle d'entraînement"),
    };

    /// <summary>What a namespace is for, without a capital or a full stop.</summary>
    /// <exception cref="FrugalException">The namespace has no text.</exception>
    public static string Purpose(string name, SiteLanguage language) => Purposes.TryGetValue(name, out var purpose)
        ? language.Choose(purpose.English, purpose.French)
        : throw ReferenceErrors.NoPurpose(name);
}
