namespace Frugal.Site.Reference;

/// <summary>A library in the reference.</summary>
/// <param name="Name">The name of its package, assembly and folder.</param>
/// <param name="English">What it is for.</param>
/// <param name="French">The same in French.</param>
internal sealed record ReferenceLibrary(string Name, string English, string French)
{
    /// <summary>The libraries that a reader of the course programs with, the lowest first.</summary>
    public static IReadOnlyList<ReferenceLibrary> All { get; } =
    [
        new("Frugal",
            "Works on ONNX files without libtorch: loads data and pictures, reads and rewrites graphs, quantises trained models, and measures size, latency, memory and accuracy. Also reads and writes GGUF files.",
            "Travaille sur les fichiers ONNX, sans libtorch : charge données et images, lit et réécrit les graphes, quantifie les modèles entraînés, et mesure taille, latence, mémoire et exactitude. Lit et écrit aussi les fichiers GGUF."),
        new("Frugal.Training",
            "Needs TorchSharp with libtorch: networks, training, distillation, pruning, architecture search, whole compression pipelines, export to ONNX and GGUF, and the quantisation methods that need gradients.",
            "Nécessite TorchSharp avec libtorch : réseaux, entraînement, distillation, élagage, recherche d'architectures, chaînes de compression complètes, export vers ONNX et GGUF, et méthodes de quantification qui ont besoin de gradients."),
        new("Frugal.Charts",
            "Draws the course's charts with Plotly.NET and defines how values are displayed in a notebook.",
            "Trace les graphiques du cours avec Plotly.NET et définit l'affichage des valeurs dans un notebook."),
        new("Frugal.Llama",
            "Runs llama.cpp by LLamaSharp: quantises language models in GGUF files, and compares two files of one model.",
            "Exécute llama.cpp par LLamaSharp : quantifie les modèles de langue des fichiers GGUF, et compare deux fichiers d'un même modèle."),
        new("Frugal.Serving",
            "Puts models into an ASP.NET Core application: a pool of models with a memory budget, models in processes of their own, batching of requests, limits, and error responses.",
            "Met des modèles en service dans une application ASP.NET Core : réserve de modèles avec budget de mémoire, modèles dans leur propre processus, regroupement des requêtes en lots, limites et réponses d'erreur."),
        new("Frugal.Grading",
            "Grades a lab: tasks and points, budgets for size, time and memory, a sandbox for the student's code, cards, and the tools to write a lab.",
            "Corrige un TP : tâches et points, budgets de taille, de temps et de mémoire, bac à sable pour le code de l'étudiant, fiches, et outils pour écrire un TP."),
        new("Frugal.Notebooks",
            "Reads, runs and exports `.ipynb` notebooks in C#, and contains the Jupyter kernel.",
            "Lit, exécute et exporte les notebooks `.ipynb` en C#, et contient le noyau Jupyter."),
    ];

    /// <summary>What the library is for.</summary>
    public string Purpose(SiteLanguage language) => language.Choose(English, French);
}
