import { formatMoney, money } from "#server/kernel/money.ts";
import { fromStripeAmount } from "../../stripe-units.ts";

export type PageLocale = "fr" | "en";

/** The hosted page's own language: French when the session asks for it, else English. */
export const pageLocale = (locale: string | null): PageLocale => (locale?.startsWith("fr") ? "fr" : "en");

const en = {
  testMode: "Test mode",
  testNote: "This is a sandbox: no money moves, real cards are refused.",
  payTo: "Pay",
  order: "Your order",
  quantity: "Qty",
  subtotal: "Subtotal",
  shipping: "Shipping",
  total: "Total due",
  back: "Back to the shop",
  heading: "Pay by card",
  required: "All fields are required.",
  email: "E-mail",
  number: "Card number",
  expiry: "Expiry",
  expiryHint: "MM / YY",
  cvc: "CVC",
  cvcHint: "3 digits on the back, 4 on the front of American Express",
  name: "Name on card",
  pay: "Pay",
  testCards: "Test cards",
  testCardsNote: "Any future expiry and any CVC will do.",
  succeeds: "is accepted",
  declines: "is declined",
  noFunds: "has insufficient funds",
  expired: "has expired",
  challenge: "asks for 3-D Secure",
  challengeHeading: "Is it you who is paying?",
  challengeText: "This page stands in for your bank's 3-D Secure check.",
  complete: "Complete",
  fail: "Fail",
  paidHeading: "This payment is done",
  paidText: "Thank you. Your order is on its way through the shop.",
  toConfirmation: "Go to your confirmation",
  expiredHeading: "This payment page has expired",
  expiredText: "No money was taken. You can start again from the shop.",
  unknownHeading: "There is no such payment page",
  unknownText: "The address may be incomplete.",
  problem: "Please check the marked fields.",
  numberError: "Enter a full card number, for example 4242 4242 4242 4242.",
  expiryError: "Enter a month and year in the future, for example 12 / 34.",
  cvcError: "Enter the 3 or 4 digits of the security code.",
  nameError: "Enter the name that is printed on the card.",
  declined: "Your card was declined. Try another card.",
  declinedFunds: "Your card has insufficient funds. Try another card.",
  declinedExpired: "Your card has expired. Try another card.",
  declinedCvc: "Your card's security code is incorrect. Check it and try again.",
  declinedProcessing: "Your card could not be processed. Try again in a moment.",
  declinedTest: "Real cards are refused here. Use one of the test cards below.",
  declinedChallenge: "Your bank could not confirm that it is you. Try again or use another card.",
};

export type Words = typeof en;

const fr: Words = {
  testMode: "Mode test",
  testNote: "Ceci est un bac à sable : aucun argent ne circule, les vraies cartes sont refusées.",
  payTo: "Payer",
  order: "Votre commande",
  quantity: "Qté",
  subtotal: "Sous-total",
  shipping: "Livraison",
  total: "Total à payer",
  back: "Retour à la boutique",
  heading: "Payer par carte",
  required: "Tous les champs sont obligatoires.",
  email: "E-mail",
  number: "Numéro de carte",
  expiry: "Date d’expiration",
  expiryHint: "MM / AA",
  cvc: "CVC",
  cvcHint: "3 chiffres au dos, 4 sur la face d’une American Express",
  name: "Nom sur la carte",
  pay: "Payer",
  testCards: "Cartes de test",
  testCardsNote: "N’importe quelle date future et n’importe quel CVC conviennent.",
  succeeds: "est acceptée",
  declines: "est refusée",
  noFunds: "n’a pas assez de provision",
  expired: "est expirée",
  challenge: "demande 3-D Secure",
  challengeHeading: "Est-ce bien vous qui payez ?",
  challengeText: "Cette page tient lieu de la vérification 3-D Secure de votre banque.",
  complete: "Valider",
  fail: "Refuser",
  paidHeading: "Ce paiement est effectué",
  paidText: "Merci. La boutique s’occupe de votre commande.",
  toConfirmation: "Voir votre confirmation",
  expiredHeading: "Cette page de paiement a expiré",
  expiredText: "Rien n’a été débité. Vous pouvez recommencer depuis la boutique.",
  unknownHeading: "Cette page de paiement n’existe pas",
  unknownText: "L’adresse est peut-être incomplète.",
  problem: "Merci de vérifier les champs signalés.",
  numberError: "Saisissez le numéro complet de la carte, par exemple 4242 4242 4242 4242.",
  expiryError: "Saisissez un mois et une année à venir, par exemple 12 / 34.",
  cvcError: "Saisissez les 3 ou 4 chiffres du cryptogramme.",
  nameError: "Saisissez le nom imprimé sur la carte.",
  declined: "Votre carte a été refusée. Essayez une autre carte.",
  declinedFunds: "Votre carte n’a pas assez de provision. Essayez une autre carte.",
  declinedExpired: "Votre carte est expirée. Essayez une autre carte.",
  declinedCvc: "Le cryptogramme de votre carte est incorrect. Vérifiez-le et réessayez.",
  declinedProcessing: "Votre carte n’a pas pu être traitée. Réessayez dans un instant.",
  declinedTest: "Les vraies cartes sont refusées ici. Utilisez une des cartes de test ci-dessous.",
  declinedChallenge: "Votre banque n’a pas pu confirmer que c’est vous. Réessayez ou changez de carte.",
};

export const words: Record<PageLocale, Words> = { fr, en };

const declines: Record<string, keyof Words> = {
  insufficient_funds: "declinedFunds",
  expired_card: "declinedExpired",
  incorrect_cvc: "declinedCvc",
  processing_error: "declinedProcessing",
  test_mode_live_card: "declinedTest",
  payment_intent_authentication_failure: "declinedChallenge",
};

/** Why the last card was refused, for the shopper. */
export const declineText = (w: Words, code: string | undefined): string => w[declines[code ?? ""] ?? "declined"];

/** An amount in Stripe's units for the page's reader. */
export const amountText = (amount: number, currency: string, locale: PageLocale): string => {
  const code = currency.toUpperCase();
  return formatMoney(money(fromStripeAmount(amount, code), code), locale);
};
