/**
 * Shows what streams in as soon as it is there. React holds it back for up to 300 ms after the first paint, so that a page of
 * many holes does not fill in jerks; ours are few and keep their places. It counts from the global `$RT`, which stays unset.
 * Runs before the first paint. `e2e/storefront/first-paint.spec.ts` sees whether React still asks.
 */
export const revealScript = `Object.defineProperty(self,"$RT",{get:function(){},set:function(){}});`;
