/**
 * Whom the house deals with: companies, persons, contacts, and their address books.
 * Owns partner and address. Documents copy an address when they are made; the book may change freely.
 */
export { addAddress, changeAddress, removeAddress } from "./address-commands.ts";
export { changePartnerEmail, createPartner, describePerson } from "./commands.ts";
export { forgetPartner } from "./forget.ts";
export { listAddresses, listPartners, readPartner } from "./queries.ts";
