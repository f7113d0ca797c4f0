namespace Frugal.Llama;

/// <summary>The course's own text for comparisons: everyday prose in English and French, and a little code, so that no model has learned it by heart.</summary>
public static class ComparisonText
{
    /// <summary>The text: about 900 words.</summary>
    public const string Default = """
        On Saturday morning the market fills the square before the church. The baker comes first, while the street lamps are still on, and unfolds two tables under the plane trees. By seven o'clock there is a queue, and everyone
        in it knows what they will buy: the round loaf with the dark crust, or the long one for those who have a family to feed. A boy of nine or ten counts his coins three times and then asks for a bun with sugar. He eats it
        before he reaches the fountain. Further down, a woman sells apples from a cart. She has a sign for each kind, written by hand, and if you ask her which ones keep through the winter she will not simply answer; she will
        tell you about the orchard, the frost of last April, and her grandfather, who planted most of the trees and never ate an apple in his life.

        The bridge over the river was closed in March. At first nobody believed that it would take long. An engineer came with a small hammer, tapped the stones one after another, and wrote numbers on them with chalk. Then he
        shook his head and drove away. For six months people had to walk around by the mill, which adds twenty minutes each way, and they complained about it every day until they noticed that they had begun to talk to each
        other. When the bridge was opened again, the mayor gave a speech. It rained. Half of the town still takes the way by the mill, because it is quiet there and because of the herons.

        A computer stores a number in a row of switches, each of which is either on or off. With eight switches there are two hundred and fifty-six patterns, and so there are two hundred and fifty-six numbers that can be told
        apart. If a model has a million weights and each of them takes thirty-two switches, the file has four million bytes. If we keep only the nearest of sixteen values for each weight, the file becomes eight times smaller.
        What do we lose? Most weights move a little, some of them up and some of them down, and in a long sum these errors cancel each other in part. That is why a rounded model often gives the same answer as the original one.
        It does not always do so, however, and the only way to find out is to measure it on texts that neither of them has seen before.

        "Have you finished the exercise?" asked the teacher. "Nearly," said Leo, who had not started. He opened the laptop and looked at the first line. It said that the function should return the sum of a list. He wrote:

            static int Sum(int[] numbers)
            {
                var total = 0;
                foreach (var number in numbers)
                {
                    total += number;
                }

                return total;
            }

        Then he ran the test. It was green. He was so surprised that he ran it twice more, and only afterwards did he notice that the test had an empty list in it.

        Le train de 6 h 42 part toujours à l'heure, sauf le lundi. Ce jour-là, le conducteur attend une vieille dame qui va voir sa sœur à l'hôpital et qui marche lentement. Personne ne le lui a demandé ; il l'a vue une fois
        courir sur le quai, son sac à la main, et depuis il regarde dans le rétroviseur avant de fermer les portes. Les voyageurs le savent. Ils lisent leur journal, boivent leur café, et quand le train démarre enfin, avec deux
        minutes de retard, quelqu'un dit en souriant : « Bon, elle est là. » L'été dernier, elle n'est pas venue pendant trois semaines. Le conducteur a continué d'attendre.

        Dans la cuisine de ma grand-mère, il y avait une balance en cuivre avec des poids de toutes les tailles. Le plus petit pesait un gramme et se perdait sans cesse ; on le retrouvait dans le sucre, sous le buffet, une fois
        même dans une part de tarte. Elle disait qu'une recette n'est qu'une suite de mesures, et que celui qui mesure mal ne doit pas s'étonner du résultat. Pourtant elle-même ne pesait jamais rien : elle prenait la farine à la
        main, regardait la pâte, ajoutait un peu d'eau. « Moi, j'ai mesuré pendant quarante ans, répondait-elle quand on s'en étonnait. Maintenant, mes mains s'en souviennent. »

        Un modèle de langue fait une seule chose : à partir des mots qu'il a lus, il estime la probabilité de chaque mot qui pourrait suivre. S'il a lu « le chat dort sur le », il donne une forte probabilité à « canapé » ou à
        « lit », et une faible à « problème ». On choisit un mot, on l'ajoute à la phrase, et l'on recommence. La perplexité mesure combien le modèle est surpris par un texte : plus elle est basse, mieux il l'avait prévu. Elle
        ne dit pas si le texte est vrai, ni s'il est beau. Pour savoir si un modèle réduit se comporte encore comme l'original, on compare donc aussi leurs prévisions, mot après mot : deux modèles peuvent être surpris autant
        l'un que l'autre sans l'être aux mêmes endroits.

        Les élèves de deuxième année ont rendu leurs projets vendredi. Il y avait une application pour réserver les salles, un jeu où l'on doit garer un camion, et un petit robot qui arrose les plantes quand la terre est trop
        sèche. Le robot a eu la meilleure note, bien qu'il ait arrosé, pendant la présentation, les chaussures de l'inspecteur.
        """;
}
