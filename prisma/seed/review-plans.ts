import type { RejectGround } from "#server/modules/reviews/contract.ts";

/** What a buyer of the past orders says of something that arrived. */
export type PlannedReview = {
  /** The role of an account, or the mailbox of a guest. */
  buyer: string;
  sku: string;
  stars: 1 | 2 | 3 | 4 | 5;
  name: string;
  language: "fr" | "en";
  title?: string;
  text: string;
  /** Days after it arrived. */
  after: number;
  answer?: string;
  /** How many readers found it helpful. */
  helpful?: number;
  /** Nobody has read it yet; or why it was refused. */
  waits?: true;
  refused?: RejectGround;
};

/** Good ones and less good ones, in both languages: what an honest shop shows. */
export const plannedReviews: readonly PlannedReview[] = [
  {
    buyer: "marion",
    sku: "MC-CHA-ALBA-NAT",
    stars: 5,
    name: "Marion L.",
    language: "fr",
    title: "Confortable même sans coussin",
    text: "Nous avions peur de l’assise en bois : on y reste deux heures à table sans y penser. Le chêne est plus clair que sur ma tablette, et c’est tant mieux. Aucun montage.",
    after: 9,
    helpful: 4,
  },
  {
    buyer: "oscar",
    sku: "MC-CHA-ALBA-NAT",
    stars: 4,
    name: "Oscar H.",
    language: "en",
    title: "Lovely chair, bring felt pads",
    text: "Well made and lighter than it looks. The feet marked our soft pine floor a little, so add felt pads on the first day. Otherwise exactly what we hoped for.",
    after: 6,
    helpful: 6,
    answer:
      "Thank you, Oscar. You are right about soft floors: pads now come in every box, and we have just sent you a set.",
  },
  {
    buyer: "customer",
    sku: "MC-CHA-ALBA-NAT",
    stars: 5,
    name: "Camille A.",
    language: "fr",
    text: "Quatre chaises, quatre veinages différents, et pourtant une vraie famille autour de la table. Elles s’essuient d’un coup d’éponge, ce qui compte avec deux enfants.",
    after: 8,
    helpful: 2,
  },
  {
    buyer: "helene",
    sku: "MC-BOL-GRES-CRA-4",
    stars: 4,
    name: "Hélène M.",
    language: "fr",
    title: "Belle matière, format généreux",
    text: "L’émail craquelé change avec la lumière. Ils sont plus grands que je ne pensais : parfaits pour une soupe, un peu vastes pour le café du matin.",
    after: 5,
    helpful: 3,
  },
  {
    buyer: "marion",
    sku: "MC-BOL-GRES-CRA-4",
    stars: 2,
    name: "Marion L.",
    language: "fr",
    title: "Deux bols sur quatre marqués",
    text: "Très jolis, mais les fourchettes laissent des traits gris au fond de deux bols. Une pâte à nettoyer les enlève ; je ne m’attendais pas à devoir le faire après une semaine.",
    after: 12,
    helpful: 5,
    answer:
      "Merci de le dire. Ces traits viennent du métal des couverts et non d’un défaut de l’émail ; nous avons ajouté ce conseil à l’entretien, et vous pouvez nous renvoyer les deux bols sans frais.",
  },
  {
    buyer: "helene",
    sku: "MC-MUG-GRES-NUI-1",
    stars: 5,
    name: "Hélène M.",
    language: "fr",
    text: "L’anse laisse passer trois doigts, le bleu est profond et il sort du lave-vaisselle comme neuf. J’en recommanderai pour le bureau.",
    after: 5,
    helpful: 1,
  },
  {
    buyer: "oscar",
    sku: "MC-LAM-CEPE-MOU",
    stars: 5,
    name: "Oscar H.",
    language: "en",
    title: "A warm little lamp",
    text: "It lights a corner without shouting. The dimmer goes low enough for a bedside table, and the cable is long enough to reach behind the sofa.",
    after: 7,
    helpful: 2,
  },
  {
    buyer: "customer",
    sku: "MC-LAM-CEPE-MOU",
    stars: 3,
    name: "Camille A.",
    language: "fr",
    title: "Belle, mais l’interrupteur est loin",
    text: "La lumière est douce et la forme très réussie. L’interrupteur est sur le fil, à un mètre du pied : derrière un meuble, il faut le chercher à tâtons.",
    after: 4,
    helpful: 3,
  },
  {
    buyer: "buyer",
    sku: "MC-BIB-TRAME-NAT",
    stars: 4,
    name: "Naomi F.",
    language: "en",
    title: "Solid, takes two people",
    text: "It holds our heaviest sample books without bending. Allow an hour and a second pair of hands to put it up; the drawings could be larger.",
    after: 6,
    helpful: 1,
  },
  {
    buyer: "buyer",
    sku: "MC-TAB-PIVO-NOI-65",
    stars: 5,
    name: "Naomi F.",
    language: "en",
    text: "Six of them stand in our meeting room and nobody has knocked one over yet. The tops clean well, even of marker ink.",
    after: 6,
  },
  {
    buyer: "aoife",
    sku: "MC-VAS-COLL-TER-30",
    stars: 3,
    name: "Aoife B.",
    language: "en",
    title: "Beautiful shape, chipped neck",
    text: "The terracotta is gorgeous and the size is right for branches. Ours came with a small chip on the neck; they gave part of the price back at once, but I would have liked a perfect one.",
    after: 4,
    helpful: 2,
    answer: "We are sorry, Aoife. The vase now travels with a collar of its own inside the box.",
  },
  {
    buyer: "customer",
    sku: "MC-COU-LIN-ECR-60",
    stars: 4,
    name: "Camille A.",
    language: "fr",
    title: "Un lin épais qui tient bien",
    text: "La housse se lave à trente degrés et ne bouge pas. Le garnissage se tasse un peu au bout de quelques jours, il faut le secouer de temps en temps.",
    after: 5,
    waits: true,
  },
  {
    buyer: "aoife",
    sku: "MC-COU-LIN-TER-45",
    stars: 2,
    name: "Aoife B.",
    language: "en",
    title: "The parcel took its time",
    text: "The courier left it with a neighbour two streets away and nobody told me. I only found it after calling twice.",
    after: 3,
    refused: "off_topic",
  },
];
