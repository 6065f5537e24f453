// Catalogue: products, variants, options, attributes, categories and their pictures. Owns every table of catalogue.prisma.
// It knows neither prices nor stock; flows/browse puts them together. Writers lock the product row by its version.
export { type AdminListQuery, listProductRows, productForStaff } from "./admin-queries.ts";
export { attributeFields, attributeFieldsJson, listAttributes, listSets } from "./attribute-queries.ts";
export { attributeText } from "./attribute-values.ts";
export { type CategoryTexts, categoryTree, listCategories } from "./category-queries.ts";
export {
  changeImported,
  type FetchedMedia,
  type ImportedChange,
  keepFetchedMedia,
} from "./commands/change-imported.ts";
export { countSearches, forgetSearches, popularSearches, type SearchCount } from "./commands/count-searches.ts";
export { createProducts, type NewMedia, type NewProduct } from "./commands/create-products.ts";
export {
  createAttributes,
  createBrands,
  createCategories,
  createFamilies,
  createMakers,
  type NewAttribute,
  type NewMaker,
} from "./commands/create-structure.ts";
export { forgetAudits, keepAudit, latestAudits } from "./commands/keep-audit.ts";
export { keepRendered, type RenderedMedia, unrenderedMedia } from "./commands/keep-rendered.ts";
export { keepScores } from "./commands/keep-scores.ts";
export { removeAttribute, saveAttribute, saveSet } from "./commands/save-attribute.ts";
export { removeMaker, saveMaker } from "./commands/save-maker.ts";
export { removeSynonyms, saveSynonyms } from "./commands/save-synonyms.ts";
export { productIdOfVariant, updateAlt, updateProduct, updateVariant } from "./commands/update-product.ts";
export { type CompletenessFacts, completenessOf } from "./completeness.ts";
export { productsChanged, productsIndexed } from "./events.ts";
export { feedTexts } from "./feed-queries.ts";
export { listBrands, listMakers } from "./makers.ts";
export { cardTexts, featuredIds, netContents, newestIds, productBySlug } from "./queries.ts";
export { listSynonyms } from "./synonym-queries.ts";
