/** The demo's journal: what a house like this one would tell, with its own products in the text. */
export const demoArticles = [
  {
    slug: "reparer-une-chaise",
    author: "Jeanne Morvan",
    category: "assises",
    daysAgo: 3,
    words: {
      fr: {
        title: "Ce qu’il faut pour réparer une chaise",
        lead: "Une chevillette, un maillet, une heure. Et une chaise qui a été dessinée pour qu’on l’ouvre.",
        body: `Une chaise casse presque toujours au même endroit : le barreau du bas, celui où l’on pose les pieds. C’est pour cela que le nôtre n’est pas collé. Il est **chevillé**, et la cheville sort avec un chasse-goupille.

## Une heure, trois gestes

1. Chasser la cheville par l’extérieur, sans forcer : elle est légèrement conique.
2. Sortir le barreau et glisser le nouveau. L’atelier garde les gabarits de chaque modèle.
3. Remettre une cheville neuve, à sec. *Pas de colle* : le bois travaille, la colle non.

[[chaise-alba]]
[[tabouret-pivo]]

## Et l’assise ?

La corde de papier s’use par l’avant. Au bout d’une dizaine d’années, on la retresse ; comptez une demi-journée d’atelier.

> Une chaise qu’on ne peut pas ouvrir est une chaise qu’on jettera.

Vous n’êtes pas bricoleur ? [Écrivez-nous](/legal) : nous reprenons la chaise, l’atelier s’en occupe, et elle revient.`,
      },
      en: {
        title: "What it takes to mend a chair",
        lead: "A pin punch, a mallet, an hour. And a chair that was drawn to be opened.",
        body: `A chair nearly always breaks in the same place: the lower rung, where feet rest. That is why ours is not glued. It is **pegged**, and the peg comes out with a pin punch.

## One hour, three steps

1. Drive the peg out from the outside, gently: it is slightly tapered.
2. Take out the rung and slide in the new one. The workshop keeps the jigs of every model.
3. Put in a new peg, dry. *No glue*: wood moves, glue does not.

[[chaise-alba]]
[[tabouret-pivo]]

## And the seat?

Paper cord wears from the front. After some ten years it is woven anew; count half a day at the workshop.

> A chair that cannot be opened is a chair that will be thrown away.

Not handy? [Write to us](/legal): we take the chair back, the workshop sees to it, and it returns.`,
      },
    },
  },
  {
    slug: "lumiere-du-soir",
    author: "Yann Kervran",
    category: "luminaires",
    daysAgo: 12,
    words: {
      fr: {
        title: "Trois lampes plutôt qu’un plafonnier",
        lead: "Le soir, une pièce se lit par taches de lumière. Où les poser, et à quelle hauteur.",
        body: `Un plafonnier éclaire tout, donc rien. Trois sources basses font mieux : une pour la table, une pour le fauteuil, une pour le mur.

## Au-dessus de la table

Le bas de la suspension à **60 centimètres** du plateau : assez bas pour éclairer les assiettes, assez haut pour se voir.

[[suspension-coupole]]

## À côté du fauteuil

La lumière vient de derrière l’épaule, à hauteur d’oreille une fois assis. Une ampoule chaude, 2 700 kelvins, pas davantage.

[[lampadaire-arche]]
[[lampe-cepe]]

## Contre le mur

Une applique ne sert pas à lire : elle donne un fond à la pièce. C’est elle qu’on laisse allumée.`,
      },
      en: {
        title: "Three lamps rather than one ceiling light",
        lead: "In the evening a room is read by pools of light. Where to put them, and how high.",
        body: `A ceiling light lights everything, and so nothing. Three low sources do better: one for the table, one for the armchair, one for the wall.

## Above the table

The bottom of the pendant **60 centimetres** above the top: low enough to light the plates, high enough to see one another.

[[suspension-coupole]]

## Beside the armchair

Light comes from behind the shoulder, at the height of the ear once seated. A warm bulb, 2,700 kelvin, no more.

[[lampadaire-arche]]
[[lampe-cepe]]

## Against the wall

A wall light is not for reading: it gives the room a background. It is the one to leave on.`,
      },
    },
  },
  {
    slug: "un-gres-qui-vit",
    author: "Marie Olt",
    category: "arts-table",
    daysAgo: 26,
    words: {
      fr: {
        title: "Un grès qui vit",
        lead: "Pourquoi deux bols de la même fournée ne sont pas de la même couleur, et pourquoi c’est très bien.",
        body: `Dans un four, il fait plus chaud en haut qu’en bas. L’émail le sait : plus mat ici, plus profond là. Nous ne trions pas.

- Le **pied laissé brut** montre la terre.
- Un trait de roue sur le flanc dit que la pièce a été tournée.
- Les petits points noirs sont du fer.

[[bol-gres]]
[[assiette-gres]]

## L’entretien

Le lave-vaisselle convient. Le four aussi, à condition de ne pas passer du froid au chaud d’un coup : le grès aime qu’on le prévienne.`,
      },
      en: {
        title: "Stoneware that lives",
        lead: "Why two bowls of one firing are not of one colour, and why that is just fine.",
        body: `A kiln is hotter at the top than at the bottom. The glaze knows: more matt here, deeper there. We do not sort.

- The **bare foot** shows the clay.
- A line of the wheel on the side says that the piece was thrown.
- The small black dots are iron.

[[bol-gres]]
[[assiette-gres]]

## Care

The dishwasher is fine. So is the oven, as long as it does not go from cold to hot at once: stoneware likes to be warned.`,
      },
    },
  },
] as const;
